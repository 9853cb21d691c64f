"""The pages of volunteers, listed."""

from gateway.pages.volunteer import calendar, shifts
from gateway.shell.rooms import Room

ROOM = Room(pages=(shifts.blp, calendar.blp))
