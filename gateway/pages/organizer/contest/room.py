"""The contest's workplace, listed."""

from gateway.pages.organizer.contest import (
    assignment,
    dates,
    edition_editor,
    edition_files,
    edition_list,
    edition_page,
    entries,
    panels,
    publishing,
    ranking,
)
from gateway.shell.rooms import Room

ROOM = Room(
    pages=(
        *(edition_list.blp, edition_page.blp, edition_editor.blp, edition_files.blp, dates.blp, publishing.blp),
        *(entries.blp, panels.blp, assignment.blp, ranking.blp),
    )
)
