"""CloudEvents 1.0 in binary mode on AMQP 0-9-1: attributes in headers and properties, the body untouched.

The CloudEvents binding is written for AMQP 1.0; its application properties are headers here. Prefix `cloudEvents_` is
written, `cloudEvents:` is understood as well.
"""

import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from chassis import clock
from chassis.events.bus import Message
from chassis.trace import is_valid

CONTENT_TYPE = "application/json"
OURS = "/egret/"
PREFIXES = ("cloudEvents_", "cloudEvents:")
ATTRIBUTES = ("specversion", "id", "source", "type", "subject", "time", "sequence")
LONGEST_TEXT = 2048
"""Characters of any attribute before it counts as an attack."""

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_PART = re.compile("[a-z][a-z0-9-]{0,39}")
_SPECIAL = re.compile("[:/.~]")
_JSON: msgspec.json.Decoder[Any] = msgspec.json.Decoder()


class Malformed(ValueError):
    """What arrived is no event we can understand. The message says why."""


def encode(message: Message) -> tuple[dict[str, str], dict[str, Any]]:
    """Headers and properties of a message; its body goes as it is."""
    source = f"{OURS}{message.source}"
    headers = {
        "cloudEvents_specversion": "1.0",
        "cloudEvents_type": message.type,
        "cloudEvents_source": source,
        "cloudEvents_id": message.id,
        "cloudEvents_time": message.time.isoformat(),
        "cloudEvents_subject": message.subject,
    }
    if message.sequence is not None:
        headers["cloudEvents_sequence"] = str(message.sequence)
    if message.traceparent:
        headers["traceparent"] = message.traceparent
    properties = {
        "message_id": message.id,
        "type": message.type,
        "timestamp": int(message.time.timestamp()),
        "app_id": source,
        "delivery_mode": 2,
    }
    return headers, properties


def decode(body: bytes, content_type: str | None, headers: Mapping[str, Any]) -> Message:
    """The message that arrived. Raises Malformed, and nothing else, whatever came."""
    _check_body(body, content_type)
    found = {name: _attribute(headers, name) for name in ATTRIBUTES}
    if not (found["specversion"] or "").startswith("1."):
        raise Malformed(f"specversion is {found['specversion']!r}, 1.0 is understood")
    ours, source = _source(_required(found, "source"))
    identity, kind = _required(found, "id"), _required(found, "type")
    if len(kind) > 100:
        raise Malformed("type is longer than 100 characters")
    return Message(
        id=_fit(identity, 36),
        source=source,
        type=kind,
        subject=_fit(found["subject"] or identity, 100),
        time=_time(found["time"]),
        body=body,
        traceparent=_trace(headers.get("traceparent")),
        sequence=_sequence(found["sequence"]) if ours else None,
    )


def _check_body(body: bytes, content_type: str | None) -> None:
    if not isinstance(content_type, str) or content_type.split(";")[0].strip().lower() != CONTENT_TYPE:
        raise Malformed(f"content type is {str(content_type)[:100]!r}, {CONTENT_TYPE} is understood")
    try:
        _JSON.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Malformed(f"body is not JSON: {error}") from error


def _attribute(headers: Mapping[str, Any], name: str) -> str | None:
    """The attribute under either prefix. Given twice and differently it could mean anything, so it means nothing."""
    value, other = (headers.get(prefix + name) for prefix in PREFIXES)
    if value is None:
        value = other
    elif other is not None and other != value:
        raise Malformed(f"{name} is given twice")
    if value is None:
        return None
    if not isinstance(value, str):
        raise Malformed(f"{name} is not text")
    if len(value) > LONGEST_TEXT or _CONTROL.search(value):
        raise Malformed(f"{name} is too long or holds control characters")
    return value


def _required(found: Mapping[str, str | None], name: str) -> str:
    if not (value := found[name]):
        raise Malformed(f"{name} is missing")
    return value


def _source(text: str) -> tuple[bool, str]:
    """Whether the source is a part of this product, and its name. A foreign one never looks like a part's name."""
    if text.startswith(OURS) and _PART.fullmatch(part := text[len(OURS) :]):
        return True, part
    return False, _fit(text if _SPECIAL.search(text) else f"./{text}", 50)


def _fit(text: str, size: int) -> str:
    """The text, or a beginning of it with a hash of all of it, so that two long ones stay two."""
    if len(text) <= size:
        return text
    return f"{text[: size - 17]}~{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def _time(text: str | None) -> datetime:
    if not text:
        return clock.now()
    try:
        moment = datetime.fromisoformat(text)
        zoned = moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError) as error:
        raise Malformed("time cannot be understood") from error
    if zoned is None:
        raise Malformed("time has no zone")
    return zoned


def _sequence(text: str | None) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise Malformed("sequence is not a number")
    return int(text)


def _trace(value: Any) -> str:
    """The traceparent if it is one: W3C has everyone ignore what is not, but this long it is an attack."""
    if isinstance(value, str) and is_valid(value):
        return value
    if value is not None and len(str(value)) > LONGEST_TEXT:
        raise Malformed("traceparent is too long")
    return ""
