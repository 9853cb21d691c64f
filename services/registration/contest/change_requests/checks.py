"""Whether a change can be asked for now, and what still stops one."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from chassis import clock
from chassis.forms.files import unready
from services.registration.contest.change_requests import errors
from services.registration.contest.change_requests.asked import Asked, asked_of, staying
from services.registration.contest.change_requests.models import DRAFT, EVIDENCE, ChangeRequest
from services.registration.contest.entries.completeness import TITLE_TAKEN, form_of, is_title_taken
from services.registration.contest.entries.models import SUBMITTED, Entry
from services.registration.contest.entries.standing import handed_in, version_of
from services.registration.contest.papers.models import stored_files
from services.registration.contest.teams import rules

TEAM, REASON = "@team", "@reason"
"""Where errors about the team and the reason stand, beside the fields of the form."""
LEAST_REASON = 5
"""Characters of a reason."""


def refuse_closed(entry: Entry) -> None:
    """Raise NotHandedIn, NotYetClosed, ResultsPublic or CorrectionUnderWay where nothing changes on request now."""
    if entry.state != SUBMITTED:
        raise errors.NotHandedIn
    if clock.now() < entry.closes_at:
        raise errors.NotYetClosed
    if not entry.home.takes_changes:
        raise errors.ResultsPublic
    if entry.in_correction:
        raise errors.CorrectionUnderWay


def asked_in(session: Session, request: ChangeRequest) -> Asked:
    """The entry as the request would have it, beside the version that it asks to change: that of now, for a draft."""
    known = None if request.state == DRAFT else version_of(session, request.entry_id, request.version)
    stands = known or handed_in(session, request.entry)
    return asked_of(form_of(session, stands), stands, request)


def lacking(session: Session, request: ChangeRequest, asked: Asked) -> rules.Errors:
    """Everything that stops the request, by field."""
    entry = request.entry
    found = dict(asked.examined.errors)
    for slot in asked.form.slots:
        if slot.key in request.fields and slot.key not in request.files and slot.key not in found:
            found[slot.key] = [errors.NO_FILE.body()]
    if "title" not in found and is_title_taken(session, entry, str(asked.answers.get("title") or "")):
        found["title"] = [TITLE_TAKEN.body()]
    if len(request.reason.strip()) < LEAST_REASON:
        found[REASON] = [errors.NO_REASON.body()]
    if wrong := unready(stored_files(request.evidence).get(EVIDENCE, ())):
        found["@evidence"] = [error.body() for error in wrong]
    if request.team is not None:
        found |= _lacking_team(entry, request.team)
    return found


def _lacking_team(entry: Entry, rows: Sequence[Mapping[str, Any]]) -> rules.Errors:
    people = staying(entry.team, rows)
    if len(people) != len(rows) or not any(one.leads for one in people):
        return {TEAM: [errors.WRONG_TEAM.body()]}
    if not all(row["name"] for row in rows):
        return {TEAM: [errors.NO_NAME.body()]}
    wrong = [error for found in rules.lacking(entry.home.team_rules, people).values() for error in found]
    return {TEAM: wrong} if wrong else {}
