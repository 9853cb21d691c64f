"""What the code says to people, and what its English catalogue makes of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from tests.rules.tree import ROOT, name_of, text

KEYWORDS = {"_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
SPEAKS = re.compile(r"\b(_|_l|n?gettext|lazy_gettext)\(|{%-? *trans\b")
"""What stands in every file with a text."""
SPEAKING = ("chassis", "gateway", "services/registration", "services/judging", "services/notify")
METHODS = {".py": "python", ".html": "jinja2.ext:babel_extract", ".txt": "jinja2.ext:babel_extract"}


@dataclass(frozen=True)
class Said:
    """One text in the source language, and where it is said."""

    text: str
    plural: str | None
    place: str


@cache
def said_by(part: str) -> list[Said]:
    """Every text of the part's code and templates, looked for once for all the rules."""
    return [said for path in sorted((ROOT / part).rglob("*")) if path.suffix in METHODS for said in said_in(path)]


def said_in(path: Path) -> Iterator[Said]:
    """The texts of one file."""
    if "migrations" in path.parts or not SPEAKS.search(text(path)):
        return
    for line, found, _comments, _context in extract_from_file(
        METHODS[path.suffix], path, KEYWORDS, options={"silent": "false"}
    ):
        said, plural = found if isinstance(found, tuple) else (found, None)
        yield Said(said, plural, f"{name_of(path)}:{line}")


@cache
def english(part: str) -> Catalog:
    """The part's English catalogue, read once for all the rules."""
    path = ROOT / part / "translations" / "en" / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as source:
        return read_po(source, locale="en", abort_invalid=True)


def catalogues() -> list[Path]:
    """Every catalogue of the tree."""
    return [path for part in SPEAKING for path in (ROOT / part / "translations").rglob("*.po")]
