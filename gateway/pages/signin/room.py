"""The pages of signing in, listed."""

from gateway.pages.signin import codes, newcomers, second_step, signin
from gateway.shell.rooms import Room

ROOM = Room(pages=(signin.blp, second_step.blp, codes.blp, newcomers.blp))
