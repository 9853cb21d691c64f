"""The shapes of what is said. Nothing here is stored: the tables of other areas name a template."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Occasion:
    """What texts are made of: facts, the name of whom they are about, the link and the reader's language."""

    facts: Mapping[str, Any]
    person: str
    link: str
    locale: str


@dataclass(frozen=True)
class Note:
    """A message of the in-app inbox."""

    title: str
    body: str


@dataclass(frozen=True)
class Letter:
    """The texts of an e-mail."""

    subject: str
    text: str
    html: str
