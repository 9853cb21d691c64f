"""Organisations a team may take over instead of typing them: those its people entered with, and alike public names."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import marshmallow as ma
from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.http.api import Blueprint
from chassis.http.auth import Identity, allow, identity
from chassis.http.request_session import session
from chassis.http.schemas import Length, Schema, Trimmed
from contracts.roles import LEADER
from services.registration.contest.entries.access import visible
from services.registration.contest.entries.actions import editable_entry, find_entry
from services.registration.contest.entries.models import Entry
from services.registration.contest.organisations.likeness import PART, likeness
from services.registration.contest.organisations.models import Organisation
from services.registration.contest.organisations.settling import FIELDS
from services.registration.contest.organisations.spelling import key_of
from services.registration.site.winners.models import Winner

blp = Blueprint("known-organisations", __name__, description="Organisations a team may take over.")
MOST_ENTRIES = 100
"""Entries of a person that are looked through, the latest first."""
MOST_OWN, MOST_ALIKE = 12, 5
"""Organisations that are offered."""


class NameQuerySchema(Schema):
    """Which name is typed."""

    name = Trimmed(
        load_default=None, validate=Length(0, 200), metadata={"description": "The one that is saved if left out."}
    )


class KnownOrganisationSchema(Schema):
    """An organisation the caller entered with, as answers to a form."""

    name = ma.fields.String()
    type = ma.fields.String(metadata={"description": "Key of a choice of the form it was given to, as `district`."})
    district = ma.fields.String()
    credit_code = ma.fields.String()


class KnownOrganisationsSchema(Schema):
    """What a team may take over."""

    own = ma.fields.List(ma.fields.Nested(KnownOrganisationSchema))
    alike = ma.fields.List(
        ma.fields.String(), metadata={"description": "Names on public lists of winners, alike to the one typed."}
    )


@blp.route("/entries/<uuid:entry_id>/organisations")
@allow(LEADER)
@blp.arguments(NameQuerySchema, location="query")
@blp.response(200, KnownOrganisationsSchema)
def known(wanted: dict[str, str | None], entry_id: UUID) -> dict[str, Any]:
    """Organisations of the caller's other entries, and public names alike to the one that is typed."""
    entry = find_entry(session(), identity(), entry_id)
    typed = _typed(entry) if wanted["name"] is None else wanted["name"]
    return {
        "own": own_organisations(session(), identity(), entry),
        "alike": alike_names(session(), typed, entry.organisation_kept),
    }


@blp.route("/entries/<uuid:entry_id>/organisations/kept", methods=["PUT"])
@allow(LEADER)
@blp.response(204)
def keep(entry_id: UUID) -> None:
    """Keep the name that is typed: alike ones are not offered for it any more. Nothing of the entry changes."""
    entry = editable_entry(session(), identity(), entry_id)
    entry.organisation_kept = key_of(_typed(entry))


def _typed(entry: Entry) -> str:
    """The organisation as what is being written names it."""
    return str(entry.answers.get(FIELDS["name"]) or "")


def own_organisations(opened: Session, caller: Identity, entry: Entry) -> list[dict[str, str]]:
    """Those of the caller's other entries, the latest first, each once, under the name the office has for them.

    The rest is what these entries say: what other teams filled in of the same organisation is not told.
    """
    columns = select(Entry.answers, Organisation.name, Organisation.name_key)
    columns = columns.outerjoin(Organisation, Organisation.id == Entry.organisation_id)
    others = columns.where(visible(caller, mine=True), Entry.id != entry.id).order_by(Entry.id.desc())
    found: dict[tuple[str, str], dict[str, str]] = {}
    for answers, name, name_key in opened.execute(others.limit(MOST_ENTRIES)):
        facts = {fact: str(answers.get(key) or "") for fact, key in FIELDS.items()}
        if name and key_of(facts["name"]) != name_key:
            facts["name"] = name
        if key := key_of(facts["name"]):
            found.setdefault((key, facts["credit_code"]), facts)
    return list(found.values())[:MOST_OWN]


def alike_names(opened: Session, typed: str, kept: str) -> list[str]:
    """Names on public lists that may be meant; none where the very name is there, or the team keeps its own."""
    if not key_of(typed) or key_of(typed) == kept:
        return []
    names = opened.scalars(select(Winner.organisation).distinct().order_by(Winner.organisation)).all()
    return [] if typed in names else list(_weightiest(typed, names))[:MOST_ALIKE]


def _weightiest(typed: str, names: Any) -> Iterator[str]:
    """Those that are nearly the name before those that hold it, or that it holds."""
    found = [(reason == PART, name) for name in names if (reason := likeness(typed, "", name, ""))]
    return (name for _part, name in sorted(found))
