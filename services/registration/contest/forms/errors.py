"""Why a form cannot be an entry form, or cannot be published just now."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from chassis.http.errors import Problem
from chassis.http.schemas import FieldError

FIELDS: Mapping[str, Any] = {
    "title": _l("项目名称"),
    "track": _l("赛道"),
    "group": _l("组别"),
    "organisation": _l("申报单位"),
}
"""What the fields are called that every entry needs."""


class FormInUse(Problem):
    status = 409
    code = "form-in-use"
    title = _l("这张表单已有团队在填写")
    detail = _l("发布后将成为新的一版，未提交的 %(drafts)d 份草稿会移到新版。请在“参赛表单”的检查与发布中确认。")


class FormFollowed(Problem):
    status = 409
    code = "form-followed"
    title = _l("上一版还在更新草稿")
    detail = _l("团队的草稿正在移到上一次发布的表单，通常不到一分钟。请稍后再发布。")


def no_field(key: str) -> FieldError:
    """What is said where a field is missing that every entry needs."""
    return FieldError("missing-field", _l("缺少“%(key)s”，请在任一部分中增加。"), key=FIELDS[key])


def no_template() -> FieldError:
    """What is said where a slot offers a template that is not there."""
    return FieldError("missing-file", _l("模板文件不在这一届的“图片与文件”中，请重新选择或上传。"))


def no_document() -> FieldError:
    """What is said where judges would have no document to read."""
    return FieldError("missing-field", _l("缺少评委可见的文件，请增加一个文件项，并在“谁能看到”中选择评委。"))
