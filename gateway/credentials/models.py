"""Tables of what shows who somebody is, and of how often it was tried. Secrets stand here hashed or encrypted."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from gateway.base import Base


class OneTimeCode(Base):
    """A code of six digits, and a link that does the same, for one purpose; whichever is used first uses up both."""

    __tablename__ = "one_time_code"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    purpose: Mapped[str] = mapped_column(String(20))
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"), index=True)
    address: Mapped[str] = mapped_column(String(254))
    """Where it was sent: an e-mail address or a number in E.164."""
    code: Mapped[str] = mapped_column(String(64))
    """HMAC-SHA256 over id, purpose and the code."""
    link: Mapped[str] = mapped_column(String(64))
    """HMAC-SHA256 over id, purpose and the secret of the link."""
    facts: Mapped[str] = mapped_column(Text)
    """JSON: what was typed and is needed once the code has come back."""
    tries: Mapped[int]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]


class RateWindow(Base):
    """How often something was tried within one window of time."""

    __tablename__ = "rate_window"

    key: Mapped[str] = mapped_column(String(100), primary_key=True)
    starts: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    """Unix seconds."""
    tries: Mapped[int]

    __table_args__ = (Index("ix_rate_window_starts", "starts"),)


class KnownDevice(Base):
    """A browser somebody has signed in with before."""

    __tablename__ = "known_device"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), primary_key=True)
    browser: Mapped[str] = mapped_column(String(64), primary_key=True)
    """SHA-256 of the browser's own random cookie."""
    network: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the account and the network it was last signed in from."""
    seen_at: Mapped[datetime]


class Password(Base):
    """The password of an account that has one, as argon2id wrote it."""

    __tablename__ = "password"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), primary_key=True)
    hash: Mapped[str] = mapped_column(String(200))
    changed_at: Mapped[datetime]


class Authenticator(Base):
    """The app that shows six digits every half minute (TOTP, RFC 6238)."""

    __tablename__ = "authenticator"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), primary_key=True)
    secret: Mapped[bytes] = mapped_column(LargeBinary)
    """Encrypted; see `second_factor`."""
    last_step: Mapped[int] = mapped_column(BigInteger)
    """The half minute of the last code taken: no code is taken twice."""
    confirmed_at: Mapped[datetime | None]
    """None until a first code has shown that the app works."""


class Passkey(Base):
    """A passkey (WebAuthn credential)."""

    __tablename__ = "passkey"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    credential: Mapped[bytes] = mapped_column(LargeBinary(1023), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(String(100))
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class RecoveryCode(Base):
    """A code written down for the day the phone is lost. Deleted when used."""

    __tablename__ = "recovery_code"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), primary_key=True)
    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    """HMAC-SHA256 over account and code."""
