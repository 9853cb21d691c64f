"""Why a change request is refused."""

from flask_babel import lazy_gettext as _l

from chassis.http.errors import Problem
from chassis.http.schemas import FieldError

NOTHING_CHOSEN = FieldError("nothing-chosen", _l("请至少选择一项要变更的内容。"))
NO_REASON = FieldError("no-reason", _l("请写明变更原因，至少 5 个字。"))
NO_FILE = FieldError("no-file", _l("请上传替换后的文件；不需要更换的，请在变更范围中取消勾选。"))
NOT_CHOSEN = FieldError("not-chosen", _l("这一项不在变更范围内。请先在变更范围中勾选。"))
WRONG_TEAM = FieldError("wrong-team", _l("名单刚有变化，请刷新页面后重新填写。负责人须留在名单中。"))
NO_NAME = FieldError("no-name", _l("请填写每位成员的姓名。"))
NO_ROW_REASON = FieldError("no-row-reason", _l("不同意的，请写明理由，团队会逐字看到。"))
NOT_ALONE = FieldError("not-alone", _l("只同意这一项，内容不会有变化。请与相关的项一并同意，或一并不同意。"))


class NotYetClosed(Problem):
    status = 409
    code = "not-yet-closed"
    title = _l("还不需要申请变更")
    detail = _l("提交截止前可以直接修改后再次提交，请返回项目页点“修改”。")


class ResultsPublic(Problem):
    status = 409
    code = "results-public"
    title = _l("已不能变更")
    detail = _l("本届结果已进入公示或大赛已结束，参赛内容不再变更。姓名、单位名称有误的，请联系组委会。")


class NotHandedIn(Problem):
    status = 409
    code = "not-handed-in"
    title = _l("项目没有提交")
    detail = _l("只有已提交的项目可以申请变更。")


class CorrectionUnderWay(Problem):
    status = 409
    code = "correction-under-way"
    title = _l("项目正在补正")
    detail = _l("补正期间不能办理变更。请先完成补正，或待补正截止后再办理。")


class RequestUnderWay(Problem):
    status = 409
    code = "request-under-way"
    title = _l("已有一份变更申请")
    detail = _l("每个项目同时只能有一份变更申请。请先提交、撤回或等待已有的一份。")


class NothingDiffers(Problem):
    status = 409
    code = "nothing-differs"
    title = _l("内容没有变化")
    detail = _l("填写的内容与已提交的相同。请改好需要变更的内容，再提交申请。")


class OwnRequest(Problem):
    status = 409
    code = "own-request"
    title = _l("应当回避")
    detail = _l("您是这个项目的团队成员，或与申报单位有关，不能审理。请交由组委会其他人审理。")


class TeamNotChosen(Problem):
    status = 409
    code = "team-not-chosen"
    title = _l("变更范围不包括团队")
    detail = _l("请先在变更范围中勾选团队，再新增成员或指导教师。")


class RowsDiffer(Problem):
    status = 409
    code = "rows-differ"
    title = _l("请逐项审理")
    detail = _l("每一项都要选择同意或不同意。申请的内容可能刚有变化，请刷新页面，核对后再提交。")


class StandsDifferently(Problem):
    status = 409
    code = "stands-differently"
    title = _l("项目已有新的版本")
    detail = _l("申请之后项目又提交过新版本，不能按原申请变更。请不予同意并说明，由团队按现有内容重新申请。")


class TooManyFiles(Problem):
    status = 409
    code = "too-many-files"
    title = _l("附件数量已满")
    detail = _l("这一项最多 %(most)d 个文件。请先删除不需要的文件，再上传新的。")
