"""Which entries a stage judges."""

from sqlalchemy import Select, select

from services.judging.entries.actions import in_judging
from services.judging.entries.models import Advance, Entry
from services.judging.rules.models import ADVANCED, Rubric


def taking_part(rubric: Rubric) -> Select[Entry]:
    """The entries in judging, or, of a stage that admits those that advanced, only these."""
    query = in_judging(rubric.edition)
    return query.where(Entry.id.in_(advanced_into(rubric))) if rubric.admits == ADVANCED else query


def advanced_into(rubric: Rubric) -> Select[*tuple[object]]:
    """The ids of the entries that advanced into a stage."""
    return select(Advance.entry_id).where(Advance.edition == rubric.edition, Advance.stage_key == rubric.stage_key)
