"""Why a document cannot be published."""

from flask_babel import lazy_gettext as _l

from chassis.http.errors import Invalid


class Incomplete(Invalid):
    """`errors` as of Invalid, by the fields of the document."""

    code = "incomplete"
    title = _l("内容还不完整")
    detail = _l("请按提示补全后再发布。已填写的内容都已保存。")
