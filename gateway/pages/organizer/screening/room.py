"""The workplace of screening, listed."""

from flask_babel import lazy_gettext as _l

from contracts.scopes import EDITION
from gateway.pages.organizer.screening import likeness_list, likeness_pair, screening_queue, screening_sheet
from gateway.pages.organizer.screening.screeners import READERS
from gateway.shell.rooms import Room
from gateway.shell.workplaces import Item, Workplace

ROOM = Room(
    pages=(screening_queue.blp, screening_sheet.blp, likeness_list.blp, likeness_pair.blp),
    workplace=Workplace(
        _l("形式审查"),
        READERS,
        (
            Item(_l("审查队列"), "screening_queue.listing", under=("/organizer/screening",), waits="screening"),
            Item(_l("相似项目"), "likeness_list.listing", waits="likenesses"),
        ),
        office=True,
        kind=EDITION,
    ),
)
