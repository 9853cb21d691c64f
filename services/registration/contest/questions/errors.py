"""Why a question is refused, or what is written in it."""

from flask_babel import lazy_gettext as _l

from chassis.http.errors import Problem


class AskingOver(Problem):
    status = 409
    code = "asking-over"
    title = _l("不能再提问")
    detail = _l("本届大赛已归档，不再受理提问。如有疑问，请通过项目页的联系方式联系组委会。")


class QuestionsWaiting(Problem):
    status = 409
    code = "questions-waiting"
    title = _l("还有提问等待答复")
    detail = _l("每个项目最多同时有 %(most)d 个等待答复的提问。请等待答复，或在已有的提问中补充。")


class TakenByAnother(Problem):
    status = 409
    code = "taken-by-another"
    title = _l("正由他人办理")
    detail = _l("%(name)s正在办理这个提问。如需接手，请先退回，再由您领取。")


class OwnQuestion(Problem):
    status = 409
    code = "own-question"
    title = _l("应当回避")
    detail = _l("您是这个项目的团队成员，或与申报单位有关，不能代表组委会答复。请交由组委会其他人办理。")


class ClosedMeanwhile(Problem):
    status = 409
    code = "closed-meanwhile"
    title = _l("提问已经结束")
    detail = _l("这个提问已结束，不能再补充。如还有疑问，请另提一个问题。")
