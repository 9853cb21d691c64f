"""The one table of who is told what. Read it top to bottom to know everything notify says."""

from collections.abc import Mapping

from contracts.events import Event
from contracts.gateway import ComplaintReceived, DeviceFirstSeen, ExportReady, SafeguardChanged
from contracts.judging import AssignmentMade, AssignmentRemoved, SheetSubmitted
from contracts.notify import DeliveryFailed
from contracts.registration import (
    ArticlePublished,
    EntrySubmitted,
    EntryWithdrawn,
    SignupCancelled,
    SignupConfirmed,
    SignupPromoted,
    SignupWaitlisted,
)
from contracts.roles import ORGANIZER
from contracts.scopes import Scope
from services.notify.templates.models import Belonging, Person, Reaction, Role, Telling

ORGANIZERS = Role(ORGANIZER)
LEADER = Person("leader_id")
JUDGE = Person("judge_id")
PERSON = Person("account_id")
EDITION, EVENT = Belonging("edition", Scope.edition), Belonging("event_slug", Scope.event)


def _signup(template: str) -> Reaction:
    return Reaction(
        activity=template,
        link="/organizer/activity",
        scope=EVENT,
        about="account_id",
        told=(
            Telling(to=PERSON, template=f"{template}.volunteer", link="/volunteer"),
            Telling(to=ORGANIZERS, template=template),
        ),
    )


REACTIONS: Mapping[type[Event], Reaction] = {
    EntrySubmitted: Reaction(
        activity="entry.submitted",
        link="/entries/{entry_id}",
        scope=EDITION,
        about="leader_id",
        told=(
            Telling(to=LEADER, template="entry.submitted.leader"),
            Telling(to=ORGANIZERS, template="entry.submitted"),
        ),
    ),
    EntryWithdrawn: Reaction(
        activity="entry.withdrawn",
        link="/entries/{entry_id}",
        scope=EDITION,
        about="leader_id",
        told=(
            Telling(to=LEADER, template="entry.withdrawn.leader"),
            Telling(to=ORGANIZERS, template="entry.withdrawn"),
        ),
    ),
    SignupConfirmed: _signup("signup.confirmed"),
    SignupWaitlisted: _signup("signup.waitlisted"),
    SignupPromoted: _signup("signup.promoted"),
    SignupCancelled: _signup("signup.cancelled"),
    ArticlePublished: Reaction(activity="article.published", link="/organizer/articles/{article_id}"),
    AssignmentMade: Reaction(
        activity="assignment.made",
        link="/organizer/assignments?stage={stage_key}",
        scope=EDITION,
        about="judge_id",
        told=(Telling(to=JUDGE, template="assignment.made.judge", link="/judging/{assignment_id}"),),
    ),
    AssignmentRemoved: Reaction(
        activity="assignment.removed",
        link="/organizer/assignments",
        scope=EDITION,
        about="judge_id",
        told=(Telling(to=JUDGE, template="assignment.removed.judge", link="/judging"),),
    ),
    SheetSubmitted: Reaction(
        activity="sheet.submitted",
        link="/organizer/ranking?stage={stage_key}",
        scope=EDITION,
        about="judge_id",
        told=(
            Telling(to=JUDGE, template="sheet.submitted.judge", link="/judging/{assignment_id}", email=False),
            Telling(to=ORGANIZERS, template="sheet.submitted"),
        ),
    ),
    ComplaintReceived: Reaction(
        activity="complaint.received",
        link="/organizer/complaints/{complaint_id}",
        told=(Telling(to=ORGANIZERS, template="complaint.received"),),
    ),
    DeviceFirstSeen: Reaction(
        activity="",
        link="/account/sessions",
        told=(Telling(to=PERSON, template="device.first-seen"),),
    ),
    SafeguardChanged: Reaction(
        activity="",
        link="/account",
        told=(Telling(to=PERSON, template="safeguard.changed"),),
    ),
    ExportReady: Reaction(
        activity="",
        link="/account/data",
        about="account_id",
        told=(Telling(to=PERSON, template="export.ready.person"),),
    ),
    DeliveryFailed: Reaction(
        activity="delivery.failed",
        link="/organizer/people",
        about="account_id",
        told=(Telling(to=ORGANIZERS, template="delivery.failed", email=False),),
    ),
}
"""A failed e-mail is told in the app only, or a broken mail server would write to itself for ever."""
