"""Signing with the institution's key, which is made when first needed and can be replaced at any time."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.privacy import sealing
from chassis.storage.locks import lock_names
from services.registration.contest.signing.models import SigningKey

_CONTEXT = "receipt signing key"
_CURRENT = select(SigningKey).where(SigningKey.retired_at.is_(None))


@dataclass(frozen=True)
class Signer:
    """The key that signs now."""

    key_id: str
    _private: Ed25519PrivateKey

    def sign(self, content: bytes) -> str:
        """The signature, in hexadecimal."""
        return self._private.sign(content).hex()


def signer(session: Session, secret: str) -> Signer:
    """Who signs now; a key is made where there is none, or where the product's secret no longer opens it."""
    return _opened(session, secret) or _first(session, secret)


def rotate(session: Session, secret: str) -> SigningKey:
    """Sign with a new key from now on. Earlier public keys stay; what they signed stays proven."""
    lock_names(session, [_CONTEXT])
    for key in session.scalars(_CURRENT):
        key.retired_at, key.locked = clock.now(), b""
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    made = SigningKey(
        id=hashlib.sha256(public).hexdigest()[:16],
        public=public.hex(),
        locked=sealing.lock(secret, private.private_bytes_raw(), _CONTEXT),
        made_at=clock.now(),
    )
    session.add(made)
    session.flush()
    return made


def public_keys(session: Session) -> Sequence[SigningKey]:
    """Every key that ever signed, the latest first; of those of one moment the one that signs now."""
    order = SigningKey.made_at.desc(), SigningKey.retired_at.is_not(None), SigningKey.id
    return session.scalars(select(SigningKey).order_by(*order)).all()


def _first(session: Session, secret: str) -> Signer:
    lock_names(session, [_CONTEXT])
    found = _opened(session, secret)
    if found is None:
        rotate(session, secret)
        found = _opened(session, secret)
    assert found is not None  # noqa: S101  it was made just now
    return found


def _opened(session: Session, secret: str) -> Signer | None:
    key = session.scalars(_CURRENT).first()
    if key is None:
        return None
    try:
        private = sealing.unlock(secret, key.locked, _CONTEXT)
    except sealing.SealBroken:
        return None
    return Signer(key.id, Ed25519PrivateKey.from_private_bytes(private))
