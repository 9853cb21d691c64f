"""An entry as judges and, where it wins, the public will see it, for its team before it is handed in."""

from collections.abc import Iterable
from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from werkzeug import Response

from chassis.forms.showing import Shown, show
from chassis.http.auth import PERSON, allow
from gateway.clients.judging.stages import Name
from gateway.clients.registration.edition_parts import Choice
from gateway.clients.registration.editions import Edition
from gateway.clients.registration.entries import ENTRIES, Entry
from gateway.clients.registration.winners import PublicAnswer, Winner
from gateway.editions.lookup import edition_of
from gateway.forms.judged_entry import BESIDE, judged_entry
from gateway.pages.team.contents import entry_form

blp = Blueprint("entry_preview", __name__)
_SUMMARY = "summary"
"""The field whose answer stands in front of the others on the page of a winner."""


@blp.route("/entries/<uuid:entry_id>/preview/judges", methods=["GET"], endpoint="judges", defaults={"to": "judges"})
@blp.route("/entries/<uuid:entry_id>/preview/public", methods=["GET"], endpoint="public", defaults={"to": "public"})
@allow(PERSON)
def preview(entry_id: UUID, to: str) -> str | Response:
    """The entry as it is written now, as those who are named would see it."""
    found = ENTRIES.entry(entry_id)
    if found.relation == "office":
        return redirect(url_for("entries.show", entry_id=entry_id))
    edition = edition_of(found)
    facts = {"judged": _judged(found, edition)} if to == "judges" else {"winner": _winner(found, edition)}
    return render_template("team/entry_preview.html", entry=found, edition=edition, to=to, **facts)


def _judged(entry: Entry, edition: Edition) -> object:
    document, files = entry_form.document_of(entry, edition), entry_form.files_of(entry)
    track, group = (
        _named(edition.tracks, entry.answers.get("track")),
        _named(edition.groups, entry.answers.get("group")),
    )
    return judged_entry(document, entry.answers, files, entry.number or "", track, group)


def _named(choices: Iterable[Choice], key: object) -> Name:
    found = next((one for one in choices if one.key == key), None)
    return Name(key=found.key, name=found.name, name_en=found.name_en) if found else Name(key="", name="", name_en="")


def _winner(entry: Entry, edition: Edition) -> Winner:
    """What the form says is public; which award it is, nobody knows yet."""
    document = entry_form.document_of(entry, edition)
    shown = [one for one in show(document, entry.answers, "public") if one.key not in BESIDE]
    summary = next((one for one in shown if one.key == _SUMMARY), None)
    words = {key: str(entry.answers.get(key) or "") for key in sorted(BESIDE)}
    return Winner(
        edition=entry.edition,
        number=entry.number or "",
        title_en="",
        organisation_en="",
        award="",
        summary=summary.value.zh if summary else "",
        summary_en=summary.value.en if summary else "",
        picture=None,
        updated_at=entry.updated_at,
        answers=tuple(_answer(one) for one in shown if one is not summary),
        **words,
    )


def _answer(one: Shown) -> PublicAnswer:
    return PublicAnswer(label=one.label.zh, label_en=one.label.en, text=one.value.zh, text_en=one.value.en)
