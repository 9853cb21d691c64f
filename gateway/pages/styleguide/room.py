"""The style guide, listed."""

from gateway.pages.styleguide import page, sample_editor
from gateway.shell.rooms import Room

ROOM = Room(pages=(page.blp, sample_editor.blp))
