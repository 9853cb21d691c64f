"""The outreach workplace, listed."""

from gateway.pages.organizer.outreach import cancellation
from gateway.shell.rooms import Room

ROOM = Room(pages=(cancellation.blp,))
