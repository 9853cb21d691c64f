"""Where the person who looks can be reached, as they have proven: whose an invitation is, and whose it is not."""

from chassis.http import auth, request_session
from gateway.accounts.actions import find_account


def own_addresses() -> list[str]:
    """The e-mail address and mobile number of the person's account; none of somebody who is not signed in."""
    if not auth.identity().known:
        return []
    with request_session.database().read() as session:  # not the request's: what follows writes on its own
        own = find_account(session, auth.identity().account_id)
        return [address for address in (own.email, own.mobile) if address]
