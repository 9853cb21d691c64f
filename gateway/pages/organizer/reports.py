"""What the parts report for the organizers' desk: asked side by side, each once; one that is away leaves a gap."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from chassis.http.errors import Problem
from gateway.clients import calls
from gateway.clients.judging.overviews import JUDGING_OVERVIEWS
from gateway.clients.judging.overviews import Desk as JudgingDesk
from gateway.clients.notify import NOTIFY
from gateway.clients.notify import Desk as NotifyDesk
from gateway.clients.registration.overviews import OVERVIEWS, Desk
from gateway.clients.service import side_by_side
from gateway.editions.choice import chosen_edition

T = TypeVar("T")


@dataclass(frozen=True)
class Reports:
    """What the parts say; None from one that is away."""

    registration: Desk | None
    judging: JudgingDesk | None
    notify: NotifyDesk | None

    @property
    def parked(self) -> Mapping[str, Mapping[str, int] | None]:
        """Part -> how many events could not be applied there."""
        return {
            calls.REGISTRATION: self.registration.parked if self.registration else None,
            calls.JUDGING: self.judging.parked if self.judging else None,
            calls.NOTIFY: self.notify.parked if self.notify else None,
        }


def ask_parts(lines: int) -> Reports:
    """Every part at once, about the edition that was chosen; with so many lines of what happened last."""
    chosen = chosen_edition()
    edition = chosen.slug if chosen else ""
    registration, judging, notify = side_by_side(
        lambda: _if_there(lambda: OVERVIEWS.desk(edition)),
        lambda: _if_there(lambda: _of_judging(edition)),
        lambda: _if_there(lambda: NOTIFY.desk(lines)),
    )
    return Reports(registration, judging, notify)


def _of_judging(edition: str) -> JudgingDesk:
    found = JUDGING_OVERVIEWS.desk()
    return msgspec.structs.replace(found, stages=tuple(stage for stage in found.stages if stage.edition == edition))


def _if_there(ask: Callable[[], T]) -> T | None:
    """What the part says, None where it is away."""
    try:
        return ask()
    except Problem:
        return None
