"""An invitation as an e-mail, handed to notify at once: its link is a secret and stands nowhere else."""

from flask import url_for
from flask_babel import force_locale

from chassis.http.errors import Problem
from chassis.words.languages import LOCALES
from gateway.accounts.identifiers import EMAIL, Identifier
from gateway.invitations.models import Invitation
from gateway.pages.organizer.people import scopes
from gateway.pages.signin import secret_messages
from gateway.shell.display import ROLES


def link_of(secret: str) -> str:
    """The path that the invitation opens at."""
    return url_for("invitations.show", secret=secret)


def send(made: Invitation, link: str, locale: str) -> bool:
    """Hand the e-mail to notify; False where it cannot be sent now, so that the link is copied instead."""
    chosen = locale if locale in LOCALES else LOCALES[0]
    with force_locale(chosen):
        facts = {"role": str(ROLES[made.role]), "scope": scopes.name_of(made.scope, scopes.names())}
    try:
        secret_messages.deliver("invitation", chosen, Identifier(EMAIL, made.email or ""), link=link, name="", **facts)
    except Problem:
        return False
    return True
