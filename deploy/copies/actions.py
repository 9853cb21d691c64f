"""Making a copy while the product runs, and bringing it back into an empty place."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, cast

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from chassis import clock
from chassis.config import Settings
from chassis.storage.engine import Database
from chassis.storage.tables import relay_state, subscription
from deploy.copies import files, manifest, postgres, sqlite
from deploy.copies.errors import CopyFailed
from deploy.copies.manifest import Manifest
from deploy.databases import migrate_all
from deploy.parts import PARTS, settings_of

Say = Callable[[str], None]


def _urls() -> dict[str, str]:
    return {name: settings_of(name).database_url(name) for name in PARTS}


def _engine(urls: Mapping[str, str]) -> tuple[str, ModuleType]:
    kind = "sqlite" if next(iter(urls.values())).startswith("sqlite") else "postgresql"
    return kind, sqlite if kind == "sqlite" else postgres


def _files_url(settings: Settings) -> str:
    return cast(Any, settings).files_url  # type: ignore[no-any-return]  # registration's own setting


def backup(folder: Path, say: Say) -> Manifest:
    """Copy databases and files into `folder`, which must not hold anything yet. Raises CopyFailed."""
    if folder.exists() and any(folder.iterdir()):
        raise CopyFailed(f"{folder} is not empty. Name a new folder for the copy.")
    draft = folder.with_name(f"{folder.name}.unfinished")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700, parents=True)  # who may read the data folder may read its copies, and no one else
    (draft / "databases").mkdir()
    urls = _urls()
    kind, engine = _engine(urls)
    made_at = clock.now().isoformat()
    heads = engine.copy(urls, draft / "databases")
    say(f"  databases: {', '.join(urls)}")
    settings = settings_of("registration")
    files.copy(_files_url(settings), settings.data, draft)
    made = Manifest(engine=kind, made_at=made_at, heads=heads)
    made.write(draft)
    if folder.exists():
        folder.rmdir()
    draft.rename(folder)
    say(f"  files: {sum(name.startswith('files/') for name in made.files)}")
    return made


def restore(folder: Path, say: Say) -> Manifest:
    """Bring a copy back into empty databases and an empty file store. Raises CopyFailed; checks everything first."""
    kept = manifest.read(folder)
    say(f"  {len(kept.files)} files checked against their SHA-256, copy of {kept.made_at}")
    urls = _urls()
    kind, engine = _engine(urls)
    if kept.engine != kind:
        raise CopyFailed(f"The copy is of {kept.engine} databases, the settings name {kind}. Correct EGRET_DATABASE.")
    settings = settings_of("registration")
    engine.refuse_occupied(urls)
    files.refuse_occupied(_files_url(settings))
    count = files.bring_back(_files_url(settings), settings.data, folder)
    say(f"  files: {count}")
    if engine is postgres:
        migrate_all(lambda _line: None)
    engine.bring_back(urls, folder / "databases")
    for name, url in urls.items():
        if engine is postgres:
            postgres.continue_outbox(url, kept.heads[name])
        _clamp(name, url, kept.heads, say)
    migrate_all(say)
    return kept


def _clamp(name: str, url: str, heads: Mapping[str, int], say: Say) -> None:
    """No position may stand above what its producer has told; a relay that held the lease holds it no more."""
    database = Database(url, pool_size=1)
    try:
        with database.write() as session:
            for source, head in heads.items():
                _clamp_positions(session, name, source, head, say)
            position = (
                func.min(relay_state.c.position, heads[name])
                if database.sqlite
                else func.least(relay_state.c.position, heads[name])
            )
            session.execute(update(relay_state).values(position=position, leader="", lease_until=clock.now()))
    finally:
        database.close()


def _clamp_positions(session: Session, name: str, source: str, head: int, say: Say) -> None:
    above = (subscription.c.source == source, subscription.c.position > head)
    for row in session.execute(select(subscription).where(*above)).all():
        say(f"  {name}: position of {row.consumer} in the log of {source} set back from {row.position} to {head}")
    session.execute(update(subscription).where(*above).values(position=head))
