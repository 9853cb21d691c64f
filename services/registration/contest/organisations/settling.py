"""The organisation behind what an entry says of its applicant: found again and completed, or filled in anew."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.forms import patterns
from chassis.forms.definition import Form
from chassis.forms.showing import said
from chassis.storage import ids
from chassis.storage.locks import lock_names
from services.registration.contest.organisations.models import STANDING, Organisation
from services.registration.contest.organisations.spelling import key_of, spelled

FIELDS: Mapping[str, str] = {
    "name": "organisation",
    "type": "organisation_type",
    "district": "district",
    "credit_code": "credit_code",
}
"""Under which key a form asks for each fact about the applicant; every form has the name."""
CHOSEN = ("type", "district")
"""Facts that are choices of the form."""
LONGEST_CHOICE = 60


@dataclass(frozen=True)
class Applicant:
    """What an entry says of its applicant."""

    name: str
    type: str = ""
    district: str = ""
    credit_code: str = ""
    words: Mapping[str, Any] = field(default_factory=dict)
    """What the choices are called, as `Organisation.words`."""


def applicant_in(form: Form, answers: Mapping[str, Any]) -> Applicant:
    """The applicant of these answers; a code of another form than a credit code is left out."""
    given = {fact: str(answers.get(key) or "") for fact, key in FIELDS.items()}
    code = patterns.credit_code(given["credit_code"])
    given["credit_code"] = code if isinstance(code, str) else ""
    words = {}
    for fact in CHOSEN:
        if given[fact] and (asked := form.by_key.get(FIELDS[fact])):
            called = said(asked, given[fact])
            words[fact] = {"zh": called.zh, "en": called.en}
        given[fact] = given[fact][:LONGEST_CHOICE]
    return Applicant(words=words, **given)


def settle(session: Session, applicant: Applicant, account_id: UUID, name: str) -> Organisation | None:
    """The organisation of an entry that is being handed in by this person; None where it names none.

    It is known by its name, as far as no two codes contradict each other; of one merged into another, that other.
    What was not known of it yet is filled in.
    """
    if not (key := key_of(applicant.name)):
        return None
    lock_names(session, [f"named {key}"])
    known = _named(session, key, applicant.credit_code)
    if known is None:
        return _fill_in(session, applicant, account_id, name)
    if known.merged_into_id is not None:
        return session.get_one(Organisation, known.merged_into_id)
    _complete(known, applicant)
    return known


def known_as(session: Session, name_key: str) -> Organisation | None:
    """The organisation that goes by this name, itself or what it was merged into; None where there is none."""
    known = _named(session, name_key, "")
    if known is None or known.merged_into_id is None:
        return known
    return session.get_one(Organisation, known.merged_into_id)


def _named(session: Session, key: str, code: str) -> Organisation | None:
    """Of those with this name whose code does not contradict this one, that with the same code, else that stands."""
    found = session.scalars(select(Organisation).where(Organisation.name_key == key).order_by(Organisation.id)).all()
    fitting = [one for one in found if _agree(one.credit_code, code)]
    return max(fitting, key=lambda one: (one.credit_code == code, one.state == STANDING), default=None)


def _agree(one: str, other: str) -> bool:
    return not one or not other or one == other


def _complete(known: Organisation, applicant: Applicant) -> None:
    for fact in (*CHOSEN, "credit_code"):
        if not getattr(known, fact) and (value := getattr(applicant, fact)):
            setattr(known, fact, value)
            if fact in applicant.words:
                known.words = {**known.words, fact: applicant.words[fact]}
            else:
                known.compared_at, known.doubtful = None, is_doubtful(value)


def is_doubtful(code: str) -> bool:
    """Whether the check digit of a credit code does not follow from the rest; an empty code leaves no doubt."""
    return bool(code) and not patterns.has_check_digit(code)


def _fill_in(session: Session, applicant: Applicant, account_id: UUID, name: str) -> Organisation:
    taken_apart = spelled(applicant.name)
    made = Organisation(
        id=ids.new_id(),
        state=STANDING,
        name=applicant.name,
        name_key=taken_apart.key,
        core=taken_apart.core,
        type=applicant.type,
        district=applicant.district,
        words=dict(applicant.words),
        credit_code=applicant.credit_code,
        doubtful=is_doubtful(applicant.credit_code),
        filled_by=account_id,
        filled_name=name,
        filled_at=clock.now(),
    )
    session.add(made)
    session.flush()
    return made
