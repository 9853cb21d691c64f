"""Consents: who agreed to which text, when, and until when. A row is never changed but to say that it was withdrawn."""

from collections.abc import Collection, Iterable
from uuid import UUID

from sqlalchemy import bindparam, insert, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.storage import audit, ids
from chassis.storage.engine import Database
from chassis.words.languages import LOCALES
from gateway.accounts.consent_texts import OPTIONAL, REQUIRED, Text, current
from gateway.accounts.errors import ConsentNeeded, TextChanged
from gateway.accounts.models import Consent
from gateway.base import table

_GIVEN = insert(table(Consent))
_AGREED = select(Consent.purpose, Consent.version).where(
    Consent.account_id == bindparam("account"), Consent.withdrawn_at.is_(None)
)

MOST = 20_000
"""Accounts at most of which a process remembers that they agreed."""
_AGREEING: set[tuple[object, ...]] = set()
"""Accounts that agreed, each with the versions."""


def give(
    session: Session,
    account_id: UUID,
    purpose: str,
    version: str,
    *,
    language: str = LOCALES[0],
    address_kind: str = "email",
) -> None:
    """Note that the person agreed to the version in force, as they read it in `language`. Agreeing again is harmless.

    `address_kind`: `email` or `mobile`, by which of them the person is known. Raises TextUnknown, and TextChanged where
    another version is in force by now.
    """
    text = current(purpose, language)
    if text.version != version:
        raise TextChanged(text=text.title)
    standing = {consent.purpose: consent for consent in held(session, account_id)}.get(purpose)
    if standing is not None and standing.version == version:
        return
    _note(session, account_id, text, address_kind)


def _note(session: Session, account_id: UUID, text: Text, address_kind: str) -> None:
    row = {
        "id": ids.new_id(),
        "account_id": account_id,
        "purpose": text.purpose,
        "version": text.version,
        "language": text.language,
        "sha256": text.sha256,
        "address_kind": address_kind,
        "given_at": clock.now(),
    }
    session.execute(_GIVEN, row)
    audit.record(session, account_id, "consent.given", str(account_id), purpose=text.purpose, version=text.version)


def give_required(
    session: Session, account_id: UUID, *, language: str = LOCALES[0], address_kind: str = "email"
) -> None:
    """Note that the person agreed to everything an account needs, in the versions in force."""
    for text in needs(session, account_id, language):
        _note(session, account_id, text, address_kind)


def withdraw(session: Session, account_id: UUID, purpose: str) -> None:
    """Take a consent back; what was done before stays done. Raises ConsentNeeded where the account hangs on it."""
    if purpose in REQUIRED:
        raise ConsentNeeded
    standing = [consent for consent in held(session, account_id) if consent.purpose == purpose]
    for consent in standing:
        consent.withdrawn_at = clock.now()
    if standing:
        session.flush()
        audit.record(session, account_id, "consent.withdrawn", str(account_id), purpose=purpose)


def held(session: Session, account_id: UUID) -> list[Consent]:
    """The consents that stand, of each purpose the latest last."""
    standing = select(Consent).where(Consent.account_id == account_id, Consent.withdrawn_at.is_(None))
    return list(session.scalars(standing.order_by(Consent.given_at, Consent.id)))


def history(session: Session, account_id: UUID) -> list[Consent]:
    """Every consent ever given, withdrawn ones included, in order."""
    ever = select(Consent).where(Consent.account_id == account_id)
    return list(session.scalars(ever.order_by(Consent.given_at, Consent.id)))


def allowed(session: Session, account_ids: Collection[UUID], purpose: str) -> set[UUID]:
    """Those of the people who agreed to this and have not taken it back: asked each time something is shown."""
    standing = select(Consent.account_id).where(Consent.purpose == purpose, Consent.withdrawn_at.is_(None))
    return set(session.scalars(standing.where(Consent.account_id.in_(set(account_ids)))))


def needs(session: Session, account_id: UUID, language: str = LOCALES[0]) -> list[Text]:
    """The texts in force that the account needs and has not agreed to: to be asked for after sign-in, once."""
    agreed = {(purpose, version) for purpose, version in session.execute(_AGREED, {"account": account_id})}
    texts: Iterable[Text] = (current(purpose, language) for purpose in REQUIRED)
    return [text for text in texts if (text.purpose, text.version) not in agreed]


def has_agreed(database: Database, account_id: UUID) -> bool:
    """Whether the account agreed to all it needs, in the versions in force; it stays so, and is kept."""
    wanted = account_id, *(current(purpose).version for purpose in REQUIRED)
    if wanted not in _AGREEING:
        with database.read() as session:
            if needs(session, account_id):
                return False
        if len(_AGREEING) >= MOST:
            _AGREEING.clear()
        _AGREEING.add(wanted)
    return True


def choices(session: Session, account_id: UUID, language: str = LOCALES[0]) -> list[tuple[Text, Consent | None]]:
    """The texts in force of what one may agree to or not, with the person's standing consent to any version of it."""
    standing = {consent.purpose: consent for consent in held(session, account_id)}
    return [(current(purpose, language), standing.get(purpose)) for purpose in OPTIONAL]
