"""The fonts of documents: brought by packages, so that every machine sets the same page.

Noto Serif SC for text, as institutions print it (宋体); Noto Sans CJK for headings (黑体) and for what the first lacks:
it holds some 44,800 characters, 2,365 of them beyond the Basic Multilingual Plane.
"""

import functools
import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

from chassis.lazy import Lazy

if TYPE_CHECKING:
    import typst
else:
    typst = Lazy("typst")

PACKAGES = ("pylopdf_fonts_zh_cn", "manimgx_fonts_cjk")
"""Packages whose folders hold font files; none of their code is run."""


def folders() -> list[Path]:
    """Where the font files are. Raises LookupError where a package is missing."""
    found = []
    for name in PACKAGES:
        spec = importlib.util.find_spec(name)
        if spec is None or spec.origin is None:
            raise LookupError(f"the package {name}, which brings fonts, is not installed")
        found.append(Path(spec.origin).parent)
    return found


@functools.cache
def shelf() -> "typst.Fonts":
    """The fonts, read once for a process; those of the machine are left alone."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders())
