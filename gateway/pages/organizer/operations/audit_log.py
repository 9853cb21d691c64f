"""The record of who did what in every part, read only, and whether it is untouched."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec
from flask import Blueprint, Response, render_template
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from chassis import shapes
from chassis.http import audit_api, auth, request_session
from chassis.http.auth import NOBODY, allow
from chassis.http.errors import Problem
from chassis.http.paging import page
from chassis.storage.tables import audit as table
from contracts.roles import ADMIN, OVERSEEING
from gateway.accounts.people import list_people, names_of
from gateway.clients import calls
from gateway.clients.upkeep import UPKEEP, Chain, Record, Records
from gateway.lists.asked import Asked
from gateway.lists.columns import Column
from gateway.lists.filters import Choice, Day, Words, named
from gateway.lists.listing import Listing
from gateway.pages.organizer.operations.audit_subjects import Subject, people_in, subject_of
from gateway.pages.organizer.operations.audit_words import WORDS
from gateway.pages.organizer.operations.parts import OWN, TITLES
from gateway.shell.times import second

blp = Blueprint("audit_log", __name__)
NAMESAKES = 100
"""People of one name whose records are looked for."""


@dataclass(frozen=True)
class Row:
    """A record, and what whoever did it is called."""

    record: Record
    person: str
    subject: Subject

    @property
    def detail(self) -> str:
        """What else is known of it; empty where nothing is."""
        known = self.record.detail
        return msgspec.json.format(msgspec.json.encode(known), indent=1).decode() if known else ""


def _folded(row: Row) -> str:
    """The details of a row behind a word to press."""
    if not row.detail:
        return ""
    pattern = Markup('<details><summary class="keep">{}</summary><pre class="typed code-text">{}</pre></details>')
    return pattern.format(_("查看"), row.detail)


@dataclass(frozen=True)
class Rows:
    """A page of them, and whether the whole record is untouched, where that was asked."""

    items: Sequence[Row]
    next: str | None
    chain: Chain | None


LISTING: Listing[Row] = Listing(
    name="audit",
    title=_l("审计"),
    columns=(
        Column("at", _l("时间"), lambda row: row.record.at, shown=lambda row: second(row.record.at), keep=True),
        Column("person", _l("操作人"), lambda row: row.person, head=True),
        Column("actor", _l("人员编号"), lambda row: row.record.actor, filed_only=True),
        Column("action", _l("操作"), lambda row: str(WORDS.get(row.record.action, row.record.action))),
        Column("subject", _l("对象"), lambda row: row.subject.text, link=lambda row: row.subject.address),
        Column("subject_id", _l("对象编号"), lambda row: row.record.subject, filed_only=True),
        Column("detail", _l("详情"), lambda row: row.detail, shown=_folded),
    ),
    filters=(
        Choice("part", _l("部分"), options=named({OWN: _l("账号与页面"), **TITLES}), tabs=True, initial=OWN),
        Words("person", _l("操作人")),
        Choice("action", _l("操作"), options=named(WORDS)),
        Day("since", _l("从")),
        Day("until", _l("到"), end=True),
    ),
    empty=(_l("没有符合条件的记录"), _l("请换一个条件再查找。")),
)


@blp.route("/organizer/audit", methods=["GET"])
@allow(*OVERSEEING, ADMIN, everywhere=True)
def records() -> Response | str:
    """What was done in one part, newest first, by person, kind and day; and whether its record is untouched."""
    try:
        return LISTING.answer(_read, "organizer/operations/audit_log.html")
    except Problem as refusal:
        found = Rows((), None, None)
        facts = {"listing": LISTING, "asked": LISTING.asked(), "found": found, "problem": calls.sentence(refusal)}
        return render_template("organizer/operations/audit_log.html", **facts)


def _read(asked: Asked) -> Rows:
    query = {**asked.query(), "check": asked.after is None}
    part = str(query.pop("part", OWN))
    if name := query.pop("person", ""):
        people = list_people(request_session.session(), auth.identity(), search=name, limit=NAMESAKES)
        query["actor"] = [person.id for person in people] or [NOBODY]
    found = _own(query) if part == OWN else UPKEEP[part].records(_as_text(query))
    names = names_of(request_session.session(), people_in(found.items))
    rows = [Row(record, _named(record.actor, names), subject_of(record, names)) for record in found.items]
    return Rows(rows, found.next, found.chain)


def _named(actor: str, names: Mapping[UUID, str]) -> str:
    return _("系统") if actor == str(NOBODY) else names.get(UUID(actor), actor)


def _as_text(query: Mapping[str, Any]) -> dict[str, Any]:
    """Moments as an address writes them."""
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in query.items()}


def _own(query: dict[str, Any]) -> Records:
    """The gateway's own record, as another part would answer."""
    session = request_session.session()
    after, limit, check, actors = query.pop("after"), query.pop("limit"), query.pop("check"), query.pop("actor", None)
    found = page(session, audit_api.records(actors=actors, **query), table.c.id.desc(), after, limit)
    shown = {
        "items": audit_api.rows(session, found.items),
        "next": found.next,
        "chain": audit_api.chain(session) if check else None,
    }
    return shapes.fit(audit_api.RecordsSchema().dump(shown), Records, strict=False)
