"""How every part answers a person's export: packed, cut into pieces, sealed to the key of the export."""

import zlib
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from chassis.events.outbox import emit
from chassis.privacy import sealing
from chassis.storage import ids
from contracts.exports import SealedAnswer

PIECE = 256 << 10
"""Bytes of one piece before it is sealed: far below what an event may hold."""


def pack(key: str, export_id: UUID, part: str, facts: Mapping[str, Any]) -> list[str]:
    """The facts as JSON, packed, cut into pieces and each sealed to the key."""
    packed = zlib.compress(msgspec.json.encode(facts, enc_hook=str))
    cut = [packed[start : start + PIECE] for start in range(0, len(packed), PIECE)]
    return [
        sealing.seal(key, piece, _context(export_id, part, number, len(cut))) for number, piece in enumerate(cut, 1)
    ]


def unpack(private: bytes, export_id: UUID, part: str, pieces: list[str]) -> dict[str, Any]:
    """The facts again, from all pieces in order. Raises SealBroken."""
    packed = b"".join(
        sealing.unseal(private, piece, _context(export_id, part, number, len(pieces)))
        for number, piece in enumerate(pieces, 1)
    )
    facts: dict[str, Any] = msgspec.json.decode(zlib.decompress(packed))
    return facts


def answer(
    session: Session, kind: type[SealedAnswer], export_id: UUID, account_id: UUID, key: str, facts: Mapping[str, Any]
) -> None:
    """Tell the gateway, sealed to its key, what this part holds about the person."""
    pieces, answer_id = pack(key, export_id, kind.TYPE.split(".")[0], facts), ids.new_id()
    for number, sealed in enumerate(pieces, 1):
        emit(
            session,
            kind(
                export_id=export_id,
                account_id=account_id,
                answer_id=answer_id,
                number=number,
                of=len(pieces),
                sealed=sealed,
            ),
        )


def _context(export_id: UUID, part: str, number: int, of: int) -> str:
    return f"{export_id} {part} {number}/{of}"
