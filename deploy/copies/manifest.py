"""What a copy holds: every file with its SHA-256, written last, so that an unfinished copy has none."""

import hashlib
import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

from deploy.copies.errors import CopyFailed

NAME = "manifest.json"
VERSION = 1


@dataclass
class Manifest:
    """The inventory of a copy."""

    engine: str
    """`sqlite` or `postgresql`: a copy goes back into the same kind of database."""
    made_at: str
    heads: dict[str, int]
    """Highest outbox id given out, by part."""
    files: dict[str, str] = field(default_factory=dict)
    """Relative path -> SHA-256."""
    version: int = VERSION

    def write(self, folder: Path) -> None:
        """Take stock of the folder and write it down, durably."""
        self.files = {
            str(path.relative_to(folder)): digest(path) for path in sorted(folder.rglob("*")) if path.is_file()
        }
        with (folder / NAME).open("w") as opened:
            json.dump(asdict(self), opened, indent=1)
            opened.flush()
            os.fsync(opened.fileno())


def read(folder: Path) -> Manifest:
    """The inventory, with every file checked against it. Raises CopyFailed naming what is wrong."""
    place = folder / NAME
    if not place.exists():
        raise CopyFailed(f"{folder} holds no finished copy: {NAME} is missing.")
    manifest = Manifest(**json.loads(place.read_text()))
    if manifest.version != VERSION:
        raise CopyFailed(f"{folder} was made by another release (format {manifest.version}, this one reads {VERSION}).")
    for name, expected in manifest.files.items():
        path = folder / name
        if not path.is_file():
            raise CopyFailed(f"The copy is damaged: {name} is missing. Use another copy.")
        if digest(path) != expected:
            raise CopyFailed(f"The copy is damaged: {name} has changed. Use another copy.")
    return manifest


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
