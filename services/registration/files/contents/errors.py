"""Why a file is refused."""

from typing import Any

from flask_babel import lazy_gettext as _l

from chassis.forms.fields import File
from chassis.forms.files import types_of
from chassis.http.errors import Problem


class FileTooLarge(Problem):
    """`limit` and `size` in bytes; `size` is None where the upload was stopped before its end was known."""

    status = 413
    code = "file-too-large"
    title = _l("附件过大")

    def __init__(self, limit: int, size: int | None) -> None:
        known = _l("附件超过 %(limit_shown)s（现为 %(size_shown)s），请压缩后重新上传。")
        self.detail: Any = known if size else _l("附件超过 %(limit_shown)s，请压缩后重新上传。")
        super().__init__(limit=limit, size=size, limit_shown=_megabytes(limit), size_shown=_megabytes(size or 0))


class FileEmpty(Problem):
    status = 422
    code = "file-empty"
    title = _l("附件是空的")
    detail = _l("收到的文件没有内容，请重新选择文件后上传。")


class WrongType(Problem):
    """The content of the file is not of a type that the slot takes, whatever its name says."""

    status = 415
    code = "wrong-type"
    title = _l("文件类型不符")
    detail = _l("“%(label)s”只能上传 %(types)s 文件，请换一个文件；仅修改文件扩展名无效。")

    def __init__(self, slot: File) -> None:
        super().__init__(label=str(slot.label), types=types_of(slot))


class UploadIncomplete(Problem):
    status = 400
    code = "upload-incomplete"
    title = _l("上传中断")
    detail = _l("文件没有传完，未作保存。请检查网络后重新上传。")


class UploadLost(Problem):
    """The stored file was swept in the very moment it was uploaded again."""

    status = 503
    code = "upload-lost"
    title = _l("文件未能保存")
    detail = _l("请重新上传一次，已填写的内容会保留。")


def _megabytes(size: int) -> str:
    """Megabytes of 1024 x 1024 bytes, as file managers show them; at most one decimal, never rounded to 0."""
    if size < 1 << 20:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / (1 << 20):.1f}".removesuffix(".0") + " MB"
