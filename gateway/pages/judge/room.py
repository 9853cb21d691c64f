"""The pages of judges, listed."""

from flask_babel import lazy_gettext as _l

from contracts.roles import JUDGE
from gateway.pages.judge import comparison, declaration, judge_profile, mark_table, recusal, sheet_drawing, sheets
from gateway.shell.rooms import Room
from gateway.shell.workplaces import Item, Workplace

ROOM = Room(
    pages=(sheets.blp, mark_table.blp, comparison.blp, declaration.blp, judge_profile.blp, recusal.blp),
    setups=(sheet_drawing.init_app,),
    workplace=Workplace(
        _l("评审"),
        (JUDGE,),
        (Item(_l("我的评审"), "sheets.assignments"), Item(_l("评委资料"), "judge_profile.show")),
    ),
)
