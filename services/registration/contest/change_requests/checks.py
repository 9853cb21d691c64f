"""Whether a change can be asked for now, and what still stops one."""

from collections.abc import Collection

from sqlalchemy.orm import Session

from chassis import clock
from chassis.forms.files import CHECKING, unready
from chassis.http.auth import Identity
from services.registration.contest.change_requests import errors
from services.registration.contest.change_requests.asked import TEAM, Asked, asked_of, staying, team_rows
from services.registration.contest.change_requests.models import DRAFT, EVIDENCE, ChangeRequest
from services.registration.contest.entries.clashes import elsewhere_of
from services.registration.contest.entries.completeness import TITLE_TAKEN, form_of, is_title_taken
from services.registration.contest.entries.models import SUBMITTED, Entry
from services.registration.contest.entries.standing import handed_in, version_of
from services.registration.contest.papers.models import stored_files
from services.registration.contest.teams import rules

REASON = "@reason"
"""Where errors about the reason stand, beside the fields of the form."""
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


def asked_in(session: Session, request: ChangeRequest, rows: Collection[str] | None = None) -> Asked:
    """The entry as the request, or these rows of it, would have it, beside the version that it asks to change.

    That is the one of now, for a draft.
    """
    known = None if request.state == DRAFT else version_of(session, request.entry_id, request.version)
    stands = known or handed_in(session, request.entry)
    return asked_of(form_of(session, stands), stands, request, rows)


def lacking(session: Session, caller: Identity, request: ChangeRequest, asked: Asked) -> rules.Errors:
    """Everything that stops what is asked for, by field, in words for the caller."""
    entry = request.entry
    found = dict(asked.examined.errors)
    for slot in asked.form.slots:
        if slot.key in asked.fields and slot.key not in request.files and slot.key not in found:
            found[slot.key] = [errors.NO_FILE.body()]
    for key, paper in request.replacements.items():
        if key in asked.fields and key not in found and (wrong := unready(stored_files([paper])[key])):
            found[key] = [error.body() for error in wrong if paper.state == CHECKING]
    if "title" not in found and is_title_taken(session, entry, str(asked.answers.get("title") or "")):
        found["title"] = [TITLE_TAKEN.body()]
    if len(request.reason.strip()) < LEAST_REASON:
        found[REASON] = [errors.NO_REASON.body()]
    if wrong := unready(stored_files(request.evidence).get(EVIDENCE, ())):
        found["@evidence"] = [error.body() for error in wrong]
    return found | _lacking_team(session, caller, entry, asked)


def _lacking_team(session: Session, caller: Identity, entry: Entry, asked: Asked) -> rules.Errors:
    """What is wrong with the team as it would be, under the rows that are decided."""
    if asked.team is None and not asked.joining:
        return {}
    rows = asked.team if asked.team is not None else team_rows(entry.team)
    people = staying(entry.team, rows)
    if len(people) != len(rows) or not any(one.leads for one in people):
        return {TEAM: [errors.WRONG_TEAM.body()]}
    if not all(row["name"] for row in rows):
        return {TEAM: [errors.NO_NAME.body()]}
    home = entry.home
    reader = rules.Reader(caller.account_id, oversees=caller.oversees(home.scope))
    others = elsewhere_of(session, entry, {one.account_id for one in asked.joining})
    found = rules.lacking(home.team_rules, [*people, *asked.joining])
    return found | rules.clashing(home.team_rules, asked.joining, others, reader)
