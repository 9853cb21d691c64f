"""Why a score sheet refuses."""

from flask_babel import lazy_gettext as _l

from chassis.http.errors import Problem


class SheetLocked(Problem):
    status = 409
    code = "sheet-locked"
    title = _l("评分表已提交")
    detail = _l("评分表提交后不能修改。如需更改，请联系组委会退回。")


class SheetNotSubmitted(Problem):
    status = 409
    code = "sheet-not-submitted"
    title = _l("评分表尚未提交")
    detail = _l("只有已提交的评分表才能退回修改。")
