"""Content of a document: JSON data, and the one way to write it, by which a version is known."""

import hashlib
from typing import Any

import msgspec

Content = dict[str, Any]
"""A JSON object."""


def canonical(content: Content) -> bytes:
    """The one way to write it: sorted keys, no blanks, UTF-8."""
    return msgspec.json.encode(content, order="deterministic")


def fingerprint(content: Content) -> str:
    """SHA-256 of the canonical bytes, in hexadecimal."""
    return hashlib.sha256(canonical(content)).hexdigest()
