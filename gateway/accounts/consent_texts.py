"""What people are asked to agree to: versioned texts, each in force from the day its version is named after.

A text lies in `gateway/consents/<purpose>/<version>.<language>.html`: a head (`title:`, `changed:`), a line `---`, and
the text. What has been in force is never edited; a change is a new version, and people are asked again.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from chassis import clock
from chassis.words.languages import LOCALES
from gateway.accounts.errors import TextUnknown

FOLDER = Path(__file__).parents[1] / "consents"
PRIVACY, TERMS = "privacy-notice", "terms"
NAME, SHARING = "name-publication", "data-sharing"
REQUIRED = (PRIVACY, TERMS)
"""Without these there is no account."""
OPTIONAL = (NAME, SHARING)
"""Each asked for by itself, never bundled, withdrawn at any time (PIPL 23, 25)."""
UNDERTAKING = "judge-undertaking"
"""What a judge signs for each edition, before any entry opens to them."""
PURPOSES = (*REQUIRED, *OPTIONAL, UNDERTAKING)


@dataclass(frozen=True)
class Text:
    """One version of a text in one language."""

    purpose: str
    version: str
    language: str
    title: str
    changed: str
    """What is different from the version before, in a line."""
    body: str
    """HTML, written by us."""
    sha256: str
    """Of the file as it stands: what a consent refers to."""

    @property
    def since(self) -> date:
        """The day in Beijing from which it is in force."""
        return date.fromisoformat(self.version)


def versions(purpose: str, language: str = LOCALES[0]) -> list[Text]:
    """Every version in force now or before, the newest first. Raises TextUnknown."""
    today = clock.now().astimezone(clock.LOCAL).date()
    return [text for text in _all(purpose, language if language in LOCALES else LOCALES[0]) if text.since <= today]


def current(purpose: str, language: str = LOCALES[0]) -> Text:
    """The version in force. Raises TextUnknown."""
    found = versions(purpose, language)
    if not found:
        raise TextUnknown
    return found[0]


def text(purpose: str, version: str, language: str = LOCALES[0]) -> Text:
    """A version that is or was in force. Raises TextUnknown."""
    for found in versions(purpose, language):
        if found.version == version:
            return found
    raise TextUnknown


@cache
def _all(purpose: str, language: str) -> tuple[Text, ...]:
    if purpose not in PURPOSES:
        raise TextUnknown
    names = sorted((FOLDER / purpose).glob(f"*.{language}.html"), reverse=True)
    return tuple(_read(path, purpose, language) for path in names)


def _read(path: Path, purpose: str, language: str) -> Text:
    content = path.read_bytes()
    head, _, body = content.decode().partition("\n---\n")
    facts = dict(line.split(": ", 1) for line in head.splitlines())
    digest = hashlib.sha256(content).hexdigest()
    return Text(purpose, path.name.split(".")[0], language, facts["title"], facts["changed"], body, digest)
