"""The record of who did what in every part, read only, and whether it is untouched."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request
from flask_babel import lazy_gettext as _l

from chassis import clock
from chassis.http import audit_api, request_session
from chassis.http.auth import allow
from chassis.http.errors import Problem
from chassis.http.paging import page
from chassis.storage.tables import audit as table
from contracts.roles import ADMIN, OVERSEEING
from gateway.accounts.people import names_of
from gateway.clients import calls
from gateway.pages.organizer.operations.audit_words import WORDS
from gateway.pages.organizer.operations.parked_events import TITLES

blp = Blueprint("audit_log", __name__)
OWN = "gateway"
PARTS = {OWN: _l("账号与页面"), **TITLES}
PER_PAGE = 50
FIELDS = ("actor", "action", "since", "until")


@blp.route("/organizer/audit", methods=["GET"])
@allow(*OVERSEEING, ADMIN, everywhere=True)
def records() -> str:
    """What was done in one part, newest first, by person, kind and day; and whether its record is untouched."""
    part = request.args.get("part", OWN)
    part = part if part in PARTS else OWN
    asked = {name: request.args.get(name, "").strip() for name in FIELDS}
    found: dict[str, Any] = {"items": [], "next": None}
    chain: dict[str, Any] | None = None
    problem = None
    try:
        found, chain = _read(part, _wanted(asked), request.args.get("after"))
    except Problem as refusal:
        problem = calls.sentence(refusal)
    people = {UUID(row["actor"]) for row in found["items"] if _is_id(row["actor"])}
    return render_template(
        "organizer/audit.html",
        parts_known=PARTS,
        words=WORDS,
        part=part,
        asked=asked,
        found=found,
        chain=chain,
        problem=problem,
        people={str(one): name for one, name in names_of(request_session.session(), people).items()},
    )


def _wanted(asked: dict[str, str]) -> dict[str, Any]:
    """What was asked for, its days as moments; a day that is none asks for nothing."""
    wanted: dict[str, Any] = {name: asked[name] for name in ("actor", "action") if asked[name]}
    for name, add in (("since", 0), ("until", 1)):
        try:
            day = date.fromisoformat(asked[name]) + timedelta(days=add)
            wanted[name] = datetime.combine(day, time(), clock.LOCAL).astimezone(UTC)
        except (ValueError, OverflowError):
            continue
    return wanted


def _read(part: str, wanted: dict[str, Any], after: str | None) -> tuple[dict[str, Any], dict[str, Any]]:
    if part != OWN:
        days = {name: value.isoformat() for name, value in wanted.items() if isinstance(value, datetime)}
        query = {**wanted, **days, "after": after, "limit": PER_PAGE}
        return calls.read(part, "/audit", **query), calls.read(part, "/audit/chain")
    found = page(request_session.session(), audit_api.records(**wanted), table.c.id.desc(), after, PER_PAGE)
    items = audit_api.RecordSchema(many=True).dump(audit_api.rows(request_session.session(), found.items))
    return {"items": items, "next": found.next}, audit_api.chain(request_session.session())


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
