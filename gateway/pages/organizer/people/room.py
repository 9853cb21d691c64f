"""The workplace for people and roles, listed."""

from gateway.pages.organizer.people import grants, invitations, many_invitations, people, scopes
from gateway.shell.rooms import Room

ROOM = Room(pages=(people.blp, grants.blp, invitations.blp, many_invitations.blp), setups=(scopes.init_app,))
