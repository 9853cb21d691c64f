"""Keys with which receipts are signed."""

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from services.registration.base import Base


class SigningKey(Base):
    """An Ed25519 key pair. One signs; those before it prove what they signed, and their private half is gone."""

    __tablename__ = "signing_key"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    """The first characters of the SHA-256 of the public key."""
    public: Mapped[str] = mapped_column(String(64))
    """In hexadecimal."""
    locked: Mapped[bytes] = mapped_column(LargeBinary)
    """The private key, locked with the product's secret; empty once retired."""
    made_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]
