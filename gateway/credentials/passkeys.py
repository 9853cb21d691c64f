"""Passkeys (WebAuthn level 2): a second step, or a way to sign in by itself, for the device checks its owner.

The challenge of a ceremony is kept as a one-time code that only counts once, so that no answer can be played again.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from chassis import clock
from chassis.http.errors import Problem
from chassis.lazy import Lazy
from chassis.storage import ids
from gateway.accounts.models import Account
from gateway.credentials import codes
from gateway.credentials.models import OneTimeCode, Passkey
from gateway.credentials.second_factor import changed

if TYPE_CHECKING:
    import webauthn
    from webauthn import helpers
    from webauthn.helpers import exceptions, structs
else:
    webauthn, helpers = Lazy("webauthn"), Lazy("webauthn.helpers")
    exceptions, structs = Lazy("webauthn.helpers.exceptions"), Lazy("webauthn.helpers.structs")

ADD, USE = "passkey-add", "passkey-use"
RP_NAME = "白鹭 Egret"
CHALLENGE = 32
"""Bytes."""
MOST = 10
"""Passkeys of one account."""


class PasskeyRefused(Problem):
    status = 422
    code = "passkey-refused"
    title = _l("通行密钥未能通过验证")
    detail = _l("请重试一次；仍不成功时，请改用其他登录方式。")


@dataclass(frozen=True)
class Site:
    """Where the ceremony takes place, as the browser sees it."""

    host: str
    """The relying party's id: the host without its port."""
    origin: str
    """Such as https://contest.example.cn."""


@dataclass(frozen=True)
class Asked:
    """A ceremony that has begun."""

    id: UUID
    options: str
    """JSON for the browser."""


def ask_to_add(session: Session, site: Site, account: Account) -> Asked:
    """Begin to add a passkey to the account."""
    held = session.scalars(select(Passkey).where(Passkey.account_id == account.id)).all()
    options = webauthn.generate_registration_options(
        rp_id=site.host,
        rp_name=RP_NAME,
        challenge=secrets.token_bytes(CHALLENGE),
        user_id=account.id.bytes,
        user_name=account.email or account.mobile or account.name,
        user_display_name=account.name,
        exclude_credentials=_named(held),
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            resident_key=structs.ResidentKeyRequirement.PREFERRED,
            user_verification=structs.UserVerificationRequirement.PREFERRED,
        ),
    )
    return _remember(session, ADD, options.challenge, account.id, webauthn.options_to_json(options))


def add(session: Session, site: Site, account_id: UUID, asked: UUID, answer: str, name: str) -> Passkey:
    """Keep the passkey the browser made. Raises PasskeyRefused."""
    row = _claim(session, ADD, asked)
    held = session.scalars(select(Passkey.id).where(Passkey.account_id == account_id)).all()
    if row.account_id != account_id or len(held) >= MOST:
        raise PasskeyRefused
    try:
        made = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=helpers.base64url_to_bytes(row.link),
            expected_rp_id=site.host,
            expected_origin=site.origin,
        )
    except (exceptions.WebAuthnException, ValueError, KeyError, RecursionError) as error:
        raise PasskeyRefused from error
    passkey = Passkey(id=ids.new_id(), account_id=account_id, credential=made.credential_id, name=name[:100])
    passkey.public_key, passkey.sign_count = made.credential_public_key, made.sign_count
    passkey.created_at = clock.now()
    session.add(passkey)
    session.flush()
    changed(session, account_id, "factor-added")
    return passkey


def ask_to_use(session: Session, site: Site, account_id: UUID | None) -> Asked:
    """Begin to sign in with a passkey: of this account as its second step, or of whoever holds one."""
    held: Sequence[Passkey] = ()
    if account_id:
        held = session.scalars(select(Passkey).where(Passkey.account_id == account_id)).all()
    options = webauthn.generate_authentication_options(
        rp_id=site.host,
        challenge=secrets.token_bytes(CHALLENGE),
        allow_credentials=_named(held),
        user_verification=structs.UserVerificationRequirement.PREFERRED
        if account_id
        else structs.UserVerificationRequirement.REQUIRED,
    )
    return _remember(session, USE, options.challenge, account_id, webauthn.options_to_json(options))


def use(session: Session, site: Site, asked: UUID, answer: str) -> UUID:
    """The account whose passkey answered. Alone it signs in only where the device checked its owner.

    Raises PasskeyRefused.
    """
    row = _claim(session, USE, asked)
    try:
        credential = helpers.parse_authentication_credential_json(answer)
        passkey = session.scalar(select(Passkey).where(Passkey.credential == credential.raw_id).with_for_update())
        if passkey is None or row.account_id not in {None, passkey.account_id}:
            raise PasskeyRefused
        seen = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=helpers.base64url_to_bytes(row.link),
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=row.account_id is None,
        )
    except (exceptions.WebAuthnException, ValueError, KeyError, RecursionError) as error:
        raise PasskeyRefused from error
    passkey.sign_count, passkey.used_at = seen.new_sign_count, clock.now()
    return passkey.account_id


def _named(held: Sequence[Passkey]) -> "list[structs.PublicKeyCredentialDescriptor]":
    return [structs.PublicKeyCredentialDescriptor(id=passkey.credential) for passkey in held]


def _remember(session: Session, purpose: str, challenge: bytes, account_id: UUID | None, options: str) -> Asked:
    now = clock.now()
    row = OneTimeCode(id=ids.new_id(), purpose=purpose, account_id=account_id, address="", facts="{}", tries=0)
    row.code, row.link = codes.NOTHING, helpers.bytes_to_base64url(challenge)
    row.created_at, row.expires_at, row.used_at = now, now + codes.LIFE, None
    session.add(row)
    session.flush()
    return Asked(row.id, options)


def _claim(session: Session, purpose: str, asked: UUID) -> OneTimeCode:
    """Use up the challenge."""
    now = clock.now()
    mine = update(OneTimeCode).where(
        OneTimeCode.id == asked,
        OneTimeCode.purpose == purpose,
        OneTimeCode.used_at.is_(None),
        OneTimeCode.expires_at > now,
    )
    row: Any = session.scalar(mine.values(used_at=now).returning(OneTimeCode))
    if row is None:
        raise PasskeyRefused
    found: OneTimeCode = row
    return found
