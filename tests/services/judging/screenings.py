"""An edition that screens, and how screenings of entries end, as judging hears of it."""

from dataclasses import replace

from contracts.editions import EditionStage
from contracts.registration import EditionPublished, EntrySubmitted
from contracts.screening import EntryScreened
from tests.services.judging.conftest import CLOSES, NOW, OPENS, published


def screening(version: int) -> EditionPublished:
    """The news of the usual edition, which screens from now on."""
    told = published(version=version)
    stage = {"key": "screening", "kind": "screening", "name": "形式审查", "name_en": "", "opens_at": OPENS}
    return replace(told, stages=(*told.stages, EditionStage(**stage, closes_at=CLOSES)))


def screened(entry: EntrySubmitted, turn: int, outcome: str) -> EntryScreened:
    """The news of how the screening of an entry ended."""
    who = {name: getattr(entry, name) for name in ("entry_id", "edition", "number", "title", "leader_id")}
    others = {"member_ids": (), "advisor_ids": (), "findings": (), "message": "", "reply_due_at": None}
    return EntryScreened(**who, **others, turn=turn, outcome=outcome, screened_at=NOW)
