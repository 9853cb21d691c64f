"""Why an edition cannot be shown or changed."""

from flask_babel import lazy_gettext as _l

from chassis.http.errors import NotFound, Problem


class NoEdition(NotFound):
    code = "no-edition"
    title = _l("目前没有开放的赛事")
    detail = _l("赛事通知发布后即可报名，请留意首页公告。")


class ChoiceInUse(Problem):
    status = 409
    code = "choice-in-use"
    title = _l("赛道或组别已被使用")
    detail = _l("已有项目选择了“%(names)s”，不能删除。请先保留，或与相关团队联系调整。")


class PrefixTaken(Problem):
    status = 409
    code = "prefix-taken"
    title = _l("项目编号前缀已被使用")
    detail = _l("“%(prefix)s”已用于另一届赛事，请换一个前缀，以免编号重复。")


class PrefixInUse(Problem):
    status = 409
    code = "prefix-in-use"
    title = _l("项目编号已经发出")
    detail = _l("本届已按前缀“%(prefix)s”发出编号，不能再更换前缀。")
