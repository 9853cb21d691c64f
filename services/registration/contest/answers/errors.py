"""Why answers are not saved."""

from flask_babel import lazy_gettext as _l

from chassis.http.errors import Stale


class AnswersChanged(Stale):
    """Somebody changed the same answers since they were read; `changes` says which, who and when."""

    code = "answers-changed"
    title = _l("同一处内容刚被修改过")
    detail = _l("您打开之后，有人修改过您要保存的同一处内容。请比较两份内容后再保存。")
