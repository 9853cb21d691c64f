"""Publishing the form of an edition: a version that is in use stays, drafts move to the next, and one asks before."""

from collections import Counter
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from chassis.forms.carrying import REASONS, carry_over
from chassis.forms.definition import Form
from chassis.forms.differences import differences
from chassis.forms.documents import read
from chassis.forms.unfinished import so_far
from chassis.http.auth import Identity
from chassis.manuscripts.content import Content
from chassis.manuscripts.records import Manuscript
from services.registration.contest.entries.models import SUBMITTED, Entry
from services.registration.contest.entries.new_form import move_drafts
from services.registration.contest.forms.actions import current_form, find_form, put_form
from services.registration.contest.forms.errors import FormInUse


def publish_form(session: Session, caller: Identity, edition: str, document: Content) -> None:
    """Publish the form; what is not handed in moves to it."""
    put_form(session, caller, edition, document)
    move_drafts(session, edition)


def refuse_unasked(session: Session, found: Manuscript) -> None:
    """Raise FormInUse where publishing makes a new version of a form that teams fill in."""
    if not found.is_changed or not current_form(session, found.subject).in_use:
        return
    drafts = select(func.count()).where(Entry.edition == found.subject, Entry.state != SUBMITTED)
    raise FormInUse(drafts=session.scalar(drafts) or 0)


def form_effect(session: Session, found: Manuscript) -> dict[str, Any]:
    """What publishing the draft would do: to the form, and to the answers of those who fill it in."""
    current, new = current_form(session, found.subject), so_far(found.draft.content)
    drafts = list(session.scalars(select(Entry).where(Entry.edition == found.subject, Entry.state != SUBMITTED)))
    return {
        "version": current.version,
        "in_use": current.in_use,
        "drafts": len(drafts),
        "submitted": _count_submitted(session, found.subject),
        "changes": differences(read(current.document.encode()), new),
        "unfitting": _unfitting(session, found.subject, drafts, new),
    }


def _count_submitted(session: Session, edition: str) -> int:
    handed_in = select(func.count()).where(Entry.edition == edition, Entry.state == SUBMITTED)
    return session.scalar(handed_in) or 0


def _unfitting(session: Session, edition: str, drafts: list[Entry], new: Form) -> list[dict[str, Any]]:
    """The answers that no longer fit, by what is asked and why, with in how many drafts."""
    versions: dict[int, Form] = {}
    found: Counter[tuple[str, str]] = Counter()
    for entry in drafts:
        if entry.form_version not in versions:
            document = find_form(session, edition, entry.form_version).document
            versions[entry.form_version] = read(document.encode())
        kept = carry_over(entry.answers | entry.aside, versions[entry.form_version], new).kept
        found.update({(str(one.label), one.why) for one in kept})
    return [{"label": label, "why": str(REASONS[why]), "drafts": count} for (label, why), count in found.most_common()]
