"""The workplace for the public site, listed."""

from gateway.pages.organizer.site import article_editor, article_list, complaints
from gateway.shell.rooms import Room

ROOM = Room(
    pages=(article_list.blp, article_editor.blp, complaints.blp),
)
