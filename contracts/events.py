"""The base of every event and the registry from routing key to class.

An event is a fact in the past tense, a frozen dataclass with ids and the few facts a consumer needs. Its type is its
routing key, ``<producer>.<noun>.<past-verb>.v<major>``. Within a major version fields are only added, with a default.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar, TypeVar, dataclass_transform


class Event:
    """A fact that one part tells the others."""

    TYPE: ClassVar[str]
    SUBJECT_FIELD: ClassVar[str]
    PERSONAL: ClassVar[Mapping[str, str]]
    """Fields that name or reach a person, each with the field of that person's account."""

    @property
    def subject(self) -> str:
        """What the event is about; events of one subject are applied in the order they were committed."""
        return str(getattr(self, self.SUBJECT_FIELD))


E = TypeVar("E", bound=Event)
REGISTRY: dict[str, type[Event]] = {}
FORMER = "已注销用户"
"""What a person is called once the account is closed."""


@dataclass_transform(frozen_default=True, kw_only_default=True)
def event(kind: str, *, about: str, personal: Mapping[str, str] | None = None) -> Callable[[type[E]], type[E]]:
    """Make the class a frozen event of type `kind`; `about` names the field that holds its subject.

    `personal`: see PERSONAL. What stands there is taken out of logs when the person leaves.
    """

    def register(cls: type[E]) -> type[E]:
        made: type[E] = dataclass(frozen=True, kw_only=True)(cls)
        made.TYPE, made.SUBJECT_FIELD, made.PERSONAL = kind, about, personal or {}
        if kind in REGISTRY:
            raise ValueError(f"event type {kind} is declared twice")
        REGISTRY[kind] = made
        return made

    return register


def producer_of(kind: str) -> str:
    """The part that owns an event type: `registration` of `registration.entry.submitted.v1`."""
    return kind.split(".", 1)[0]
