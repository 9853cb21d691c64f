"""Typesets documents: a Typst template and facts become a PDF, or a picture of each page.

Facts reach a template as JSON data, never as markup, so that nothing a person typed can set anything. A template begins

    #import "/chassis/documents/house.typ": *
    #show: letter.with(title: facts.title, lang: facts.lang)
"""

import threading
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from chassis import clock
from chassis.documents import fonts
from chassis.lazy import Lazy

if TYPE_CHECKING:
    import typst
else:
    typst = Lazy("typst")

ROOT = Path(__file__).parents[2]
"""Templates of every part lie under it, and may take pieces from each other by their path from here."""
SHARPNESS = 144.0
"""Pixels per inch of a picture of a page."""


class Typesetter:
    """Typesets from one template. Any number of threads may use it; they pass one by one."""

    def __init__(self, template: Path) -> None:
        self._compiler = typst.Compiler(input=template, root=ROOT, font_paths=fonts.shelf())
        self._lock = threading.Lock()

    def pdf(self, facts: Mapping[str, Any], *, at: datetime | None = None) -> bytes:
        """The document, tagged for screen readers. The same facts and time give the same bytes.

        `facts` are JSON data and hold `title` and `lang`; `at` is the time of making, now unless given. It is PDF/UA
        but where that forbids what people typed: characters that no font has, an empty title.
        """
        made_at = (at or clock.now()).replace(microsecond=0)
        try:
            return self._set(facts, "pdf", pdf_standards="ua-1", timestamp=made_at)[0]
        except typst.TypstError:
            return self._set(facts, "pdf", timestamp=made_at)[0]

    def pages(self, facts: Mapping[str, Any], *, sharpness: float = SHARPNESS) -> list[bytes]:
        """Each page as a PNG picture of `sharpness` pixels per inch."""
        return self._set(facts, "png", ppi=sharpness)

    def _set(self, facts: Mapping[str, Any], kind: Literal["pdf", "png"], **options: Any) -> list[bytes]:
        told = {"facts": msgspec.json.encode(facts).decode()}
        with self._lock:
            made = self._compiler.compile(format=kind, sys_inputs=told, **options)
        return made if isinstance(made, list) else [made or b""]


@cache
def typesetter(template: Path) -> Typesetter:
    """The typesetter of a template, made once for a process."""
    return Typesetter(template)
