"""Who is told how the screening of an entry goes: a part of the table in `reactions.py`."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from contracts.events import Event
from contracts.screening import CorrectionAsked, CorrectionDue, EntryScreened, RefusalAnswered
from services.notify.rules.audiences import ADVISORS, EDITION, LEADER, MEMBERS, ORGANIZERS
from services.notify.rules.models import Reaction, Telling, Way

SCREENING: Mapping[type[Event], Reaction] = {
    CorrectionAsked: Reaction(
        title=_l("补正通知"),
        activity="correction.asked",
        place="screening result",
        scope=EDITION,
        told=tuple(Telling(to=who, template="correction.asked") for who in (LEADER, MEMBERS, ADVISORS)),
    ),
    CorrectionDue: Reaction(
        title=_l("补正即将截止"),
        activity="",
        place="screening result",
        scope=EDITION,
        told=tuple(Telling(to=who, template="correction.due") for who in (LEADER, MEMBERS)),
    ),
    EntryScreened: Reaction(
        title=_l("形式审查结果"),
        activity="entry.screened",
        place="screening result",
        scope=EDITION,
        told=tuple(Telling(to=who, template="entry.screened") for who in (LEADER, MEMBERS, ADVISORS)),
    ),
    RefusalAnswered: Reaction(
        title=_l("收到申辩"),
        activity="refusal.answered",
        place="screening",
        scope=EDITION,
        told=(
            Telling(to=LEADER, template="refusal.received", place="screening result", way=Way.APP),
            Telling(to=ORGANIZERS, template="refusal.answered"),
        ),
    ),
}
