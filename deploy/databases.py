"""The databases of all parts."""

from collections.abc import Callable

from chassis import catalogs, migrate
from deploy.parts import PARTS, settings_of


def prepare_all(say: Callable[[str], None]) -> None:
    """What must be done before a start: databases created or upgraded, translations compiled."""
    catalogs.compile_all(quiet=True)
    migrate_all(say)


def migrate_all(say: Callable[[str], None]) -> None:
    """Create or upgrade the database of every part."""
    for name, part in PARTS.items():
        if migrate.upgrade(part, settings_of(name)):
            say(f"  {name}: database ready")
