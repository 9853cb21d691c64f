"""What waits for somebody, one line each: how many of what, how long already or by when, and where one acts."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import escape

from chassis import clock
from gateway.shell.times import local
from gateway.shell.whole_dates import deadline, left


@dataclass(frozen=True)
class Todo:
    """One line. The number stands before the text, which reads on from it."""

    count: int | None
    """None where nothing is counted: the text is a sentence."""
    text: str
    address: str
    action: str
    """What the button says."""
    detail: str = ""
    urgent: bool = False
    """Whether something has gone wrong already, or soon will."""
    waits: str = ""
    """The entry of the navigation behind which it waits, by the word of `Item.waits`."""


def by_entry(todos: Iterable[Todo]) -> Mapping[str, int]:
    """How much waits behind each entry of the navigation."""
    found: Counter[str] = Counter()
    for one in todos:
        if one.waits:
            found[one.waits] += one.count or 1
    return found


def age(since: datetime) -> str:
    """How long ago, as people count: 2 天, 6 小时, 5 分钟."""
    minutes = max(1, int((clock.now() - since).total_seconds() // 60))
    if minutes < 60:
        return str(ngettext("%(num)d 分钟", "%(num)d 分钟", minutes))
    if minutes < 48 * 60:
        return str(ngettext("%(num)d 小时", "%(num)d 小时", minutes // 60))
    days = (local(clock.now()).date() - local(since).date()).days
    return str(ngettext("%(num)d 天", "%(num)d 天", days))


def waited(since: datetime | None) -> str:
    """How long the oldest of several has waited; empty where that is not known."""
    return str(_("最早的已等 %(age)s", age=age(since))) if since else ""


def due_by(at: datetime) -> str:
    """By when, an exclusive end, and how long that is."""
    return escape(_("截止 %(deadline)s（%(left)s）")) % {"deadline": deadline(at), "left": left(at)}


def full_shift(post: str, waiting: int, address: str, detail: str) -> Todo:
    """People wait for a place on a shift that is full."""
    text = ngettext("人候补“%(post)s”，名额已满", "人候补“%(post)s”，名额已满", waiting, post=post)
    return Todo(waiting, text, address, _("看名单"), detail, waits="events")
