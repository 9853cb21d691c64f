"""The pages of event coordinators, listed."""

from gateway.pages.coordinator import rosters
from gateway.shell.rooms import Room

ROOM = Room(pages=(rosters.blp,))
