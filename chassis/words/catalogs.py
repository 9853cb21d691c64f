"""Compiles translations: the .po files are the source, the .mo files that gettext reads are made on the spot."""

import os
from collections.abc import Iterator
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]


def compile_all(*folders: Path, quiet: bool = False) -> int:
    """Compile every catalogue below these folders (all parts' by default) that is newer; returns how many were."""
    stale = [po for po in sources(*folders) if _age(po.with_suffix(".mo")) < _age(po)]
    for po in stale:
        _compile(po)
        if not quiet:
            print(f"  {po.relative_to(ROOT) if po.is_relative_to(ROOT) else po}")
    return len(stale)


def sources(*folders: Path) -> Iterator[Path]:
    """The .po files below these folders, or of every part."""
    for folder in folders or (ROOT / "chassis", ROOT / "gateway", ROOT / "services"):
        yield from sorted(folder.glob("**/translations/*/LC_MESSAGES/*.po"))


def _age(path: Path) -> float:
    return path.stat().st_mtime if path.exists() else 0.0


def _compile(po: Path) -> None:
    """Written beside and moved into place, so that a reader never sees half a file."""
    with po.open("rb") as source:
        catalogue = read_po(source, locale=po.parents[1].name)
    part = po.with_suffix(f".{os.getpid()}.mo")
    with part.open("wb") as target:
        write_mo(target, catalogue)
    part.replace(po.with_suffix(".mo"))
