"""A life as a table: which action leads from which state to which, who may take it, when, and what is told.

A service refuses by the table, pages show from it what can happen next, `docs/states.md` is drawn from it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from flask_babel import lazy_gettext as _l

from chassis.http.errors import Problem
from contracts.events import Event

CLOCK = "clock"
"""Takes a step by itself when a time has come; stands among the roles of `Step.by`."""


class Impossible(Problem):
    """From its state this action leads the thing nowhere. Areas refuse in words of their own where they can."""

    status = 409
    code = "impossible-now"
    title = _l("现在不能进行这项操作")
    detail = _l("情况可能刚刚有变化。请刷新页面，按页面显示的最新状态继续。")


class Living(Protocol):
    """Anything with a state."""

    state: str


@dataclass(frozen=True)
class Step:
    """One row of the table."""

    action: str
    before: tuple[str, ...]
    """The states it can be taken from."""
    after: str
    by: tuple[str, ...]
    """Roles of those who may take it, `CLOCK`, or `contracts.roles.SERVICE` where an event of another part does."""
    when: str = ""
    """The condition beyond the state, in words for `docs/states.md`; the action checks it."""
    tells: type[Event] | None = None
    """The event that the others hear of it."""


@dataclass(frozen=True)
class Life:
    """The table of states of one kind of thing. Raises ValueError where the table contradicts itself."""

    thing: str
    """What it is the life of, as the glossary says."""
    states: Mapping[str, str]
    """Each state with what it means, in one sentence."""
    first: str
    """The state a new thing is in."""
    steps: Sequence[Step]
    _found: dict[tuple[str, str], Step] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        for step in self.steps:
            for state in step.before:
                if (state, step.action) in self._found:
                    raise ValueError(f"{self.thing}: {step.action} from {state} stands twice")
                self._found[state, step.action] = step
        named = {self.first} | {state for step in self.steps for state in (*step.before, step.after)}
        if named != set(self.states):
            raise ValueError(f"{self.thing}: states and steps differ: {sorted(named ^ set(self.states))}")

    def step(self, state: str, action: str) -> Step:
        """The step that the action takes from this state. Raises Impossible."""
        found = self._found.get((state, action))
        if found is None:
            raise Impossible(thing=self.thing, state=state, action=action)
        return found

    def allows(self, state: str, action: str) -> bool:
        """Whether the action leads anywhere from this state."""
        return (state, action) in self._found

    def open_steps(self, state: str) -> Iterator[Step]:
        """The steps that lead on from this state, in the order of the table."""
        return (step for step in self.steps if state in step.before)

    def move(self, thing: Living, action: str) -> Step:
        """Put the thing into the state that the action leads to. Its row is locked by the caller. Raises Impossible."""
        step = self.step(thing.state, action)
        thing.state = step.after
        return step
