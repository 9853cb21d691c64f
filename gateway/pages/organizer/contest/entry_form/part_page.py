"""The page of one section or field: what it is called, what it takes, when it is asked, who sees the answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response as Answer

from chassis.canonical import fingerprint
from chassis.forms import answers as form_answers
from chassis.forms import editing
from chassis.forms.places import Document, NoSuchPart, Part, part_at
from chassis.forms.unfinished import so_far
from chassis.http.auth import allow
from chassis.http.client import Refused
from chassis.http.errors import Invalid, NotFound, Stale
from chassis.http.schemas import FieldError
from contracts.roles import ORGANIZER
from gateway.clients.manuscripts import Manuscript
from gateway.clients.registration.edition_form import FORM_DRAFTS
from gateway.clients.registration.edition_matters import Matter
from gateway.editors.editor import Place
from gateway.forms import saving
from gateway.forms.document_form import DocumentForm, document_form
from gateway.forms.form import Filled
from gateway.pages.organizer.contest.entry_form.editor import EDITOR, blp, label_of
from gateway.pages.organizer.contest.entry_form.lines import form_of
from gateway.pages.organizer.contest.entry_form.outline import rewrite
from gateway.pages.organizer.contest.entry_form.settings_answers import answers_of, offered_templates, part_of
from gateway.pages.organizer.contest.entry_form.settings_form import WHEN, settings_form


@dataclass(frozen=True)
class Written:
    """A part of the form that is written, as one page edits it."""

    found: Manuscript[Matter]
    place: str

    @property
    def part(self) -> Part:
        """What is said of it."""
        return part_at(self.found.content, self.place)

    @property
    def etag(self) -> str:
        """Changes with this part alone: others may be changed by others meanwhile."""
        return tag_of(self.part)

    @property
    def label(self) -> str:
        """What it is called."""
        return label_of(so_far(self.found.content), self.place)

    @property
    def templates(self) -> list[dict[str, Any]]:
        """The files that it may offer, where it is a slot."""
        return offered_templates(self.part, self.found.about.templates)

    @property
    def form(self) -> DocumentForm:
        """Its settings, as the page draws them."""
        settings = settings_form(self.part, self.place, form_of(self.found), self.templates)
        return document_form(settings, answers=self.stored)

    @property
    def stored(self) -> dict[str, Any]:
        """What is said of it, as answers to its settings."""
        return answers_of(self.part, self.place)


def tag_of(part: Mapping[str, Any]) -> str:
    """The version of a part, whatever stands inside of it."""
    return fingerprint({name: value for name, value in part.items() if name != "fields"})


@blp.route("/organizer/editions/<slug>/matters/form/parts/<place>", methods=["GET"])
@allow(ORGANIZER)
def part(slug: str, place: str) -> Response:
    """The settings of one section or field."""
    written = find_part(slug, place)
    form = written.form
    return _page(written, saving.opened(form, written, form.stored(written.stored)))


@blp.route("/organizer/editions/<slug>/matters/form/parts/<place>", methods=["POST"])
@allow(ORGANIZER)
def save_part(slug: str, place: str) -> Answer | tuple[str, int]:
    """Save the settings, by a button or by the script; others' changes to other parts stay."""
    try:
        written = find_part(slug, place)
    except NotFound:
        return render_template("organizer/contest/entry_form/gone.html", slug=slug, typed=_typed_words()), 409
    form = written.form
    outcome = saving.attempt(
        form,
        lambda typed: _save(written, form, typed),
        lambda: find_part(slug, place),
        lambda now: form.stored(now.stored),
    )
    if saving.by_script():
        return saving.answer(outcome)
    if isinstance(outcome, Filled):
        return _page(find_part(slug, place), outcome)
    if request.form.get("row"):
        return _page(outcome, Filled(form, form.typed(request.form), outcome.etag))
    if request.form.get("action") == "outline":
        flash(_("“%(label)s”已保存。", label=outcome.label), "success")
        return redirect(url_for("entry_form.edit", slug=slug, _anchor=place.partition(".")[0]), 303)
    if request.form.get("action") == "template":
        return redirect(url_for("entry_form.template", slug=slug, place=place), 303)
    flash(_("已保存"), "success")
    return redirect(url_for("entry_form.part", slug=slug, place=place), 303)


def find_part(slug: str, place: str) -> Written:
    """A part of the form that is being written. Raises NotFound."""
    written = Written(FORM_DRAFTS.draft(slug), place)
    try:
        _part = written.part
    except NoSuchPart as gone:
        raise NotFound from gone
    return written


def _save(written: Written, form: DocumentForm, typed: dict[str, str]) -> Written:
    """Write what was typed over this part, if nobody else changed it since the page was opened. Raises Refused."""
    opened = request.form.get("etag", "")
    given = form_answers.examine(form.document, form.gathered(typed))
    if errors := _malformed(given.errors) | _unpicked(given.answers):
        raise Refused(Invalid.status, Invalid(errors).body())
    answers = {field.key: given.answers.get(field.key) for field in form.document}

    def make(document: Document) -> Document:
        now = part_at(document, written.place)
        if tag_of(now) != opened:
            raise Refused(Stale.status, Stale().body())
        return editing.replace(document, written.place, part_of(now, answers, written.templates))

    return Written(rewrite(written.found.about.slug, make, written.found), written.place)


def _malformed(errors: Mapping[str, list[dict[str, str]]]) -> dict[str, list[dict[str, str]]]:
    """What cannot be saved; what is only missing is for the check list before publication."""
    return {name: found for name, found in errors.items() if any(one["code"] != "required" for one in found)}


def _unpicked(given: Mapping[str, Any]) -> dict[str, list[dict[str, str]]]:
    """Conditions that say when and not what, once somebody presses a button that saves."""
    if saving.by_script() or request.form.get("row"):
        return {}
    names = [name for name in ("required", "shown") if given.get(name) == WHEN and given.get(f"{name}_mode") != "kept"]
    sentence = FieldError("required", _("请增加条件，选择哪一项的答案。"))
    picked = {name: any(row.get("clause") for row in given.get(f"{name}_when") or ()) for name in names}
    return {f"{name}_when": [sentence.body()] for name, some in picked.items() if not some}


def _typed_words() -> str:
    hidden = ("csrf_token", "etag", "action", "row")
    return "\n".join(text for name, text in request.form.items() if name not in hidden and text)


def _page(written: Written, filled: Filled) -> Response:
    slug = written.found.about.slug
    return saving.page(
        "organizer/contest/entry_form/part.html",
        filled,
        slug=slug,
        address=url_for("entry_form.part", slug=slug, place=written.place),
        editing=Place(EDITOR, {"slug": slug}),
        part=written.part,
        label=written.label,
        saved_at=written.found.saved_at,
    )
