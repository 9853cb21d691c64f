"""The databases of all parts."""

from collections.abc import Callable

from sqlalchemy.exc import OperationalError

from chassis.config import ConfigError
from chassis.storage import migrate
from chassis.words import catalogs
from deploy.parts import PARTS, settings_of


def prepare_all(say: Callable[[str], None]) -> None:
    """What must be done before a start: databases created or upgraded, translations compiled."""
    catalogs.compile_all(quiet=True)
    migrate_all(say)


def migrate_all(say: Callable[[str], None]) -> None:
    """Create or upgrade the database of every part. Raises ConfigError where one cannot be reached."""
    for name, part in PARTS.items():
        try:
            changed = migrate.upgrade(part, settings_of(name))
        except OperationalError as error:
            raise ConfigError(f"The database of {name} cannot be used: {error.orig}") from error
        if changed:
            say(f"  {name}: database ready")
