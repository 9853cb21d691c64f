"""When a delivery is tried again."""

import secrets
from datetime import timedelta

LEASE = timedelta(minutes=10)
"""How long a sender may take, at least."""
REWRITE = timedelta(minutes=1)
"""The same where sending again is harmless, so that a handful of files does not wait long for one who died."""
ANSWERS = 20
"""How many answers of the mail server fit into a lease; an attempt, even one that connects twice, waits for fewer."""
PAUSES = (10, 60, 300, 1800, 7200)
"""Seconds before the second, third … attempt."""
DOUBT = timedelta(minutes=30)
"""The pause before a delivery that may have arrived is sent once more."""
WAIT = timedelta(hours=24)
"""How long an address, or a mail server that cannot be reached, is waited for."""
STALE = timedelta(days=3)
"""What happened longer ago than this when it arrives here is not told by e-mail any more."""
QUIET = timedelta(minutes=10)
"""How long after a letter the next one about the same matter leaves, at the earliest."""
SPREAD = 0.2


def pause(attempts: int) -> timedelta:
    """The pause after this many attempts, up to a fifth longer so that many do not come back at one moment."""
    seconds = PAUSES[min(attempts, len(PAUSES)) - 1]
    return timedelta(seconds=seconds * secrets.SystemRandom().uniform(1, 1 + SPREAD))


def lease(timeout: float, *, repeatable: bool) -> timedelta:
    """How long a claim holds; `timeout` seconds are waited for each answer of the mail server."""
    return REWRITE if repeatable else max(LEASE, ANSWERS * timedelta(seconds=timeout))
