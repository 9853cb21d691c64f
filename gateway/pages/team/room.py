"""The pages of teams, listed."""

from gateway.pages.team import entries, files, resumable, submissions
from gateway.shell.rooms import Room

ROOM = Room(pages=(entries.blp, submissions.blp, files.blp, resumable.blp))
