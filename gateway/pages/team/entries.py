"""Entries of a team leader: list, start, fill in, look at."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis.http import auth
from chassis.http.auth import allow
from chassis.storage import ids
from contracts.roles import LEADER, OVERSEEING, SCREENER
from gateway.clients import calls
from gateway.editions.lookup import current_edition, edition_of
from gateway.forms import saving
from gateway.forms.form import Filled
from gateway.pages.team import entry_form
from gateway.shell.times import clock_time

blp = Blueprint("entries", __name__)
NEXT = {"save": "entries.edit", "file": "files.show", "review": "submissions.review"}
"""Where the buttons of the form lead."""


def entry(entry_id: UUID) -> dict[str, Any]:
    """The entry as registration has it."""
    return calls.read(calls.REGISTRATION, f"/entries/{entry_id}")


@blp.route("/entries", methods=["GET"])
@allow(LEADER)
def mine() -> str:
    """The leader's entries, each with its state and what comes next."""
    found = calls.read_all(calls.REGISTRATION, "/entries", mine="true")
    return render_template("entries/list.html", entries=found, edition=current_edition())


@blp.route("/entries/new", methods=["GET"])
@allow(LEADER)
def start() -> str:
    """What to have at hand, and a button that starts a draft."""
    return render_template("entries/start.html", edition=current_edition(), key=ids.new_id())


@blp.route("/entries/new", methods=["POST"])
@allow(LEADER)
def create() -> Response:
    """Start a draft; pressing twice starts one."""
    headers = {"Idempotency-Key": request.form.get("key") or str(ids.new_id())}
    made = calls.call(calls.REGISTRATION, "POST", "/entries", json={}, headers=headers).json()
    return redirect(url_for("entries.edit", entry_id=made["id"]), 303)


@blp.route("/entries/<uuid:entry_id>", methods=["GET"])
@allow(LEADER, SCREENER, *OVERSEEING)
def show(entry_id: UUID) -> str:
    """The entry, its state, what happens next and by when."""
    found = entry(entry_id)
    own = found["leader"]["id"] == str(auth.identity().account_id)
    return render_template("entries/show.html", entry=found, edition=edition_of(found), own=own)


@blp.route("/entries/<uuid:entry_id>/edit", methods=["GET"])
@allow(LEADER)
def edit(entry_id: UUID) -> Response:
    """The form, with what was typed earlier."""
    found = entry(entry_id)
    if found["state"] == "submitted":
        return redirect(url_for("entries.show", entry_id=entry_id))
    return _form(found, saving.opened(entry_form.FORM, found, entry_form.stored(found)))


@blp.route("/entries/<uuid:entry_id>/edit", methods=["POST"])
@allow(LEADER)
def save(entry_id: UUID) -> Response:
    """Save the draft and go on; whatever goes wrong, the typed text stands in the form."""

    def write(typed: dict[str, str]) -> dict[str, Any]:
        return calls.change(calls.REGISTRATION, "PATCH", f"/entries/{entry_id}", json=entry_form.changes(typed))

    outcome = saving.attempt(entry_form.FORM, write, lambda: entry(entry_id), entry_form.stored)
    if saving.by_script():
        return saving.answer(outcome)
    if isinstance(outcome, Filled):
        return _form(entry(entry_id), outcome)
    action = request.form.get("action", "save")
    if action == "save":
        flash(_("草稿已保存 %(time)s", time=clock_time(outcome["updated_at"])), "success")
    return redirect(url_for(NEXT.get(action, NEXT["save"]), entry_id=entry_id), 303)


def _form(found: dict[str, Any], filled: Filled) -> Response:
    offered = entry_form.offering(edition_of(found))
    return saving.page("entries/edit.html", replace(filled, form=offered), entry=found)
