"""The contest's workplace, listed."""

from gateway.pages.organizer.contest import entries, judging, publishing
from gateway.shell.rooms import Room

ROOM = Room(pages=(entries.blp, judging.blp, publishing.blp))
