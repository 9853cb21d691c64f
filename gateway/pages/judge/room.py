"""The pages of judges, listed."""

from gateway.pages.judge import sheets
from gateway.shell.rooms import Room

ROOM = Room(pages=(sheets.blp,))
