"""Why something about organisations is refused."""

from flask_babel import lazy_gettext as _l

from chassis.http.errors import Forbidden, Problem


class OtherEditions(Forbidden):
    code = "other-editions"
    title = _l("涉及其他届次")
    detail = _l("该单位还有其他届次的项目，须由负责全部有关届次的组委会人员办理。")


class SameOrganisation(Problem):
    status = 409
    code = "same-organisation"
    title = _l("请选择另一个单位")
    detail = _l("一个单位不能与自己合并。请返回单位页，选择要并入的另一个单位。")


class MergedAlready(Problem):
    status = 409
    code = "merged-already"
    title = _l("单位已经合并")
    detail = _l("“%(name)s”已并入另一个单位。请刷新页面，按最新的情况继续。")


class PartedAlready(Problem):
    status = 409
    code = "parted-already"
    title = _l("合并已经撤销")
    detail = _l("这次合并已被撤销。请刷新页面，按最新的情况继续。")


class MergedFurther(Problem):
    """What it was merged into was merged itself since."""

    status = 409
    code = "merged-further"
    title = _l("现在不能撤销这次合并")
    detail = _l("“%(name)s”后来又并入了别的单位。请先撤销那次合并，再撤销这一次。")
