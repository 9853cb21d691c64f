"""Who is told what teams ask of the office, and what it answers: a part of the table in `reactions.py`."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from contracts.change_requests import AdditionAnswered, ChangeDecided, ChangeRequested
from contracts.events import Event
from contracts.questions import QuestionAnswered, QuestionAsked
from services.notify.rules.audiences import ADVISORS, EDITION, LEADER, MEMBERS, ORGANIZERS, PERSON
from services.notify.rules.models import Reaction, Telling, Way

ASKING: Mapping[type[Event], Reaction] = {
    ChangeRequested: Reaction(
        title=_l("变更申请"),
        activity="change.requested",
        place="own change",
        scope=EDITION,
        about="leader_id",
        told=(
            *(Telling(to=who, template="change.requested.team", way=Way.APP) for who in (LEADER, MEMBERS)),
            Telling(to=ORGANIZERS, template="change.requested", place="change", way=Way.DAILY),
        ),
    ),
    ChangeDecided: Reaction(
        title=_l("变更申请结果"),
        activity="change.decided",
        place="own change",
        scope=EDITION,
        told=tuple(Telling(to=who, template="change.decided") for who in (LEADER, MEMBERS, ADVISORS)),
    ),
    AdditionAnswered: Reaction(
        title=_l("变更新增人员答复"),
        activity="",
        place="own change",
        scope=EDITION,
        told=(Telling(to=LEADER, template="change-addition.answered"),),
    ),
    QuestionAsked: Reaction(
        title=_l("提问"),
        activity="question.asked",
        place="asked question",
        scope=EDITION,
        about="account_id",
        told=(Telling(to=ORGANIZERS, template="question.asked", way=Way.DAILY),),
    ),
    QuestionAnswered: Reaction(
        title=_l("提问答复"),
        activity="",
        place="own question",
        scope=EDITION,
        told=tuple(Telling(to=who, template="question.answered") for who in (PERSON, LEADER, MEMBERS)),
    ),
}
