"""Buttons that do something at once: done and said, or refused and said why, on the page one comes back to."""

from collections.abc import Callable, Collection

from flask import flash

from chassis.http.client import Refused
from gateway.clients import calls
from gateway.forms.saving import SHOWN_AGAIN


def press(act: Callable[[], object], said: str, *, among: Collection[int] = SHOWN_AGAIN) -> None:
    """Do it and say so, or say why not. Raises Refused as `tell`."""
    try:
        act()
    except Refused as refused:
        tell(refused, among=among)
    else:
        flash(said, "success")


def tell(refused: Refused, *, among: Collection[int] = SHOWN_AGAIN, kind: str = "danger") -> None:
    """Say why something was not done, where its status is `among` those that a person can do something about.

    Raises the refusal where it is none of them.
    """
    if refused.status not in among:
        raise refused
    flash(calls.sentence(refused), kind)
