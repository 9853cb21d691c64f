"""Who is told what becomes of the team of an entry: a part of the table in `reactions.py`."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from contracts.events import Event
from contracts.teams import (
    EntryCommented,
    EntryDeleted,
    JointApplicantAnswered,
    TeamInvitationsUnanswered,
    TeamLeadChanged,
    TeamLeadDeclined,
    TeamLeaderLeft,
    TeamLeadOffered,
    TeamMemberConfirmed,
    TeamMemberDeclined,
    TeamMemberLeft,
    TeamMemberRemoved,
)
from services.notify.rules.audiences import EDITION, LEADER, ORGANIZERS, PERSON, READERS, SUCCESSOR
from services.notify.rules.models import People, Person, Reaction, Telling


def _told(title: str, template: str, to: Person | People, place: str = "team") -> Reaction:
    """What became of a team, told to one of its people."""
    return Reaction(
        title=title,
        activity="",
        place=place,
        scope=EDITION,
        about="account_id",
        told=(Telling(to=to, template=template),),
    )


TEAMS: Mapping[type[Event], Reaction] = {
    TeamMemberConfirmed: _told(_l("团队成员确认"), "team-member.confirmed", LEADER),
    TeamMemberDeclined: Reaction(
        title=_l("谢绝团队邀请"),
        activity="",
        place="team",
        scope=EDITION,
        told=(Telling(to=LEADER, template="team-member.declined"),),
    ),
    TeamMemberLeft: _told(_l("退出团队"), "team-member.left", LEADER),
    TeamMemberRemoved: _told(_l("移出团队"), "team-member.removed", PERSON, place="own entries"),
    TeamInvitationsUnanswered: Reaction(
        title=_l("团队邀请未确认"),
        activity="",
        place="team",
        scope=EDITION,
        told=(Telling(to=LEADER, template="team-invitations.unanswered"),),
    ),
    JointApplicantAnswered: Reaction(
        title=_l("联合申报单位答复"),
        activity="",
        place="joint applicants",
        scope=EDITION,
        told=(Telling(to=LEADER, template="joint-applicant.answered"),),
    ),
    TeamLeadOffered: Reaction(
        title=_l("移交负责人"),
        activity="",
        place="lead",
        scope=EDITION,
        about="leader_id",
        told=(Telling(to=PERSON, template="team-lead.offered"),),
    ),
    TeamLeadDeclined: _told(_l("谢绝担任负责人"), "team-lead.declined", LEADER),
    TeamLeadChanged: Reaction(
        title=_l("更换负责人"),
        activity="team-lead.changed",
        place="entry",
        scope=EDITION,
        about="leader_id",
        told=(Telling(to=Person("former_id"), template="team-lead.changed"),),
    ),
    TeamLeaderLeft: Reaction(
        title=_l("负责人注销账号"),
        activity="team-leader.left",
        place="entry",
        scope=EDITION,
        told=(
            Telling(to=SUCCESSOR, template="team-leader.left.successor", place="team"),
            Telling(to=ORGANIZERS, template="team-leader.left"),
        ),
    ),
    EntryCommented: _told(_l("指导意见"), "entry.commented", READERS, place="comments"),
    EntryDeleted: Reaction(
        title=_l("删除草稿"),
        activity="",
        place="own entries",
        scope=EDITION,
        about="leader_id",
        told=(Telling(to=READERS, template="entry.deleted"),),
    ),
}
