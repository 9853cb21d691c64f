"""Joint applicants as the form names them, and which of them still have to show that they agree."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol
from uuid import UUID

from flask_babel import lazy_gettext as _l

from chassis.forms.definition import Form
from chassis.forms.fields import Rows
from chassis.http.schemas import FieldError
from chassis.storage import ids
from chassis.words.visible import visible
from services.registration.contest.joint_applicants.models import DECLINED, LETTER, WAITING, JointApplicant
from services.registration.contest.joint_applicants.states import JOINT_APPLICANT
from services.registration.contest.organisations.spelling import key_of

FIELD, NAME = "joint_applicants", "name"
"""The rows of a form that name joint applicants, and which part of a row is the name."""
LETTERS = "joint_letters"
"""The slot of a form in which their letters lie."""
PLACE = "@joint"
"""Where what a joint applicant lacks stands, beside the fields of a form: `@joint.<id>`."""

_WAITING = _l("%(name)s尚未确认联合申报。请把确认链接转给该单位，或上传该单位的联合申报函。")
_DECLINED = _l("%(name)s未同意联合申报。请与该单位联系，或从联合申报单位中删除。")

Errors = dict[str, list[dict[str, str]]]


class Shown(Protocol):
    """A joint applicant, as far as rules look at it."""

    @property
    def id(self) -> UUID: ...
    @property
    def name(self) -> str: ...
    @property
    def name_key(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def agreed(self) -> bool: ...


def named(form: Form, answers: Mapping[str, Any]) -> dict[str, str]:
    """The joint applicants that these answers name, by the key of the name, each once; without the applicant itself."""
    field, given = form.by_key.get(FIELD), answers.get(FIELD)
    if not isinstance(field, Rows) or not isinstance(given, list):
        return {}
    found: dict[str, str] = {}
    for row in given:
        name = visible(str(row.get(NAME) or "")) if isinstance(row, Mapping) else ""
        if key := key_of(name):
            found.setdefault(key, name)
    found.pop(key_of(str(answers.get("organisation") or "")), None)
    return found


def follow(known: list[JointApplicant], names: Mapping[str, str], files: Collection[UUID]) -> None:
    """Let the joint applicants be those that the form names, and their letters files that are there.

    What nobody was asked about leaves no trace once its row is gone, so that what is half typed leaves none.
    """
    for one in list(known):
        one.listed = one.name_key in names
        if one.letter_id is not None and one.letter_id not in files:
            lose_letter(one)
        if not one.listed and one.state == WAITING and not one.round:
            known.remove(one)
    there = {one.name_key: one for one in known}
    for key, name in names.items():
        if key in there:
            there[key].name = name
        else:
            known.append(JointApplicant(id=ids.new_id(), name=name, name_key=key, listed=True, state=WAITING, round=0))


def lose_letter(one: JointApplicant) -> None:
    """Take the letter off a joint applicant."""
    one.letter_id = one.answered_at = None
    if one.state == LETTER:
        JOINT_APPLICANT.move(one, "lose the letter")


def lacking(applicants: Sequence[Shown], names: Collection[str]) -> Errors:
    """Place -> what stops submission where every joint applicant has to show that it agrees."""
    found: Errors = {}
    for one in applicants:
        if one.name_key in names and not one.agreed:
            code, sentence = ("declined", _DECLINED) if one.state == DECLINED else ("unconfirmed", _WAITING)
            found[f"{PLACE}.{one.id}"] = [FieldError(code, sentence, name=one.name).body()]
    return found
