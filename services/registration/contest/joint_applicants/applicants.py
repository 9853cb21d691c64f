"""The organisations behind what was handed in, as the others are told of them."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from chassis.forms.definition import Form
from contracts.organisations import Applicant
from services.registration.contest.joint_applicants.rules import named
from services.registration.contest.organisations.models import Organisation
from services.registration.contest.organisations.settling import applicant_in, known_as
from services.registration.contest.organisations.spelling import key_of


def applicants_of(
    session: Session, form: Form, answers: Mapping[str, Any], organisation_id: UUID | None
) -> list[Applicant]:
    """The applicant, whose organisation is settled, and the joint applicants, who may be known by their name."""
    said = applicant_in(form, answers)
    own = session.get_one(Organisation, organisation_id) if organisation_id else None
    found = [_applicant(said.name, key_of(said.name), said.credit_code, own)] if said.name else []
    joint = ((name, key, known_as(session, key)) for key, name in named(form, answers).items())
    return found + [_applicant(name, key, "", known) for name, key, known in joint]


def _applicant(name: str, key: str, code: str, known: Organisation | None) -> Applicant:
    code = code or (known.credit_code if known else "")
    return Applicant(name=name, name_key=key, credit_code=code, organisation_id=known.id if known else None)
