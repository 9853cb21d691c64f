"""The style guide, listed."""

from gateway.pages.styleguide import sample_editor, styleguide
from gateway.shell.rooms import Room

ROOM = Room(pages=(styleguide.blp, sample_editor.blp))
