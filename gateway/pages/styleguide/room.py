"""The style guide, listed."""

from gateway.pages.styleguide import page
from gateway.shell.rooms import Room

ROOM = Room(pages=(page.blp,))
