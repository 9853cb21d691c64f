"""Two entries side by side: each as far as it is like the other, and no further."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy.orm import Session

from chassis.http.auth import Identity
from contracts.scopes import Scope
from services.registration.contest.entries.models import Entry, Submission
from services.registration.contest.entries.standing import handed_in
from services.registration.contest.likeness.models import Likeness
from services.registration.contest.likeness.reading import told
from services.registration.contest.likeness.states import LIKENESS, SAID_BY
from services.registration.contest.likeness.texts import Part, parts_of
from services.registration.contest.likeness.traces import Passage, passages, runs
from services.registration.contest.likeness_desk.actions import READERS, holds

AROUND = 15
"""Characters that somebody who may not read the whole entry sees on either side of a common passage."""


def compare(session: Session, caller: Identity, pair: Likeness) -> dict[str, Any]:
    """Both entries, what they have in common marked, and what the caller may say of them."""
    copies = [handed_in(session, one) for one in pair.entries]
    written = [parts_of(session, one) for one in copies]
    known = [
        runs("\n".join((copy.title, *(one.text for one in parts)))) for copy, parts in zip(copies, written, strict=True)
    ]
    same = {one.sha256 for one in copies[0].papers} & {one.sha256 for one in copies[1].papers}
    may = [name for name, roles in SAID_BY.items() if LIKENESS.allows(pair.state, name) and holds(caller, pair, roles)]
    sides = [
        _side(caller, entry, copies[at], written[at], known[1 - at], same) for at, entry in enumerate(pair.entries)
    ]
    return told(pair) | {"sides": sides, "may": may}


def _side(
    caller: Identity, entry: Entry, copy: Submission, written: Sequence[Part], other: Collection[str], same: set[str]
) -> dict[str, Any]:
    opens = caller.has_any(READERS, Scope.edition(entry.edition))
    found = [(part, passages(part.text, other)) for part in written]
    return {
        "id": entry.id,
        "edition": entry.edition,
        "opens": opens,
        "name": copy.title,
        **{name: getattr(copy, name) for name in ("number", "track", "organisation", "submitted_at")},
        "title": passages(copy.title, other),
        "parts": [
            {"label": part.label, "label_en": part.label_en, "passages": said if opens else shortened(said)}
            for part, said in found
            if any(one.common for one in said)
        ],
        "files": [{"name": one.name, "size": one.size} for one in copy.papers if opens and one.sha256 in same],
    }


def shortened(said: Sequence[Passage]) -> list[Passage]:
    """The common passages, with a few words around each."""
    return [one if one.common else Passage(False, _cut(one.text)) for one in said]


def _cut(text: str) -> str:
    return text if len(text) <= 2 * AROUND else f"{text[:AROUND]}……{text[-AROUND:]}"
