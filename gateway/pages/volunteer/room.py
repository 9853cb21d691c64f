"""The pages of volunteers, listed."""

from gateway.pages.volunteer import shift_calendar, shifts
from gateway.shell.rooms import Room

ROOM = Room(pages=(shifts.blp, shift_calendar.blp))
