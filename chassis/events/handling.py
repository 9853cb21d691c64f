"""What a handler may ask about the event it applies: its id, its source and when it happened."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from sqlalchemy.orm import Session

from chassis.events.bus import Message

_KEY = "egret_message"


@contextmanager
def handling(session: Session, message: Message) -> Iterator[None]:
    """Let the handlers called inside know which message their event came in."""
    session.info[_KEY] = message
    try:
        yield
    finally:
        session.info.pop(_KEY, None)


def message(session: Session) -> Message:
    """The message whose event is being applied. Its id is the key to make an effect happen once.

    Raises LookupError outside `handling`.
    """
    if _KEY not in session.info:
        raise LookupError("no event is being handled")
    return cast(Message, session.info[_KEY])
