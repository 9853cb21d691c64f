"""Which entries a judge comes to before and after one."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from gateway.clients.judging.sheets import Assignment, OwnAssignment


class Around(NamedTuple):
    """The place of an assignment among the judge's own of its stage, and those beside it."""

    place: int
    all: int
    before: UUID | None
    after: UUID | None


def around(own: Sequence[OwnAssignment], found: Assignment) -> Around | None:
    """Where it stands by number of the entry; None where it is on the list no more."""
    stage = found.stage.edition, found.stage.key
    ids = [one.id for one in sorted(own, key=lambda one: one.number) if (one.edition, one.stage) == stage]
    if found.id not in ids:
        return None
    at = ids.index(found.id)
    after = ids[at + 1] if at + 1 < len(ids) else None
    return Around(at + 1, len(ids), ids[at - 1] if at else None, after)
