"""Keys for one use each, derived from the product's secret, and what is made with them."""

import hmac
from functools import lru_cache
from hashlib import sha256

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


@lru_cache(maxsize=32)
def derive(secret: str, use: str) -> bytes:
    """A key of 32 bytes for one use (HKDF, RFC 5869): what leaks of one use says nothing about another."""
    return HKDF(SHA256(), 32, salt=None, info=f"egret:{use}".encode()).derive(secret.encode())


def seal(secret: str, use: str, *parts: str) -> str:
    """HMAC-SHA256 of the parts in hex. The length of each part keeps one from running into the next."""
    joined = "".join(f"{len(part)}:{part}" for part in parts)
    return hmac.new(derive(secret, use), joined.encode(), sha256).hexdigest()
