"""The pages of event coordinators, listed."""

from flask_babel import lazy_gettext as _l

from contracts.roles import COORDINATOR
from gateway.pages.coordinator import rosters
from gateway.shell.rooms import Room
from gateway.shell.workplaces import Item, Workplace

ROOM = Room(
    pages=(rosters.blp,),
    workplace=Workplace(_l("带队"), (COORDINATOR,), (Item(_l("我带队的活动"), "rosters.mine"),)),
)
