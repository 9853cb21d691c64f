"""The secret in the link of an invitation: made of the place and its round, so that nothing that opens it is stored."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from hashlib import sha256
from uuid import UUID

from services.registration.contest.teams.models import TeamMember

_PURPOSE = b"team-invitation"
"""Keeps these apart from whatever else is signed with the same secret."""
_LENGTH = 16
"""Bytes of the id, and of the proof after it."""


def secret_of(place: TeamMember, key: str) -> str:
    """What the link to this place's invitation carries now; another one after the next round."""
    return urlsafe_b64encode(place.id.bytes + _proof(place.id, place.round, key)).decode().rstrip("=")


def place_in(secret: str) -> UUID | None:
    """Whose place a secret is about, proven or not; None where it is none."""
    try:
        found = urlsafe_b64decode(secret + "=" * (-len(secret) % 4))
    except (Error, ValueError):
        return None
    return UUID(bytes=found[:_LENGTH]) if len(found) == 2 * _LENGTH else None


def opens(secret: str, place: TeamMember, key: str) -> bool:
    """Whether the secret is that of the place's present invitation."""
    return hmac.compare_digest(secret.encode(), secret_of(place, key).encode())


def _proof(place_id: UUID, round: int, key: str) -> bytes:
    told = b":".join((_PURPOSE, place_id.bytes, str(round).encode()))
    return hmac.new(key.encode(), told, sha256).digest()[:_LENGTH]
