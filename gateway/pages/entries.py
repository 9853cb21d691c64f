"""Entries of a team leader: list, start, fill in, look at."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis import auth, clock, ids
from chassis.auth import allow
from chassis.client import Refused
from contracts.roles import LEADER, OVERSEEING, SCREENER
from gateway.pages import asking, kept
from gateway.pages.home import current_edition
from gateway.pages.times import clock_time

blp = Blueprint("entries", __name__)
FIELDS = ("title", "track", "group", "organisation", "summary")
NEXT = {"save": "entries.edit", "file": "files.show", "review": "submissions.review"}
"""Where the buttons of the form lead."""


def entry(entry_id: UUID) -> dict[str, Any]:
    """The entry as registration has it."""
    return asking.read(asking.REGISTRATION, f"/entries/{entry_id}")


@blp.route("/entries", methods=["GET"])
@allow(LEADER)
def mine() -> str:
    """The leader's entries, each with its state and what comes next."""
    found = asking.read_all(asking.REGISTRATION, "/entries", mine="true")
    return render_template("entries/list.html", entries=found, edition=current_edition(), key=ids.new_id())


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
    made = asking.call(asking.REGISTRATION, "POST", "/entries", json={}, headers=headers).json()
    return redirect(url_for("entries.edit", entry_id=made["id"]), 303)


@blp.route("/entries/<uuid:entry_id>", methods=["GET"])
@allow(LEADER, SCREENER, *OVERSEEING)
def show(entry_id: UUID) -> str:
    """The entry, its state, what happens next and by when."""
    found = entry(entry_id)
    own = found["leader"]["id"] == str(auth.identity().account_id)
    return render_template("entries/show.html", entry=found, edition=current_edition(), own=own)


@blp.route("/entries/<uuid:entry_id>/edit", methods=["GET"])
@allow(LEADER)
def edit(entry_id: UUID) -> str | Response:
    """The form, with what was typed earlier."""
    found = entry(entry_id)
    if found["state"] == "submitted":
        return redirect(url_for("entries.show", entry_id=entry_id))
    unsaved = kept.given_back()
    return _form(found, unsaved or {}, restored=unsaved is not None)


@blp.route("/entries/<uuid:entry_id>/edit", methods=["POST"])
@allow(LEADER)
def save(entry_id: UUID) -> str | Response | tuple[str, int]:
    """Save the draft and go on; whatever goes wrong, the typed text stands in the form."""
    typed = {name: request.form.get(name, "") for name in FIELDS}
    try:
        saved = _patch(entry_id, typed)
    except Refused as refused:
        if refused.status not in {409, 412, 422}:
            raise
        saved = entry(entry_id)
        if refused.status != 412 or _differing(saved, typed):
            return _form(saved, typed, refused=refused), refused.status
    kept.forget()
    action = request.form.get("action", "save")
    if action == "save":
        flash(_("草稿已保存 %(time)s", time=clock_time(saved["updated_at"])), "success")
    return redirect(url_for(NEXT.get(action, NEXT["save"]), entry_id=entry_id), 303)


@blp.route("/entries/<uuid:entry_id>/autosave", methods=["POST"])
@allow(LEADER)
def autosave(entry_id: UUID) -> Response:
    """Save what stands in the form while the person types; answers with the new etag or what is wrong."""
    try:
        saved = _patch(entry_id, {name: request.form[name] for name in FIELDS if name in request.form})
    except Refused as refused:
        answer = jsonify(problem=refused.problem)
        answer.status_code = refused.status
        return answer
    return jsonify(etag=saved["etag"], text=_("已保存 %(time)s", time=clock_time(clock.now())))


def _patch(entry_id: UUID, typed: Mapping[str, str]) -> dict[str, Any]:
    changes = {name: text.replace("\r\n", "\n").strip() or None for name, text in typed.items()}
    headers = {"If-Match": request.form.get("etag", "")}
    path = f"/entries/{entry_id}"
    saved: dict[str, Any] = asking.call(asking.REGISTRATION, "PATCH", path, json=changes, headers=headers).json()
    return saved


def _differing(found: Mapping[str, Any], typed: Mapping[str, str]) -> dict[str, str]:
    """The saved text of each field where it is not what was typed."""
    saved = {name: str(found.get(name) or "") for name in typed}
    return {name: text for name, text in saved.items() if text != typed[name].replace("\r\n", "\n").strip()}


def _form(
    found: dict[str, Any], typed: Mapping[str, str], *, refused: Refused | None = None, restored: bool = False
) -> str:
    """The form; where someone else saved first, with the other text beside each field that differs."""
    values = {name: typed.get(name, found.get(name) or "") for name in FIELDS}
    conflict = refused is not None and refused.status == 412
    return render_template(
        "entries/edit.html",
        entry=found,
        edition=current_edition(),
        values=values,
        others=_differing(found, values) if conflict else {},
        conflict=conflict,
        problem=refused.problem if refused and not conflict else None,
        restored=restored,
    )
