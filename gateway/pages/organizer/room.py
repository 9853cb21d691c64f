"""The organizing office: its desk and its workplaces, listed."""

from flask_babel import lazy_gettext as _l

from contracts.roles import OVERSEEING
from gateway.pages.organizer import desk, palette, search
from gateway.pages.organizer.contest.room import ROOM as CONTEST
from gateway.pages.organizer.operations.room import ROOM as OPERATIONS
from gateway.pages.organizer.outreach.room import ROOM as OUTREACH
from gateway.pages.organizer.people.room import ROOM as PEOPLE
from gateway.pages.organizer.screening.room import ROOM as SCREENING
from gateway.pages.organizer.site.room import ROOM as SITE
from gateway.shell.rooms import Room
from gateway.shell.workplaces import Item, Workplace

ROOM = Room(
    pages=(desk.blp, search.blp, palette.blp),
    rooms=(CONTEST, SCREENING, OUTREACH, PEOPLE, SITE, OPERATIONS),
    workplace=Workplace(
        _l("组委会"), OVERSEEING, (Item(_l("工作台"), "desk.show", under=("/organizer",)),), office=True
    ),
)
