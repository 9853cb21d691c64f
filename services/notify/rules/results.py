"""Who is told of results and of what two people decide: a part of the table in `reactions.py`."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from contracts.awards import AwardsAnnounced
from contracts.events import Event
from contracts.judging import ResultSealed
from contracts.resolutions import ResolutionDecided, ResolutionProposed
from services.notify.rules.audiences import EDITION, ORGANIZERS, PROPOSER
from services.notify.rules.models import Reaction, Telling, Way

RESULTS: Mapping[type[Event], Reaction] = {
    ResolutionProposed: Reaction(
        title=_l("等待确认的决定"),
        activity="resolution.proposed",
        place="decision",
        scope=EDITION,
        about="proposed_by",
        told=(Telling(to=ORGANIZERS, template="resolution.proposed"),),
    ),
    ResolutionDecided: Reaction(
        title=_l("决定的结果"),
        activity="resolution.decided",
        place="decision",
        scope=EDITION,
        about="decided_by",
        told=(Telling(to=PROPOSER, template="resolution.decided"),),
    ),
    AwardsAnnounced: Reaction(
        title=_l("公告获奖名单"),
        activity="awards.announced",
        place="winners",
        scope=EDITION,
        told=(Telling(to=ORGANIZERS, template="awards.announced", way=Way.DAILY),),
    ),
    ResultSealed: Reaction(
        title=_l("成绩封存"),
        activity="result.sealed",
        place="stage result",
        scope=EDITION,
        told=(Telling(to=ORGANIZERS, template="result.sealed", way=Way.DAILY),),
    ),
}
