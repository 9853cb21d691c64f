"""What the subjects of the record are called now: entries, editions, events, articles, contests, signups."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from chassis.http.audit_api import Thing
from services.registration.contest.drafting.models import EditionDraft
from services.registration.contest.editions.models import Contest
from services.registration.contest.entries.models import Entry
from services.registration.contest.organisations.models import Organisation
from services.registration.outreach.drafting.models import EventDraft
from services.registration.outreach.programme.models import Shift
from services.registration.outreach.signups.models import Signup
from services.registration.site.articles.models import Article

SAME = {"outreach-event": "event", "team": "entry", "joint": "entry"}
"""How actions begin that are about things of another kind."""
Names = dict[str, dict[str, str]]
"""What things are called, by their key."""


def name_subjects(session: Session, things: Collection[Thing]) -> Mapping[Thing, Mapping[str, str]]:
    """The names of what these records are about, as far as it still exists."""
    kinds = {thing: _kind_of(*thing) for thing in things}
    wanted: dict[str, set[str]] = {}
    for kind, key in kinds.values():
        wanted.setdefault(kind, set()).add(key)
    known = {kind: _FINDERS[kind](session, keys) for kind, keys in wanted.items() if kind in _FINDERS}
    return {thing: found for thing, (kind, key) in kinds.items() if (found := known.get(kind, {}).get(key))}


def _kind_of(action: str, subject: str) -> Thing:
    """What kind of thing a record is about, and which."""
    kind = action.partition(".")[0]
    if kind == "file" and "/" in subject:
        kind, _slash, subject = subject.partition("/")
        return ("edition" if kind == "winners" else kind), subject
    if kind.startswith(("edition", "stage", "form", "winners", "file")):
        return "edition", subject.partition("/")[0]
    return SAME.get(kind, kind), subject


def _ids(keys: Iterable[str]) -> list[UUID]:
    found = []
    for key in keys:
        try:
            found.append(UUID(key))
        except ValueError:
            continue
    return found


def _entries(session: Session, keys: Iterable[str]) -> Names:
    found = session.scalars(select(Entry).where(Entry.id.in_(_ids(keys))))
    return {str(one.id): _named(" ".join(filter(None, (one.number, one.title)))) for one in found}


def _organisations(session: Session, keys: Iterable[str]) -> Names:
    found = session.scalars(select(Organisation).where(Organisation.id.in_(_ids(keys))))
    return {str(one.id): _named(one.name) for one in found}


def _articles(session: Session, keys: Iterable[str]) -> Names:
    found = session.scalars(select(Article).where(Article.id.in_(_ids(keys))))
    return {str(one.id): _named(one.draft_title, one.draft_title_en) for one in found}


def _signups(session: Session, keys: Iterable[str]) -> Names:
    wanted = select(Signup).options(joinedload(Signup.shift).joinedload(Shift.event)).where(Signup.id.in_(_ids(keys)))
    return {
        str(one.id): _named(
            *(f"{one.shift.event.called(tongue)} · {one.shift.called(tongue)}" for tongue in ("zh_CN", "en"))
        )
        for one in session.scalars(wanted)
    }


def _by(table: Any, column: str) -> Callable[[Session, Iterable[str]], Names]:
    """Finds things by a key that is no id."""

    def find(session: Session, keys: Iterable[str]) -> Names:
        key = getattr(table, column)
        found = session.execute(select(key, table.name, table.name_en).where(key.in_(list(keys))))
        return {one: _named(name, name_en) for one, name, name_en in found}

    return find


def _named(name: str, name_en: str = "") -> dict[str, str]:
    return {"name": name, "name_en": name_en}


_FINDERS: Mapping[str, Callable[[Session, Iterable[str]], Names]] = {
    "entry": _entries,
    "organisation": _organisations,
    "article": _articles,
    "signup": _signups,
    "edition": _by(EditionDraft, "slug"),
    "event": _by(EventDraft, "slug"),
    "contest": _by(Contest, "key"),
}
"""How things of each kind are found."""
