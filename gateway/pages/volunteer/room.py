"""The pages of volunteers, listed."""

from gateway.pages.volunteer import shifts
from gateway.shell.rooms import Room

ROOM = Room(pages=(shifts.blp,))
