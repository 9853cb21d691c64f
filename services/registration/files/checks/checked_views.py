"""Views that need to know what files are: what was uploaded just now is opened before they begin."""

import functools
from collections.abc import Callable, Sequence
from typing import Any, TypeVar, cast

from chassis.http import request_session
from services.registration.config import own_settings
from services.registration.files.checks.checking import Settled, check_soon

View = TypeVar("View", bound=Callable[..., Any])


def checked_first(unchecked: Callable[..., Sequence[tuple[str, str]]], *, settled: Settled) -> Callable[[View], View]:
    """Open what was uploaded just now before the view has its transaction: nobody waits for the worker to do it.

    `unchecked` is asked with a session and with what the address of the view names.
    """

    def decorated(view: View) -> View:
        @functools.wraps(view)
        def checked(**place: Any) -> Any:
            with request_session.database().read() as reader:
                waiting = unchecked(reader, **place)
            check_soon(request_session.database(), own_settings(), waiting, settled=settled)
            return view(**place)

        return cast(View, checked)

    return decorated
