"""The secret in a link to confirm something: made of its id and round, so that nothing that opens it is stored."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from hashlib import sha256
from typing import Protocol
from uuid import UUID

TEAM = "team-invitation"
JOINT = "joint-applicant"
CHANGE = "change-addition"
"""What links are for: keeps them apart from each other and from whatever else is signed with the same secret."""
_LENGTH = 16
"""Bytes of the id, and of the proof after it."""


class Asked(Protocol):
    """Whatever a link asks about."""

    @property
    def id(self) -> UUID: ...
    @property
    def round(self) -> int:
        """How often a link to it was made."""


def secret_of(asked: Asked, key: str, purpose: str = TEAM) -> str:
    """What the link carries now; another one after the next round."""
    return urlsafe_b64encode(asked.id.bytes + _proof(asked, key, purpose)).decode().rstrip("=")


def id_in(secret: str) -> UUID | None:
    """What a secret is about, proven or not; None where it is none."""
    try:
        found = urlsafe_b64decode(secret + "=" * (-len(secret) % 4))
    except (Error, ValueError):
        return None
    return UUID(bytes=found[:_LENGTH]) if len(found) == 2 * _LENGTH else None


def opens(secret: str, asked: Asked, key: str, purpose: str = TEAM) -> bool:
    """Whether the secret is that of the present link."""
    return hmac.compare_digest(secret.encode(), secret_of(asked, key, purpose).encode())


def _proof(asked: Asked, key: str, purpose: str) -> bytes:
    told = b":".join((purpose.encode(), asked.id.bytes, str(asked.round).encode()))
    return hmac.new(key.encode(), told, sha256).digest()[:_LENGTH]
