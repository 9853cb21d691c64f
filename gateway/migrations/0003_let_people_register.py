"""Let people register themselves: mobile numbers, one-time codes, passwords, second factors, devices, limits."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from chassis.storage.tables import UTCDateTime

revision = "gateway_0003"
down_revision = "gateway_0002"
branch_labels = None
depends_on = None

moment = UTCDateTime(timezone=True)


def upgrade() -> None:
    """Widen accounts, begin sessions anew, and create the tables of proofs."""
    with op.batch_alter_table("account") as account:
        account.alter_column("email", existing_type=sa.String(254), nullable=True)
        account.add_column(sa.Column("mobile", sa.String(16), nullable=True))
        account.add_column(sa.Column("factor_asked_at", moment, nullable=True))
        account.create_unique_constraint("uq_account_mobile", ["mobile"])
    _begin_sessions_anew()
    _create_codes()
    _create_limits_and_devices()
    _create_factors()


def _of_account(table: str, *, key: bool = False, nullable: bool = False) -> list[Any]:
    """The column that names the account, and its constraints."""
    made: list[Any] = [
        sa.Column("account_id", sa.Uuid(), nullable=nullable),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=f"fk_{table}_account_id"),
    ]
    return [*made, sa.PrimaryKeyConstraint("account_id", name=f"pk_{table}")] if key else made


def _begin_sessions_anew() -> None:
    """Sessions begun before do not say from where, so people sign in once more."""
    op.drop_table("signin_session")
    op.create_table(
        "signin_session",
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        *_of_account("signin_session"),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("expires_at", moment, nullable=False),
        sa.Column("last_seen_at", moment, nullable=False),
        sa.Column("agent", sa.String(200), nullable=False),
        sa.Column("address", sa.String(45), nullable=False),
        sa.Column("rotate", sa.Boolean(), nullable=False),
        sa.Column("previous", sa.String(64), nullable=True),
        sa.Column("rotated_at", moment, nullable=True),
        sa.PrimaryKeyConstraint("hash", name="pk_signin_session"),
        sa.UniqueConstraint("id", name="uq_signin_session_id"),
    )
    for column in ("account_id", "expires_at", "previous"):
        op.create_index(f"ix_signin_session_{column}", "signin_session", [column])


def _create_codes() -> None:
    op.create_table(
        "one_time_code",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(20), nullable=False),
        *_of_account("one_time_code", nullable=True),
        sa.Column("address", sa.String(254), nullable=False),
        sa.Column("code", sa.String(64), nullable=False),
        sa.Column("link", sa.String(64), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("expires_at", moment, nullable=False),
        sa.Column("used_at", moment, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_one_time_code"),
    )
    for column in ("account_id", "expires_at"):
        op.create_index(f"ix_one_time_code_{column}", "one_time_code", [column])


def _create_limits_and_devices() -> None:
    op.create_table(
        "rate_window",
        sa.Column("key", sa.String(100), nullable=False),
        sa.Column("starts", sa.BigInteger(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", "starts", name="pk_rate_window"),
    )
    op.create_index("ix_rate_window_starts", "rate_window", ["starts"])
    op.create_table(
        "known_device",
        *_of_account("known_device"),
        sa.Column("browser", sa.String(64), nullable=False),
        sa.Column("seen_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("account_id", "browser", name="pk_known_device"),
    )


def _create_factors() -> None:
    op.create_table(
        "password",
        *_of_account("password", key=True),
        sa.Column("hash", sa.String(200), nullable=False),
        sa.Column("changed_at", moment, nullable=False),
    )
    op.create_table(
        "authenticator",
        *_of_account("authenticator", key=True),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.Column("confirmed_at", moment, nullable=True),
    )
    op.create_table(
        "passkey",
        sa.Column("id", sa.Uuid(), nullable=False),
        *_of_account("passkey"),
        sa.Column("credential", sa.LargeBinary(1023), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("used_at", moment, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_passkey"),
        sa.UniqueConstraint("credential", name="uq_passkey_credential"),
    )
    op.create_index("ix_passkey_account_id", "passkey", ["account_id"])
    op.create_table(
        "recovery_code",
        *_of_account("recovery_code"),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "hash", name="pk_recovery_code"),
    )
