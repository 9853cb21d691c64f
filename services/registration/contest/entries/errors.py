"""Why an entry or its file is refused."""

from flask_babel import lazy_gettext as _l

from chassis.http.errors import NotFound, Problem
from chassis.http.schemas import FieldError

NOT_OPEN = FieldError("not-open", _l("本次补正不包括这一项，不能修改。请只修改补正通知列出的内容。"))
"""What a correction does not leave open."""


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
    detail = _l("项目 %(number)s 已提交。如需修改，请在项目页点“修改”，改好后再次提交；在此之前以已提交的内容为准。")


class NotSubmitted(Problem):
    status = 409
    code = "not-submitted"
    title = _l("项目尚未提交")
    detail = _l("只有已提交的项目才能撤回。")


class NotCorrected(Problem):
    """A correction that changes nothing and says nothing."""

    status = 409
    code = "not-corrected"
    title = _l("还没有补正")
    detail = _l("内容和附件与上次提交的相同，没有提交。请按审查意见修改后提交；认为无需修改的，请先写明理由。")


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


class FileHarmful(Problem):
    status = 409
    code = "file-harmful"
    title = _l("文件不能下载")
    detail = _l("安全检查发现文件带有恶意程序。请返回附件页删除它，查杀后重新上传干净的文件。")


class NoSlot(NotFound):
    code = "no-slot"
    title = _l("没有这一项附件")
    detail = _l("本届表单没有这一项附件，请返回填写页查看。")


class SlotFull(Problem):
    status = 409
    code = "slot-full"
    title = _l("附件数量已满")
    detail = _l("“%(label)s”最多 %(most)d 个文件。请先删除不需要的文件，再上传新的。")


class FormRenewed(Problem):
    status = 409
    code = "form-renewed"
    title = _l("参赛表单刚刚发布了新版")
    detail = _l("您的草稿正在移到新版，已填的内容都会保留。请过一分钟重新打开项目，补全新版要求的内容后再提交。")
