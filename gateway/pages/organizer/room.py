"""The organizing office: its desk and its workplaces, listed."""

from gateway.pages.organizer import desk, palette, search
from gateway.pages.organizer.contest.room import ROOM as CONTEST
from gateway.pages.organizer.operations.room import ROOM as OPERATIONS
from gateway.pages.organizer.outreach.room import ROOM as OUTREACH
from gateway.pages.organizer.people.room import ROOM as PEOPLE
from gateway.pages.organizer.site.room import ROOM as SITE
from gateway.shell.rooms import Room

ROOM = Room(pages=(desk.blp, search.blp, palette.blp), rooms=(CONTEST, OUTREACH, PEOPLE, SITE, OPERATIONS))
