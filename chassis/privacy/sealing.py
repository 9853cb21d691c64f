"""Sealing: what only one reader can open, however many databases and queues it passes through.

An answer is sealed to a public key made for one export (X25519, HKDF-SHA256, AES-256-GCM; the shape of RFC 9180's base
mode). Whoever sends it needs no secret, and once the private key is deleted nobody can open what still lies in a log.
What this part keeps for itself is locked with a key derived from the product's secret.
"""

import secrets
from base64 import b64decode, b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY, NONCE = 32, 12
"""Bytes."""


class SealBroken(ValueError):
    """It was not sealed with this key and context, or was changed since."""


def new_pair() -> tuple[bytes, str]:
    """A fresh private key (bytes) and its public key (base64)."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), b64encode(private.public_key().public_bytes_raw()).decode()


def seal(public: str, plain: bytes, context: str) -> str:
    """The content in base64, to be opened by the holder of the private key who names the same context."""
    reader, once = b64decode(public), X25519PrivateKey.generate()
    sender = once.public_key().public_bytes_raw()
    key = _derive(once.exchange(X25519PublicKey.from_public_bytes(reader)), sender + reader, b"egret sealed answer")
    return b64encode(sender + _encrypt(key, plain, context)).decode()


def unseal(private: bytes, sealed: str, context: str) -> bytes:
    """What was sealed. Raises SealBroken."""
    own, content = X25519PrivateKey.from_private_bytes(private), b64decode(sealed)
    sender, reader = content[:KEY], own.public_key().public_bytes_raw()
    key = _derive(own.exchange(X25519PublicKey.from_public_bytes(sender)), sender + reader, b"egret sealed answer")
    return _decrypt(key, content[KEY:], context)


def lock(secret: str, plain: bytes, context: str) -> bytes:
    """The content, to be opened with the product's secret and the same context."""
    return _encrypt(_derive(secret.encode(), None, b"egret locked"), plain, context)


def unlock(secret: str, locked: bytes, context: str) -> bytes:
    """What was locked. Raises SealBroken, also after the secret has changed."""
    return _decrypt(_derive(secret.encode(), None, b"egret locked"), locked, context)


def _derive(material: bytes, salt: bytes | None, info: bytes) -> bytes:
    return HKDF(SHA256(), KEY, salt=salt, info=info).derive(material)


def _encrypt(key: bytes, plain: bytes, context: str) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, context.encode())


def _decrypt(key: bytes, content: bytes, context: str) -> bytes:
    try:
        return AESGCM(key).decrypt(content[:NONCE], content[NONCE:], context.encode())
    except InvalidTag as error:
        raise SealBroken("it cannot be opened") from error
