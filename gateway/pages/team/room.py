"""The pages of teams, listed."""

from flask_babel import lazy_gettext as _l

from contracts.roles import LEADER
from gateway.pages.team import (
    entries,
    entry_preview,
    entry_versions,
    files,
    joint_applicants,
    joint_requests,
    known_organisations,
    questions,
    receipts,
    resumable,
    screening_result,
    submissions,
    team_invitations,
    team_order,
    team_places,
    teams,
)
from gateway.pages.team.changes import (
    change_files,
    change_people,
    change_requests,
    change_scope,
    change_team,
    change_uploads,
    joinings,
)
from gateway.shell.rooms import Room
from gateway.shell.workplaces import Item, Workplace

ROOM = Room(
    pages=(
        entries.blp,
        submissions.blp,
        entry_versions.blp,
        entry_preview.blp,
        receipts.blp,
        screening_result.blp,
        *(change_requests.blp, change_scope.blp, change_team.blp, change_people.blp, change_files.blp),
        change_uploads.blp,
        joinings.blp,
        questions.blp,
        files.blp,
        resumable.blp,
        teams.blp,
        team_places.blp,
        team_order.blp,
        team_invitations.blp,
        known_organisations.blp,
        joint_applicants.blp,
        joint_requests.blp,
    ),
    workplace=Workplace(_l("参赛"), (LEADER,), (Item(_l("我的参赛"), "entries.mine"),)),
)
