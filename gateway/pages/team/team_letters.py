"""An invitation to a team as a letter: sent at once, stored nowhere, and no more of them than anybody needs."""

from flask import url_for
from flask_babel import force_locale

from chassis.http import auth, request_session
from chassis.http.errors import Problem
from gateway.accounts.identifiers import Identifier
from gateway.clients.registration.teams import TeamLink
from gateway.credentials import limits
from gateway.credentials.limits import Limit, key
from gateway.editions.lookup import edition_of
from gateway.pages.signin import secret_messages
from gateway.pages.team.team_forms import ROLES
from gateway.shell.display import language, named
from gateway.shell.times import moment

DAY = 86400
BY_SENDER, TO_ADDRESS = 40, 5
"""Letters a day: of one sender, and to one address from whomever."""


def path_of(link: TeamLink) -> str:
    """The path that the invitation opens at."""
    return url_for("team_invitations.show", secret=link.secret)


def send(link: TeamLink) -> bool:
    """Send the invitation to its address; False where it cannot leave now, so that the link is handed on instead.

    It says what for, which role and until when, and nothing that the leader typed: its reader may be anybody.
    """
    to, locale = Identifier(link.channel, link.address), language()
    with force_locale(locale):
        facts = {
            "role": str(ROLES[link.role]),
            "edition": named(edition_of(link)),
            "until": moment(link.expires_at),
        }
    try:
        with request_session.database().write() as database:
            limits.spend(database, _limits(to))
        secret_messages.deliver("team.invitation", locale, to, link=path_of(link), **facts)
    except Problem:
        return False
    return True


def _limits(to: Identifier) -> list[Limit]:
    sender = str(auth.identity().account_id)
    return [
        Limit(key("team-letters", sender), BY_SENDER, DAY),
        Limit(key("team-letters-to", to.value), TO_ADDRESS, DAY),
    ]
