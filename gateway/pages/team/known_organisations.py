"""Organisations a team takes over instead of typing them: its people's own, and alike names on public lists."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request

from chassis.forms.definition import Form as Document
from chassis.forms.fields import Chosen
from chassis.http.auth import allow
from contracts.roles import LEADER
from gateway.clients.registration.applicants.organisations import ORGANISATIONS, KnownOrganisations
from gateway.forms.document_form import DocumentForm

blp = Blueprint("known_organisations", __name__)
FIELDS: Mapping[str, str] = {
    "name": "organisation",
    "type": "organisation_type",
    "district": "district",
    "credit_code": "credit_code",
}
"""Under which key a form asks for each fact of an organisation; every form has the name."""
OWN, ALIKE, KEEP = "own", "alike", "keep"
"""How the `action` of a button begins that takes over an organisation or a name; the one that keeps what is typed."""


@blp.route("/entries/<uuid:entry_id>/organisations", methods=["GET"])
@allow(LEADER)
def offers(entry_id: UUID) -> str:
    """Names alike to the one being typed, for the script of the form."""
    found = ORGANISATIONS.known(entry_id, request.args.get("name", "")[:200])
    return render_template("team/alike_names.html", known=found)


def offered(form: DocumentForm, entry_id: UUID) -> KnownOrganisations | None:
    """What can be taken over on this page of the form; None where it does not ask for the organisation."""
    asked = any(one.key == FIELDS["name"] for one in form.asked)
    return ORGANISATIONS.known(entry_id) if asked else None


def taken_over(document: Document, entry_id: UUID) -> dict[str, Any]:
    """The answers that the button pressed puts in place of what is typed; none where it was another button."""
    way, _colon, chosen = request.form.get("action", "").partition(":")
    if way == ALIKE:
        return {FIELDS["name"]: chosen}
    if way != OWN:
        return {}
    own = ORGANISATIONS.known(entry_id).own
    found = next((one for one in own if f"{one.credit_code}:{one.name}" == chosen), None)
    facts = {key: getattr(found, fact) for fact, key in FIELDS.items()} if found else {}
    return {key: value for key, value in facts.items() if value and _fits(document, key, value)}


def kept() -> bool:
    """Whether the button pressed keeps what is typed although other names are alike."""
    return request.form.get("action") == KEEP


def _fits(document: Document, key: str, value: str) -> bool:
    """Whether the form asks for it, and has the choice."""
    field = document.by_key.get(key)
    if isinstance(field, Chosen):
        return any(choice.key == value for choice in field.choices)
    return field is not None
