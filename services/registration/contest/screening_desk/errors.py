"""Why a step of a screening is refused."""

from flask_babel import lazy_gettext as _l

from chassis.http.errors import Problem


class NotScreened(Problem):
    status = 409
    code = "not-screened"
    title = _l("本届不设形式审查")
    detail = _l("本届赛程没有形式审查阶段。如需审查，请在届次设置的赛程中增加形式审查阶段。")


class ScreeningNotOpen(Problem):
    status = 409
    code = "screening-not-open"
    title = _l("形式审查尚未开始")
    detail = _l("形式审查将于 %(opening)s 开始，请届时再来。")


class OwnEntry(Problem):
    status = 409
    code = "own-entry"
    title = _l("应当回避")
    detail = _l("%(name)s是这个项目的团队成员，或与申报单位有关，不能审查。请交由其他审查员。")


class HeldByAnother(Problem):
    status = 409
    code = "held-by-another"
    title = _l("项目不在您手上")
    detail = _l("这个项目由%(name)s审查。如需接手，请对方或组委会移交。")


class PointsOpen(Problem):
    status = 409
    code = "points-open"
    title = _l("清单还没有审完")
    detail = _l("还有 %(count)d 项没有结论，请逐项选择通过、不通过或不适用。")


class PointsFailed(Problem):
    status = 409
    code = "points-failed"
    title = _l("有不通过的项")
    detail = _l("有 %(count)d 项不通过。请要求补正或提出不通过，或更改这些项的结论。")


class NoReasons(Problem):
    status = 409
    code = "no-reasons"
    title = _l("请写明理由")
    detail = _l("团队会逐字看到理由。请为每个不通过的项写明理由；没有不通过的项时，请在说明中写明。")


class NoFields(Problem):
    status = 409
    code = "no-fields"
    title = _l("请选择需要补正的内容")
    detail = _l("请至少选择一项内容或附件，团队只能修改所选的内容。")


class CorrectedBefore(Problem):
    status = 409
    code = "corrected-before"
    title = _l("补正次数已用完")
    detail = _l("每个项目最多补正 %(most)d 次。请通过，或提出不通过。")


class SecondPerson(Problem):
    status = 409
    code = "second-person"
    title = _l("请由另一人确认")
    detail = _l("不通过须由提出人以外的审查员或组委会确认。")


class ReplyOver(Problem):
    status = 409
    code = "reply-over"
    title = _l("申辩期限已过")
    detail = _l("申辩已于 %(deadline)s 截止，审查结论不再变化。如有疑问，请联系组委会。")
