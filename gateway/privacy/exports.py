"""Exports: ask every part what it holds about a person, collect the sealed answers, open them for that person alone."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.events.outbox import emit
from chassis.http.errors import NotFound
from chassis.privacy import export_answers, sealing
from chassis.storage import audit, ids
from chassis.storage.locks import lock_names
from contracts.exports import SealedAnswer
from contracts.gateway import ExportReady, ExportRequested
from gateway.privacy.errors import ExportGone, ExportRunning, TooManyExports
from gateway.privacy.models import GATHERING, GONE, READY, Export, ExportPiece

OWN = "gateway"
PARTS = ("registration", "judging", "notify")
"""Who answers."""
DAY = timedelta(days=1)


def request_export(
    session: Session, account_id: UUID, own: Mapping[str, Any], *, secret: str, most_a_day: int, days: int
) -> Export:
    """Ask every part; `own` is what the gateway itself holds. Raises ExportRunning, TooManyExports."""
    lock_names(session, [f"export:{account_id}"])
    now = clock.now()
    of_today = select(Export.state, Export.requested_at).where(Export.account_id == account_id)
    lately = session.execute(of_today.where(Export.requested_at > now - DAY).order_by(Export.requested_at)).all()
    if GATHERING in [one.state for one in lately] or _gathering(session, account_id):
        raise ExportRunning
    if len(lately) >= most_a_day:
        counted_from = lately[-most_a_day].requested_at if most_a_day else now
        raise TooManyExports(most_a_day, counted_from + DAY - now)
    private, public = sealing.new_pair()
    export = Export(id=ids.new_id(), account_id=account_id, state=GATHERING, missing=list(PARTS), requested_at=now)
    export.days = days
    export.key = sealing.lock(secret, private, str(export.id))
    session.add(export)
    session.flush()
    pieces = export_answers.pack(public, export.id, OWN, own)
    _keep(session, export.id, OWN, ids.new_id(), dict(enumerate(pieces, 1)), len(pieces))
    emit(session, ExportRequested(export_id=export.id, account_id=account_id, key=public))
    audit.record(session, account_id, "export.requested", str(export.id))
    return export


def take_answer(session: Session, event: SealedAnswer) -> None:
    """Keep a piece of an answer. The first answer of a part counts; one that comes after the end is not kept."""
    part = event.TYPE.split(".")[0]
    export = session.get(Export, event.export_id, with_for_update=True)
    if export is None or export.state == GONE or part not in export.missing:
        return
    begun = session.scalars(_pieces(export.id).where(ExportPiece.part == part)).all()
    if any(piece.answer_id != event.answer_id or piece.number == event.number for piece in begun):
        return
    _keep(session, export.id, part, event.answer_id, {event.number: event.sealed}, event.of)
    if len(begun) + 1 == event.of:
        export.missing = [name for name in export.missing if name != part]
        if not export.missing and export.state == GATHERING:
            _ready(session, export)


def finish_late(session: Session, *, patience: timedelta) -> None:
    """Make exports ready without the parts that have not answered in time, and say which they are."""
    late = select(Export).where(Export.state == GATHERING, Export.requested_at <= clock.now() - patience)
    for export in session.scalars(late.with_for_update(skip_locked=True)):
        _ready(session, export)


def purge(session: Session) -> int:
    """Delete what has expired, and with the key the possibility to open what still lies in logs. Returns how many."""
    over = session.scalars(select(Export).where(Export.state == READY, Export.expires_at <= clock.now())).all()
    for export in over:
        discard(session, export)
    return len(over)


def discard(session: Session, export: Export) -> None:
    """Delete the answers and their key."""
    export.state, export.key = GONE, None
    session.execute(delete(ExportPiece).where(ExportPiece.export_id == export.id))
    session.flush()


def latest(session: Session, account_id: UUID) -> Export | None:
    """The person's export of most use now: the newest one."""
    own = select(Export).where(Export.account_id == account_id)
    return session.scalar(own.order_by(Export.requested_at.desc(), Export.id.desc()).limit(1))


def open_export(session: Session, account_id: UUID, export_id: UUID, *, secret: str) -> dict[str, dict[str, Any]]:
    """What was gathered, by part. Raises NotFound for anybody else's, ExportGone."""
    export = session.get(Export, export_id)
    if export is None or export.account_id != account_id or export.state == GATHERING:
        raise NotFound
    if export.state == GONE or export.key is None or (export.expires_at or clock.now()) <= clock.now():
        raise ExportGone
    private = sealing.unlock(secret, export.key, str(export.id))
    pieces = session.scalars(_pieces(export.id).order_by(ExportPiece.part, ExportPiece.number)).all()
    return {
        part: export_answers.unpack(private, export.id, part, [piece.sealed for piece in pieces if piece.part == part])
        for part in (OWN, *PARTS)
        if part not in export.missing
    }


def note_download(session: Session, account_id: UUID, export_id: UUID) -> datetime:
    """Note in the audit record that the person took the file; when it was gathered."""
    export = session.get_one(Export, export_id)
    export.downloaded_at = clock.now()
    audit.record(session, account_id, "export.downloaded", str(export_id))
    return export.ready_at or export.requested_at


def _ready(session: Session, export: Export) -> None:
    export.state, export.ready_at = READY, clock.now()
    expires_at: datetime = clock.now() + timedelta(days=export.days)
    export.expires_at = expires_at
    session.flush()
    missing: Sequence[str] = export.missing
    emit(
        session,
        ExportReady(export_id=export.id, account_id=export.account_id, expires_at=expires_at, missing=tuple(missing)),
    )


def _gathering(session: Session, account_id: UUID) -> bool:
    running = select(func.count()).where(Export.account_id == account_id, Export.state == GATHERING)
    return bool(session.scalar(running))


def _pieces(export_id: UUID) -> Any:
    return select(ExportPiece).where(ExportPiece.export_id == export_id)


def _keep(session: Session, export_id: UUID, part: str, answer_id: UUID, pieces: Mapping[int, str], of: int) -> None:
    for number, sealed in pieces.items():
        session.add(
            ExportPiece(export_id=export_id, part=part, number=number, of=of, answer_id=answer_id, sealed=sealed)
        )
    session.flush()
