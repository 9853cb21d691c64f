"""The pages of one's own account, listed."""

from gateway.pages.account import (
    consents,
    contact,
    factors,
    inbox,
    landing,
    links,
    own_data,
    passkeys,
    password,
    profile,
    sessions,
)
from gateway.shell.rooms import Room

ROOM = Room(
    pages=(
        landing.blp,
        inbox.blp,
        profile.blp,
        contact.blp,
        factors.blp,
        passkeys.blp,
        password.blp,
        sessions.blp,
        consents.blp,
        own_data.blp,
    ),
    setups=(consents.init_app, factors.init_app, passkeys.init_app, links.init_app),
)
