"""The outreach workplace, listed."""

from flask_babel import lazy_gettext as _l

from contracts.roles import OVERSEEING
from contracts.scopes import EVENT
from gateway.pages.organizer.outreach import (
    event_cancellation,
    event_editor,
    event_list,
    event_series,
    series_days,
    shift_table,
)
from gateway.shell.rooms import Room
from gateway.shell.workplaces import Item, Workplace

EVENTS = ("/organizer/events", "/coordinator")
"""Addresses of pages about events: the rosters are shared with coordinators."""

ROOM = Room(
    pages=(
        event_list.blp,
        event_editor.blp,
        event_cancellation.blp,
        event_series.blp,
        series_days.blp,
        shift_table.blp,
    ),
    workplace=Workplace(
        _l("宣传周"),
        OVERSEEING,
        (Item(_l("活动与班次"), "event_list.listing", under=EVENTS, waits="events"),),
        office=True,
        kind=EVENT,
    ),
)
