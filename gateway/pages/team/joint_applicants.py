"""Joint applicants of an entry: where each stands, a link for those who confirm, letters of those who do not."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis.http.auth import PERSON, allow
from chassis.http.client import Refused
from chassis.http.errors import NotFound
from contracts.roles import LEADER
from gateway.clients.registration.applicants.joint_applicants import JOINT_APPLICANTS, JointApplicant
from gateway.clients.registration.entries import ENTRIES, Entry, EntryFile
from gateway.clients.registration.uploads import UPLOADS
from gateway.edge.security import marked
from gateway.editions.lookup import edition_of
from gateway.forms import taking
from gateway.forms.field_hints import hint_of
from gateway.forms.pressing import tell
from gateway.pages.team.contents import entry_form

blp = Blueprint("joint_applicants", __name__)
LETTERS = "joint_letters"
"""The slot of a form in which letters lie."""


def _back(entry_id: UUID) -> Response:
    return redirect(url_for("joint_applicants.show", entry_id=entry_id), 303)


@blp.route("/entries/<uuid:entry_id>/joint-applicants", methods=["GET"])
@allow(PERSON)
def show(entry_id: UUID) -> str | Response:
    """Each with its state, and what can be done for it."""
    entry = ENTRIES.entry(entry_id)
    return _page(entry) if entry.joint_applicants else redirect(url_for("entries.show", entry_id=entry_id))


@blp.route("/entries/<uuid:entry_id>/joint-applicants/<uuid:joint_id>/link", methods=["POST"])
@allow(LEADER)
def make_link(entry_id: UUID, joint_id: UUID) -> Response:
    """Make a link, if there is none or a new one is wanted; the next page has it."""
    try:
        JOINT_APPLICANTS.make_link(entry_id, joint_id, anew=request.form.get("anew") == "1")
    except Refused as refused:
        return _told(entry_id, refused)
    return redirect(url_for("joint_applicants.link", entry_id=entry_id, joint_id=joint_id), 303)


@blp.route("/entries/<uuid:entry_id>/joint-applicants/<uuid:joint_id>/link", methods=["GET"])
@allow(LEADER)
def link(entry_id: UUID, joint_id: UUID) -> str | Response:
    """The link by which a person of the organisation confirms, to be copied or shown as a code."""
    try:
        found = JOINT_APPLICANTS.link(entry_id, joint_id)
    except Refused as refused:
        return _told(entry_id, refused)
    path = url_for("joint_requests.show", secret=found.secret)
    return render_template("team/joint_link.html", link=found, path=path)


@blp.route("/entries/<uuid:entry_id>/joint-applicants/<uuid:joint_id>/letter", methods=["POST"])
@allow(LEADER)
def name_letter(entry_id: UUID, joint_id: UUID) -> Response:
    """Take a file that lies in the slot as the organisation's letter."""
    try:
        JOINT_APPLICANTS.name_letter(entry_id, joint_id, _file_id(request.form.get("file", "")))
    except Refused as refused:
        return _told(entry_id, refused)
    flash(_("已记下这家单位的联合申报函。"), "success")
    return _back(entry_id)


@blp.route("/entries/<uuid:entry_id>/joint-applicants/<uuid:joint_id>/upload", methods=["POST"])
@marked(csrf_by_view=True)  # reading the token elsewhere would swallow the file
@allow(LEADER)
def upload(entry_id: UUID, joint_id: UUID) -> Response | tuple[str, int]:
    """Upload a letter and take it as the organisation's."""

    def send(name: str, body: Iterable[bytes]) -> None:
        latest = max(_letters(UPLOADS.put(entry_id, LETTERS, name, body)), key=lambda one: one.uploaded_at)
        JOINT_APPLICANTS.name_letter(entry_id, joint_id, latest.id)

    if refused := taking.take(send):
        problem, status = refused
        return _page(ENTRIES.entry(entry_id), problem), status
    flash(_("联合申报函已上传。"), "success")
    return _back(entry_id)


def _page(entry: Entry, problem: dict[str, Any] | None = None) -> str:
    document = entry_form.document_of(entry, edition_of(entry))
    slot = next((one for one in document.slots if one.key == LETTERS), None)
    return render_template(
        "team/joint_applicants.html",
        entry=entry,
        slot=slot,
        hint=hint_of(slot) if slot else "",
        letters=_letters(entry),
        letter_of=lambda one: _letter_of(entry, one),
        problem=problem,
    )


def _letters(entry: Entry) -> tuple[EntryFile, ...]:
    return entry.files.get(LETTERS, ())


def _letter_of(entry: Entry, joint: JointApplicant) -> EntryFile | None:
    return next((one for one in _letters(entry) if one.id == joint.letter_id), None)


def _file_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None


def _told(entry_id: UUID, refused: Refused) -> Response:
    """Back to the page with the sentence of a refusal."""
    tell(refused, kind="warning")
    return _back(entry_id)
