"""What a matter has to agree with that stands elsewhere: choices that entries made or the form asks about, periods."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.forms.conditions import Equals, OneOf, named_in
from chassis.forms.definition import Form
from chassis.http.schemas import FieldError
from chassis.manuscripts.content import Content
from services.registration.contest.editions.models import SCREENING, Edition
from services.registration.contest.entries.models import Entry
from services.registration.contest.forms.needed import SOURCES

CHOSEN = _l("已有项目选择了“%(name)s”，不能删除。请恢复这一项，或与相关团队联系调整。")
ASKED = _l("参赛表单按“%(name)s”决定显示或必填，不能删除。请先修改参赛表单中的条件。")
CALENDAR, NOTICES, CHECKLIST = "calendar", "notices", "screening"
"""The matters that say when, how long notices are public, and how entries are screened."""


@dataclass(frozen=True)
class Beside:
    """What stands elsewhere, as far as matters have to agree with it."""

    held: Mapping[str, Mapping[str, FieldError]] = field(default_factory=dict)
    """Of tracks and groups those that cannot go, by key, each with what is said."""
    notices: Content = field(default_factory=dict)
    """The matter of periods."""
    is_over: bool = False
    """Whether every stage that is public has ended, so that the timetable lies in the past."""
    templates: Collection[str] = ()
    """SHA-256 of the files that slots of the form may offer."""
    screens: bool = False
    """Whether the timetable has a stage of screening."""


def has_screening(calendar: Content) -> bool:
    """Whether a timetable, half done as it may be, has a stage of screening."""
    return any(row.get("kind") == SCREENING for row in calendar.get("stages") or ())


def held_by(session: Session, slug: str, form: Form) -> dict[str, dict[str, FieldError]]:
    """The tracks and groups of an edition that cannot go, if this is its form."""
    return {matter: dict(_held(session, slug, matter, form)) for matter in SOURCES}


def _held(session: Session, slug: str, matter: str, form: Form) -> Iterator[tuple[str, FieldError]]:
    edition = session.get(Edition, slug)
    names = {one["key"]: one["name"] for one in getattr(edition, matter)} if edition else {}
    for key in _asked(form, SOURCES[matter]):
        yield key, FieldError("choice-asked", ASKED, name=names.get(key, key))
    for key in chosen_keys(session, slug, matter) if edition else ():
        yield key, FieldError("choice-in-use", CHOSEN, name=names.get(key, key))


def chosen_keys(session: Session, edition: str, matter: str) -> set[str]:
    """The tracks or groups that entries of an edition chose."""
    column = getattr(Entry, SOURCES[matter])
    return set(session.scalars(select(column).where(Entry.edition == edition, column != "").distinct()))


def _asked(form: Form, field_key: str) -> Iterator[str]:
    """The answers to a field that conditions of the form name."""
    conditions = [*form.conditions.values(), *(one.required_when for one in form)]
    for one in (one for condition in conditions if condition for one in named_in(condition)):
        if one.field == field_key and isinstance(one, Equals | OneOf):
            yield from one.values if isinstance(one, OneOf) else (one.value,)
