"""Structured logs: one JSON object a line, with the trace id and the part, never a secret."""

import logging
import re
import sys
from collections.abc import Callable, MutableMapping
from contextvars import ContextVar
from typing import Any

import structlog

from chassis import trace

HIDDEN = "[hidden]"
SECRET_NAMES = re.compile(r"authorization|cookie|password|secret|token", re.IGNORECASE)
SECRET_TEXTS = (
    (re.compile(r"\beyJ[\w-]+\.[\w-]+\.[\w-]*"), HIDDEN),
    (re.compile(r"(?i)\b(bearer\s+)\S+"), rf"\1{HIDDEN}"),
    (re.compile(r"(/signin/)[^\s/?\"'<>]+"), rf"\1{HIDDEN}"),
    (re.compile(r"(://[^\s:/@]*:)[^\s@/]+(?=@)"), rf"\1{HIDDEN}"),
    (re.compile(r"(?i)([?&\s]password=)[^\s&'\"]+"), rf"\1{HIDDEN}"),
    (re.compile(r"\b(DETAIL: ).*"), rf"\1{HIDDEN}"),  # PostgreSQL's: the row or the key that was refused
)
Entry = MutableMapping[str, Any]
_speaker: ContextVar[str | None] = ContextVar("part", default=None)


def speak_for(part: str) -> None:
    """Name the part in the log lines of this thread from here on: one process may run several."""
    _speaker.set(part)


def setup(level: str, part: str) -> None:
    """Send everything that is logged to standard error; `part` speaks where no other does."""
    steps: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
        _where(part),
        structlog.processors.format_exc_info,
        hide_secrets,
    ]
    lines = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=steps,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
        ],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(lines)
    logging.basicConfig(handlers=[handler], level=level.upper(), force=True)
    structlog.configure(
        processors=[*steps, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )


def _where(part: str) -> Callable[[Any, str, Entry], Entry]:
    def add(_logger: Any, _method: str, entry: Entry) -> Entry:
        return {**entry, "part": _speaker.get() or part, "trace": trace.trace_id()}

    return add


def hide_secrets(_logger: Any, _method: str, entry: Entry) -> Entry:
    """Blank out tokens, passwords in addresses, sign-in links and rows of a database, wherever they got in."""
    return {name: HIDDEN if SECRET_NAMES.search(name) else _hide(value) for name, value in entry.items()}


def _hide(value: Any) -> Any:
    if isinstance(value, str):
        for pattern, instead in SECRET_TEXTS:
            value = pattern.sub(instead, value)
        return value
    if isinstance(value, dict):
        return hide_secrets(None, "", value)
    return [_hide(item) for item in value] if isinstance(value, list | tuple) else value
