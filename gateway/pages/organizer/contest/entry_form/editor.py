"""The editor of an edition's form: its check list, comparison and publication, in the kit's pages."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from chassis.forms.definition import Form
from chassis.forms.places import name_at, place_of
from chassis.forms.unfinished import so_far
from chassis.forms.versions.differences import differences
from chassis.http.client import Refused
from contracts.roles import ORGANIZER, OVERSEEING
from gateway.clients.manuscripts import Manuscript
from gateway.clients.registration.edition_form import FORM_DRAFTS
from gateway.clients.registration.edition_matters import Matter
from gateway.editions.words import MATTERS
from gateway.editors.differences import Change, Piece
from gateway.editors.editor import Editor, Place
from gateway.editors.history import add_history
from gateway.editors.review import add_review
from gateway.pages.organizer.contest.edition_words import FROZEN, name_of
from gateway.pages.organizer.contest.entry_form.lines import offering
from gateway.pages.organizer.contest.entry_form.preview import preview_page


class FormEditor(Editor[Matter]):
    """The document is a form, and not the answers to one: it is compared and checked by its parts."""

    def changes(self, found: Manuscript[Matter], before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
        """What differs between two forms, a sentence each."""
        if not before:
            return []
        said = differences(*(offering(found.about, so_far(one)) for one in (before, after)))
        return [Change("", "", [[Piece("same", sentence)] for sentence in said])] if said else []

    def in_order(self, found: Manuscript[Matter], names: Iterable[str]) -> list[str]:
        """As the form is read."""
        return sorted(names, key=lambda name: [(int(s), "") if s.isdigit() else (-1, s) for s in name.split(".")])

    def labels(self, found: Manuscript[Matter], names: Iterable[str]) -> Mapping[str, str]:
        """The parts that messages are about."""
        return {name: str(name_at(found.content, name)) or _unnamed(found, name) for name in names}

    def link_to(self, place: Place[Matter], found: Manuscript[Matter], name: str) -> str:
        """The page of the part that a message is about."""
        where = place_of(found.content, name)
        if not where:
            return place.link("edit")
        return url_for("entry_form.part", slug=found.about.slug, place=where)


def _unnamed(found: Manuscript[Matter], name: str) -> str:
    place = place_of(found.content, name)
    return label_of(so_far(found.content), place) if place else str(_("整张表单"))


def label_of(form: Form, place: str) -> str:
    """What the part at a place is called, with the rows it stands in."""
    if place.startswith("@"):
        return next(str(one.title) for one in form.sections if one.key == place[1:])
    key, _dot, cell = place.partition(".")
    field = form[key]
    inner = [str(one.label) for one in getattr(field, "fields", ()) if one.key == cell]
    return " › ".join((str(field.label), *inner))


def title_of(found: Manuscript[Matter]) -> str:
    """What its pages are called."""
    return f"{MATTERS['form']} · {name_of(found.about)}"


def _ask(address: Mapping[str, Any], refused: Refused) -> str | None:
    """What publishing a form in use does to drafts; nothing where that is not what it was refused for."""
    if refused.code != "form-in-use":
        return None
    found = FORM_DRAFTS.review(address["slug"])
    return render_template(
        "organizer/contest/entry_form/confirm.html", about=found.about, etag=request.form.get("etag", "")
    )


EDITOR = FormEditor(
    name="entry_form",
    address="/organizer/editions/<slug>/matters/form",
    source=FORM_DRAFTS,
    title=title_of,
    preview=preview_page,
    published=lambda _found: str(_("参赛表单已发布。团队现在填写的就是这一版。")),
    readers=OVERSEEING,
    writers=(ORGANIZER,),
    everywhere=False,
    chosen=lambda sent: {"confirmed": sent.get("confirmed") == "1"},
    asks=_ask,
    about="organizer/contest/editions/about.html",
    publishing="organizer/contest/entry_form/publishing.html",
    facts={"frozen": FROZEN},
)
blp = Blueprint(EDITOR.name, __name__)
add_review(blp, EDITOR)
add_history(blp, EDITOR)
