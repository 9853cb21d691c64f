"""Why an edition cannot be changed."""

from flask_babel import lazy_gettext as _l

from chassis.http.errors import Problem


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


class EditionArchived(Problem):
    status = 409
    code = "edition-archived"
    title = _l("这一届已经归档")
    detail = _l("归档后内容只供查阅。确需更改的，请先在届次页面取消归档。")


class MatterFrozen(Problem):
    status = 409
    code = "matter-frozen"
    title = _l("评审已经开始，这部分内容不能更改")
    detail = _l("奖项和审查清单在评审开始时固定，保证对所有项目一视同仁。")


class StillRunning(Problem):
    status = 409
    code = "edition-running"
    title = _l("这一届还没有结束")
    detail = _l("所有阶段结束后才能归档。")


class DraftPublished(Problem):
    status = 409
    code = "draft-published"
    title = _l("这一届已经发布，不能删除")
    detail = _l("只有从未发布过的草稿可以删除；已结束的届次可以归档。")


class SlugTaken(Problem):
    status = 409
    code = "slug-taken"
    title = _l("已有使用这个编号前缀的届次")
    detail = _l("“%(prefix)s”已用于另一届或另一份草稿，请换一个编号前缀。")


class StageNotOpen(Problem):
    status = 409
    code = "stage-not-open"
    title = _l("这个阶段现在没有开放")
    detail = _l("只有正在进行的阶段才能提前结束。要更改尚未开始或已经结束的阶段，请调整时间。")


class JudgingTooEarly(Problem):
    status = 422
    code = "judging-too-early"
    title = _l("评审不能早于报名截止和形式审查结束")
    detail = _l(
        "“%(judging)s”的开始时间早于“%(before)s”的结束时间。请先调整其中一个，或在届次中允许评审与报名同时进行。"
    )


class NothingPublic(Problem):
    status = 409
    code = "nothing-public"
    title = _l("这一届还没有发布过")
    detail = _l("第一次请在届次页面发布整届；之后可以只发布其中一部分。")
