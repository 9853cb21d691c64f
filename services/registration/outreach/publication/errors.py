"""Why publishing a change waits for a second word."""

from flask_babel import lazy_gettext as _l

from chassis.http.errors import Problem


class PeopleAffected(Problem):
    status = 409
    code = "people-affected"
    title = _l("已有志愿者报名")
    detail = _l("这次修改涉及 %(people)d 名已报名的志愿者，尚未生效。请先查看受影响的人员，确认后再发布。")
