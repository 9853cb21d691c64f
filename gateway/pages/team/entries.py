"""Entries of a team leader: list, start, fill in, look at."""

from dataclasses import replace
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis.http.auth import PERSON, allow
from chassis.http.errors import NotFound
from chassis.storage import ids
from contracts.roles import LEADER
from gateway.clients.registration.applicants.organisations import ORGANISATIONS
from gateway.clients.registration.entries import ENTRIES, Entry
from gateway.editions.lookup import current_edition, edition_of, find_edition, open_editions
from gateway.forms import saving
from gateway.forms.document_form import DocumentForm
from gateway.forms.form import Filled
from gateway.pages.team import known_organisations
from gateway.pages.team.contents import entry_form, entry_saving
from gateway.shell.times import clock_time, passed

blp = Blueprint("entries", __name__)
WHOLE = "all"
"""In place of a section: the whole form on one page."""


@blp.route("/entries", methods=["GET"])
@allow(PERSON)
def mine() -> str:
    """The entries whose team one is in, each with its state and what comes next."""
    return render_template("team/list.html", entries=ENTRIES.mine(), edition=current_edition())


@blp.route("/entries/new", methods=["GET"])
@allow(LEADER)
def start() -> str:
    """Which edition, where several can be entered; what to have at hand, and a button that starts a draft."""
    choices = open_editions()
    chosen = find_edition(request.args["edition"]) if "edition" in request.args else None
    if chosen is None and len(choices) <= 1:
        chosen = choices[0] if choices else current_edition()
    return render_template("team/start.html", edition=chosen, choices=choices, key=ids.new_id())


@blp.route("/entries/new", methods=["POST"])
@allow(LEADER)
def create() -> Response:
    """Start a draft; pressing twice starts one."""
    made = ENTRIES.start(request.form.get("edition", ""), saving.pressed_key())
    return redirect(url_for("entries.edit", entry_id=made.id), 303)


@blp.route("/entries/<uuid:entry_id>", methods=["GET"])
@allow(PERSON)
def show(entry_id: UUID) -> str:
    """The entry, its state, what happens next and by when."""
    found = ENTRIES.entry(entry_id)
    edition = edition_of(found)
    return render_template(
        "team/show.html",
        entry=found,
        edition=edition,
        groups=entry_form.shown(found, edition),
        slots=entry_form.slots(found),
    )


@blp.route("/entries/<uuid:entry_id>/deletion", methods=["POST"])
@allow(LEADER)
def delete(entry_id: UUID) -> Response:
    """Throw a draft away that was never handed in."""
    ENTRIES.delete(entry_id)
    flash(_("草稿已删除。"), "success")
    return redirect(url_for("entries.mine"), 303)


@blp.route("/entries/<uuid:entry_id>/edit", methods=["GET"], defaults={"section": ""})
@blp.route("/entries/<uuid:entry_id>/edit/<section>", methods=["GET"])
@allow(LEADER)
def edit(entry_id: UUID, section: str) -> Response:
    """A section of the form, with what was typed earlier; the first one unless another is named."""
    found = ENTRIES.entry(entry_id)
    if found.screening and found.screening.state == "correction":
        return redirect(url_for("screening_result.correct", entry_id=entry_id))
    if not found.being_written or not ("edit" in found.may or found.relation == "leader"):
        return redirect(url_for("entries.show", entry_id=entry_id))
    return _page(found, section, entry_saving.opened(_section(found, section), found))


@blp.route("/entries/<uuid:entry_id>/edit", methods=["POST"], defaults={"section": ""})
@blp.route("/entries/<uuid:entry_id>/edit/<section>", methods=["POST"])
@allow(LEADER)
def save(entry_id: UUID, section: str) -> Response:
    """Save the draft and go on; whatever goes wrong, the typed text stands in the form."""
    found = ENTRIES.entry(entry_id)
    form = _section(found, section)
    outcome = entry_saving.save(form, found, known_organisations.taken_over(form.document, entry_id))
    if saving.by_script():
        return saving.answer(outcome)
    if isinstance(outcome, Filled):
        return _page(ENTRIES.entry(entry_id), section, outcome)
    if known_organisations.kept():
        ORGANISATIONS.keep_own(entry_id)
    return redirect(_next(form, outcome.entry), 303)


def _next(form: DocumentForm, saved: Entry) -> str:
    """Where the button that was pressed leads."""
    action, entry_id = request.form.get("action", "save"), saved.id
    if rows := request.form.get("row", "").partition(".")[0]:
        return url_for("entries.edit", entry_id=entry_id, section=form.section or WHOLE, _anchor=rows)
    if action.startswith("file."):
        return url_for("files.show", entry_id=entry_id, slot=action.removeprefix("file."))
    keys = [section.key for section in form.document.sections]
    after = keys[keys.index(form.section) + 1 :] if form.section else []
    if action == "next" and after:
        return url_for("entries.edit", entry_id=entry_id, section=after[0])
    if action in ("review", "next"):
        return url_for("submissions.review", entry_id=entry_id)
    flash(_("草稿已保存 %(time)s", time=clock_time(saved.updated_at)), "success")
    return request.path


def _section(found: Entry, section: str) -> DocumentForm:
    """The form of a page. Raises NotFound."""
    form = entry_form.drawn(found, edition_of(found))
    keys = [one.key for one in form.document.sections]
    if section not in ("", WHOLE, *keys):
        raise NotFound
    return replace(form, section="" if section == WHOLE else section or keys[0])


def _page(found: Entry, section: str, filled: Filled) -> Response:
    """A page of the form as the entry is now, with what is typed."""
    form = _section(found, section)
    filled, whole = replace(filled, form=form), replace(form, section="")
    if passed(found.closes_at):
        return saving.page("team/closed.html", filled, entry=found, text=entry_form.plain(form, filled.values))
    return saving.page(
        "team/edit.html",
        filled,
        entry=found,
        slots=entry_form.slots_to_fill(found, whole.document),
        lacks=entry_form.lacks(whole, found),
        untouched=entry_form.untouched(form),
        doubts=entry_form.doubts(whole, found),
        known=known_organisations.offered(form, found.id),
    )
