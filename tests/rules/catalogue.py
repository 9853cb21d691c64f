"""What the code says to people, and what its English catalogue makes of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from tests.rules.tree import ROOT

KEYWORDS = {"_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
SPEAKING = ("chassis", "gateway", "services/registration", "services/judging", "services/notify")
METHODS = {".py": "python", ".html": "jinja2.ext:babel_extract", ".txt": "jinja2.ext:babel_extract"}


@dataclass(frozen=True)
class Said:
    """One text in the source language, and where it is said."""

    text: str
    plural: str | None
    place: str


def said_by(part: str) -> Iterator[Said]:
    """Every text of the part's code and templates."""
    for path in sorted((ROOT / part).rglob("*")):
        method = METHODS.get(path.suffix)
        if method and "migrations" not in path.parts:
            for line, found, _comments, _context in extract_from_file(
                method, path, KEYWORDS, options={"silent": "false"}
            ):
                text, plural = found if isinstance(found, tuple) else (found, None)
                yield Said(text, plural, f"{path.relative_to(ROOT)}:{line}")


def english(part: str) -> Catalog:
    """The part's English catalogue."""
    path = ROOT / part / "translations" / "en" / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as source:
        return read_po(source, locale="en", abort_invalid=True)


def catalogues() -> list[Path]:
    """Every catalogue of the tree."""
    return [path for part in SPEAKING for path in (ROOT / part / "translations").rglob("*.po")]
