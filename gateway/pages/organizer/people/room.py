"""The workplace for people and roles, listed."""

from flask_babel import lazy_gettext as _l

from contracts.roles import ADMIN, OVERSEEING
from gateway.pages.organizer.people import grants, invitations, many_invitations, people, scopes
from gateway.shell.rooms import Room
from gateway.shell.workplaces import Item, Workplace

ROOM = Room(
    pages=(people.blp, grants.blp, invitations.blp, many_invitations.blp),
    setups=(scopes.init_app,),
    workplace=Workplace(
        _l("人员"),
        (ADMIN, *OVERSEEING),
        (Item(_l("人员与角色"), "people.accounts"), Item(_l("邀请"), "invitations.listing")),
        office=True,
    ),
)
