"""Versions of an entry: the next one beside the one that stands, those handed in, and what differs between them."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis.http.auth import PERSON, allow
from contracts.roles import LEADER
from gateway.clients.registration.entries import ENTRIES
from gateway.clients.registration.entry_versions import VERSIONS
from gateway.editions.lookup import edition_of
from gateway.pages.team.contents import entry_form
from gateway.pages.team.contents.comparison import compared

blp = Blueprint("entry_versions", __name__)


@blp.route("/entries/<uuid:entry_id>/revision", methods=["POST"])
@allow(LEADER)
def revise(entry_id: UUID) -> Response:
    """Begin to change a submitted entry, or go on with it."""
    VERSIONS.revise(entry_id)
    return redirect(url_for("entries.edit", entry_id=entry_id), 303)


@blp.route("/entries/<uuid:entry_id>/revision/discard", methods=["POST"])
@allow(LEADER)
def discard(entry_id: UUID) -> Response:
    """Throw the changes away that were not handed in."""
    VERSIONS.discard(entry_id)
    flash(_("修改已放弃，内容和附件恢复为已提交的版本。"), "success")
    return redirect(url_for("entries.show", entry_id=entry_id), 303)


@blp.route("/entries/<uuid:entry_id>/revision/discard", methods=["GET"])
@allow(LEADER)
def ask_discard(entry_id: UUID) -> str | Response:
    """What throwing the changes away means, before it is done."""
    if "discard" not in ENTRIES.entry(entry_id).may:
        return redirect(url_for("entries.show", entry_id=entry_id), 303)
    return render_template("team/discard.html", entry_id=entry_id)


@blp.route("/entries/<uuid:entry_id>/versions", methods=["GET"])
@allow(PERSON)
def listing(entry_id: UUID) -> str:
    """Every version that was handed in, each with its receipt."""
    return render_template("team/versions.html", entry_id=entry_id, versions=VERSIONS.all(entry_id).items)


@blp.route("/entries/<uuid:entry_id>/versions/<int:version>", methods=["GET"])
@allow(PERSON)
def show(entry_id: UUID, version: int) -> str:
    """What was handed in at one time, and what differs from an earlier version: the one before unless `with` says."""
    found = VERSIONS.version(entry_id, version)
    edition = edition_of(found)
    other = request.args.get("with", version - 1, int)
    before = VERSIONS.version(entry_id, other) if other and other != version else None
    return render_template(
        "team/version.html",
        version=found,
        before=before,
        changes=compared(before, found, edition) if before else [],
        edition=edition,
        groups=entry_form.shown(found, edition),
        slots=entry_form.slots(found),
    )
