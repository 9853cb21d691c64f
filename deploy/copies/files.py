"""Uploads and kept mail. Uploads never change under their name, so they are copied after the databases."""

import hashlib
import shutil
from pathlib import Path

from fsspec.core import url_to_fs

from deploy.copies.errors import CopyFailed
from services.registration.files.contents.store import INCOMING

CHUNK = 1 << 20
KEPT = ("mail", "demo-loaded")
"""What else of the data folder belongs to the product's state."""


def copy(files_url: str, data: Path, folder: Path) -> None:
    """Copy every upload, checked against its name, and what else is kept. Raises CopyFailed for a damaged upload."""
    system, root = url_to_fs(files_url)
    for path in system.find(root) if system.exists(root) else []:
        relative = path.removeprefix(str(root)).lstrip("/")
        if relative.startswith(f"{INCOMING}/"):
            continue
        target = folder / "files" / relative
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            found = _stream(system, path, target)
        except FileNotFoundError:
            continue  # swept meanwhile: nothing refers to it
        if found != target.name:
            raise CopyFailed(f"The upload {path} is damaged: its content is {found}.")
    for name in KEPT:
        _copy_kept(data / name, folder / name)


def _stream(system: object, path: str, target: Path) -> str:
    digest = hashlib.sha256()
    with system.open(path, "rb") as source, target.open("wb") as copied:  # type: ignore[attr-defined]  # fsspec is untyped
        while piece := source.read(CHUNK):
            digest.update(piece)
            copied.write(piece)
    return digest.hexdigest()


def _copy_kept(source: Path, target: Path) -> None:
    if source.is_file():
        shutil.copyfile(source, target)
    elif source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns(".*", "*.part"), dirs_exist_ok=True)


def refuse_occupied(files_url: str) -> None:
    """Raises CopyFailed if there are uploads already."""
    system, root = url_to_fs(files_url)
    if system.exists(root) and system.find(root):
        raise CopyFailed(f"{files_url} holds files already. A copy is only brought back into an empty place.")


def bring_back(files_url: str, data: Path, folder: Path) -> int:
    """Put everything back; returns the number of uploads."""
    system, root = url_to_fs(files_url)
    count = 0
    for source in (folder / "files").rglob("*"):
        if source.is_file():
            target = f"{root}/{source.relative_to(folder / 'files')}"
            system.makedirs(target.rpartition("/")[0], exist_ok=True)
            system.put_file(str(source), target)
            count += 1
    for name in KEPT:
        _copy_kept(folder / name, data / name)
    return count
