"""JSON data written in one way, by which documents, forms and editions are known."""

import hashlib
from typing import Any

import msgspec


def canonical(value: Any) -> bytes:
    """The one way to write it: sorted keys, no blanks, UTF-8; of a struct what is as usual is left out."""
    return msgspec.json.encode(value, order="deterministic")


def fingerprint(value: Any) -> str:
    """SHA-256 of the canonical bytes, in hexadecimal: a frozen version is known by it."""
    return hashlib.sha256(canonical(value)).hexdigest()
