"""Publishing the form of an edition: a version that is in use stays, drafts move to the next, and one asks before."""

from typing import Any

from sqlalchemy import exists, func, not_, select
from sqlalchemy.orm import Session

from chassis.forms.definition import Form
from chassis.forms.documents import read
from chassis.forms.unfinished import so_far
from chassis.forms.versions.differences import differences
from chassis.forms.versions.steps import EFFECTS
from chassis.http.auth import Identity
from chassis.manuscripts.content import Content
from chassis.manuscripts.records import Manuscript
from services.registration.contest.drafting.actions import own_choices
from services.registration.contest.editions.actions import find_edition
from services.registration.contest.editions.models import Edition
from services.registration.contest.entries.models import BEING_WRITTEN, SUBMITTED, Entry
from services.registration.contest.entries.new_form import Steps, may_change
from services.registration.contest.form_publication.counting import count_touched
from services.registration.contest.form_publication.following import begin_following, count_behind
from services.registration.contest.forms.actions import as_asked, current_form, put_form
from services.registration.contest.forms.errors import FormFollowed, FormInUse
from services.registration.contest.forms.models import Shown


def publish_form(session: Session, caller: Identity, slug: str, document: Content) -> Shown:
    """Publish the form; what is not handed in moves to it, and the leaders of what it touches are told.

    Raises FormFollowed, and as `put_form`.
    """
    if current_form(session, slug).is_followed:
        raise FormFollowed
    saved = put_form(session, caller, slug, document)
    if saved.before is not None and session.scalar(select(exists().where(Entry.edition == slug))):
        begin_following(session, find_edition(session, slug))
    return saved


def refuse_unasked(session: Session, found: Manuscript) -> None:
    """Raise FormInUse where publishing makes a new version of a form that teams fill in."""
    if not found.is_changed or not current_form(session, found.subject).in_use:
        return
    raise FormInUse(drafts=_count(session, found.subject, submitted=False))


def form_effect(session: Session, found: Manuscript) -> dict[str, Any]:
    """What publishing the draft would do: to the form, and to the entries of those who fill it in."""
    current, edition = current_form(session, found.subject), session.get(Edition, found.subject)
    before = read(current.document.encode())
    new = so_far(found.draft.content).during().offering(own_choices(session, found.subject))
    touched = _touched(session, edition, new, before) if edition and found.is_changed and current.in_use else {}
    return {
        "version": current.version,
        "in_use": current.in_use,
        "drafts": _count(session, found.subject, submitted=False),
        "submitted": _count(session, found.subject, submitted=True),
        "behind": count_behind(session, current),
        "changes": differences(as_asked(edition, before) if edition else before, new),
        **touched,
    }


def _count(session: Session, edition: str, *, submitted: bool) -> int:
    counted = select(func.count()).where(Entry.edition == edition)
    return session.scalar(counted.where((Entry.state == SUBMITTED) == submitted)) or 0


def _touched(session: Session, edition: Edition, new: Form, before: Form) -> dict[str, Any]:
    """What leaders would have to look at, by what is asked and why; and how many would be told."""
    steps, own = Steps(session, edition, new), Entry.edition == edition.slug
    drafts, handed_in = count_touched(session, [own, BEING_WRITTEN], steps), 0
    if may_change(edition) and not edition.judging_began:
        earlier = Steps(session, edition, as_asked(edition, before))
        handed_in = count_touched(session, [own, not_(BEING_WRITTEN)], steps, earlier).entries
    touched = [
        {"label": str(one.label), "why": str(EFFECTS[one.why]), "drafts": count}
        for one, count in drafts.fields.most_common()
    ]
    told = drafts.entries + handed_in if may_change(edition) else 0
    return {"touched": touched, "touched_submitted": handed_in, "told": told}
