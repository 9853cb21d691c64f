"""The contest's workplace, listed."""

from flask_babel import lazy_gettext as _l

from contracts.roles import OVERSEEING, SCREENER
from contracts.scopes import EDITION
from gateway.pages.organizer.contest import (
    assignment,
    assignment_plan,
    contests,
    dates,
    edition_editor,
    edition_files,
    edition_list,
    edition_page,
    edition_preview,
    entry_list,
    marks_table,
    panels,
    ranking,
    rubric_beginning,
    rubric_editor,
    stage_list,
)
from gateway.pages.organizer.contest.asked import (
    answer_publication,
    change_decision,
    change_desk,
    question_desk,
    question_sheet,
)
from gateway.pages.organizer.contest.entry_form import pages as entry_form
from gateway.pages.organizer.contest.judges import conflict_list, judge_list
from gateway.pages.organizer.contest.organisations import organisation_list, organisation_merge, organisation_page
from gateway.pages.organizer.contest.results import (
    advance,
    amendment,
    awards,
    decision,
    decision_list,
    result_version,
    stage_result,
)
from gateway.pages.organizer.contest.winners import own_winners, winner_pictures, winner_table
from gateway.shell.rooms import Room
from gateway.shell.workplaces import Item, Workplace

WORKPLACE = Workplace(
    _l("大赛"),
    (SCREENER, *OVERSEEING),
    (
        Item(_l("届次设置"), "edition_list.listing", waits="editions"),
        Item(_l("大赛名称与标识"), "contests.listing"),
        Item(_l("赛程时间"), "dates.listing"),
        Item(_l("参赛项目"), "entry_list.listing", under=("/organizer/entries", "/entries"), waits="entries"),
        Item(_l("单位档案"), "organisation_list.listing", under=("/organizer/organisations",)),
        Item(_l("变更申请"), "change_desk.listing", under=("/organizer/changes",), waits="changes"),
        Item(_l("提问"), "question_desk.listing", under=("/organizer/questions",), waits="questions"),
        Item(_l("评审设置"), "stage_list.listing", under=("/organizer/stages",)),
        Item(_l("评委名单"), "judge_list.listing"),
        Item(_l("利害关系与回避"), "conflict_list.listing"),
        Item(
            _l("评委分配"),
            "panels.listing",
            under=("/organizer/assignments", "/organizer/plans", "/organizer/marks"),
            waits="judging",
        ),
        Item(_l("排名与成绩"), "ranking.listing", under=("/organizer/ranking", "/organizer/results")),
        Item(_l("决定"), "decision_list.listing", waits="decisions"),
    ),
    office=True,
    kind=EDITION,
)

ROOM = Room(
    pages=(
        *(contests.blp, edition_list.blp, edition_page.blp, edition_preview.blp),
        *(edition_editor.blp, entry_form.blp, edition_files.blp),
        *(own_winners.blp, winner_table.blp, winner_pictures.blp),
        dates.blp,
        *(stage_list.blp, rubric_beginning.blp, rubric_editor.blp),
        *(change_desk.blp, change_decision.blp, question_desk.blp, question_sheet.blp, answer_publication.blp),
        *(organisation_list.blp, organisation_page.blp, organisation_merge.blp),
        *(judge_list.blp, conflict_list.blp),
        *(entry_list.blp, panels.blp, assignment.blp, assignment_plan.blp, marks_table.blp, ranking.blp),
        *(stage_result.blp, result_version.blp, amendment.blp, advance.blp, awards.blp),
        *(decision_list.blp, decision.blp),
    ),
    workplace=WORKPLACE,
)
