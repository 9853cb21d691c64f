"""Settings: read once from the environment into a frozen dataclass, every default visible in the code."""

import dataclasses
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self, get_type_hints
from urllib.parse import urlsplit

EMBEDDED = "memory://"


class ConfigError(Exception):
    """A setting is missing or cannot be understood. The message tells the operator what to do."""


def setting(env: str, default: Any, help: str) -> Any:
    """A field read from the environment variable `env`."""
    return dataclasses.field(default=default, metadata={"env": env, "help": help})


SECRETS = ("EGRET_SECRET", "EGRET_DATABASE", "EGRET_BROKER", "EGRET_SMTP", "EGRET_METRICS_TOKEN")
"""Variables that may hold a secret: each can be read from the file that the same name with `_FILE` names."""


def with_files(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment with every secret that is named as a file. Raises ConfigError, never with what is secret."""
    found = dict(environ)
    for name in SECRETS:
        place = found.get(f"{name}_FILE", "")
        if not place:
            continue
        try:
            text = Path(place).read_text("utf-8").strip()
        except (OSError, UnicodeError) as error:
            reason = getattr(error, "strerror", "") or "not text"
            raise ConfigError(f"{name}_FILE={place} cannot be read ({reason}). Correct it or unset it.") from None
        if found.get(name, text) not in {"", text}:
            raise ConfigError(f"{name} and {name}_FILE say different things. Set one of them.")
        found[name] = text
    return found


def _parse(kind: Any, env: str, text: str) -> Any:
    try:
        if kind is bool:
            return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}[text.lower()]
        return kind(text)
    except (KeyError, ValueError) as error:
        name = getattr(kind, "__name__", str(kind))
        raise ConfigError(f"{env}={text!r} is not a valid {name}. Correct it or unset it.") from error


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What every part needs to run. A part adds its own in its `config.py`."""

    data: Path = setting("EGRET_DATA", Path("data"), "Folder of the databases, files and mail.")
    broker: str = setting("EGRET_BROKER", EMBEDDED, "Broker URL, amqp://user:password@host/vhost. Empty: embedded.")
    database: str = setting(
        "EGRET_DATABASE", "", "PostgreSQL URL; its path, egret if none, starts the databases' names. Empty: SQLite."
    )
    secret: str = setting("EGRET_SECRET", "", "Key that signs tokens between the parts; 32 characters or more.")
    services: str = setting(
        "EGRET_SERVICES", "", "Where the parts answer: registration=http://host:port,… Empty: in process."
    )
    limit_creations: int = setting(
        "EGRET_LIMIT_CREATIONS", 30, "Things one person may create or submit within a minute. 0: any number."
    )
    log_level: str = setting("EGRET_LOG_LEVEL", "info", "debug, info, warning or error.")

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None, **given: Any) -> Self:
        """Read the environment. Raises ConfigError with a sentence for the operator."""
        environ = with_files(os.environ if environ is None else environ)
        kinds = get_type_hints(cls)
        values = {
            field.name: _parse(kinds[field.name], field.metadata["env"], text)
            for field in dataclasses.fields(cls)
            if "env" in field.metadata and (text := environ.get(field.metadata["env"], ""))
        }
        return cls(**values | given)

    def __post_init__(self) -> None:
        if len(self.secret) < 32:
            raise ConfigError("EGRET_SECRET must hold 32 characters or more. Set it, the same for every part.")

    @property
    def embedded(self) -> bool:
        """True where one process runs everything and no broker is needed."""
        return self.broker == EMBEDDED

    def database_url(self, part: str) -> str:
        """The SQLAlchemy URL of a part's own database."""
        if self.database:
            server, _, query = self.database.partition("?")
            parts = urlsplit(server)
            prefix = parts.path.strip("/") or "egret"
            return f"postgresql+psycopg://{parts.netloc}/{prefix}_{part}" + (f"?{query}" if query else "")
        return f"sqlite:///{self.data.absolute() / part}.db"

    def service_urls(self) -> dict[str, str]:
        """Base URL by part; empty in the embedded mode."""
        pairs = (item.split("=", 1) for item in self.services.split(",") if item.strip())
        return {name.strip(): url.strip().rstrip("/") for name, url in pairs}
