"""The contest's workplace, listed."""

from gateway.pages.organizer.contest import assignment, dates, entries, panels, publishing, ranking
from gateway.shell.rooms import Room

ROOM = Room(pages=(entries.blp, panels.blp, assignment.blp, ranking.blp, publishing.blp, dates.blp))
