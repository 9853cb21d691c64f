"""Why an entry or its file is refused."""

from typing import Any

from flask_babel import lazy_gettext as _l

from chassis.forms.fields import File
from chassis.forms.files import types_of
from chassis.http.errors import NotFound, Problem


class DeadlinePassed(Problem):
    status = 409
    code = "deadline-passed"
    title = _l("报名已经截止")
    detail = _l("截止时间为 %(deadline)s，以服务器时间为准，此后不能再修改或提交。已保存的内容仍可查看。")


class EntriesNotOpen(Problem):
    status = 409
    code = "entries-not-open"
    title = _l("报名尚未开始")
    detail = _l("报名将于 %(opening)s 开始，请届时再来。")


class AlreadySubmitted(Problem):
    status = 409
    code = "already-submitted"
    title = _l("项目已经提交")
    detail = _l("项目 %(number)s 已提交。如需修改，请在截止前先撤回，修改后重新提交。")


class NotSubmitted(Problem):
    status = 409
    code = "not-submitted"
    title = _l("项目尚未提交")
    detail = _l("只有已提交的项目才能撤回。")


class JudgingBegan(Problem):
    status = 409
    code = "judging-began"
    title = _l("评审已经开始")
    detail = _l("评委已开始评审，撤回会使已有评分作废，因此只能由组委会办理。如需撤回，请联系组委会。")


class NotADraft(Problem):
    status = 409
    code = "not-a-draft"
    title = _l("不能删除")
    detail = _l("只有从未提交过的草稿可以删除；已提交的项目可以撤回。")


class NoReceipt(NotFound):
    code = "no-receipt"
    title = _l("还没有回执")
    detail = _l("项目提交成功后即可查看回执。")


class NoFile(NotFound):
    code = "no-file"
    title = _l("没有这个文件")
    detail = _l("文件可能已被删除或替换，请返回项目页查看。")


class NoSlot(NotFound):
    code = "no-slot"
    title = _l("没有这一项附件")
    detail = _l("本届表单没有这一项附件，请返回填写页查看。")


class SlotFull(Problem):
    status = 409
    code = "slot-full"
    title = _l("附件数量已满")
    detail = _l("“%(label)s”最多 %(most)d 个文件。请先删除不需要的文件，再上传新的。")


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
