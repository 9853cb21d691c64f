"""One assignment: how far its sheet is, giving the sheet back for change, taking the judge off the entry."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug import Response

from chassis.http.auth import allow
from chassis.http.client import Refused
from contracts.roles import ORGANIZER, OVERSEEING
from gateway.clients.judging.client import JUDGING
from gateway.clients.judging.results import JUDGING_RESULTS
from gateway.forms.saving import SHOWN_AGAIN
from gateway.shell.times import typed_moment

blp = Blueprint("assignment", __name__)
REASONS = {
    "entry-withdrawn": _l("项目已撤回"),
    "entry-refused": _l("项目未通过形式审查"),
    "judge-retired": _l("评委不再担任本届评委"),
    "plan-adjusted": _l("评委统一调整"),
    "plan-undone": _l("分配方案已撤销"),
    "account-closed": _l("评委账号已注销"),
    "conflict-of-interest": _l("因利害关系回避"),
    "declined": _l("评委说明情况后退出评审"),
}
"""Why an assignment ended where no organizer gave a reason."""


@blp.route("/organizer/assignments/<uuid:assignment_id>", methods=["GET"])
@allow(*OVERSEEING)
def show(assignment_id: UUID) -> str:
    """The judge, the entry, the sheet, and what may be done now."""
    return _page(assignment_id)


@blp.route("/organizer/assignments/<uuid:assignment_id>/return", methods=["POST"])
@allow(ORGANIZER)
def give_back(assignment_id: UUID) -> Response | tuple[str, int]:
    """Give the sheet back; its judge is told why."""
    return _done(assignment_id, "return", JUDGING.return_sheet, _("评分表已退回，评委会收到通知。"))


@blp.route("/organizer/assignments/<uuid:assignment_id>/removal", methods=["POST"])
@allow(ORGANIZER)
def remove(assignment_id: UUID) -> Response | tuple[str, int]:
    """Take the judge off the entry; access ends at once."""
    return _done(assignment_id, "remove", JUDGING.remove, _("已取消该评委的分配。"))


@blp.route("/organizer/assignments/<uuid:assignment_id>/replacement", methods=["POST"])
@allow(ORGANIZER)
def replace(assignment_id: UUID) -> Response | tuple[str, int]:
    """Give the entry to another judge; both are told."""

    def change(one: UUID, reason: str) -> None:
        JUDGING.replace(one, request.form.get("judge_id", ""), reason)

    return _done(assignment_id, "replace", change, _("已更换评委，两位评委都会收到通知。"))


@blp.route("/organizer/assignments/<uuid:assignment_id>/late-return", methods=["POST"])
@allow(ORGANIZER)
def propose_return(assignment_id: UUID) -> Response | tuple[str, int]:
    """Propose to give the sheet back although the stage has closed; until the end of the day chosen."""
    due_at = typed_moment(request.form.get("due_on", ""), "24:00")

    def change(one: UUID, reason: str) -> None:
        JUDGING_RESULTS.propose_return(one, reason, due_at.isoformat() if due_at else "")

    return _done(assignment_id, "propose return", change, _("已提出。另一位组委会工作人员确认后，评委会收到通知。"))


def _done(
    assignment_id: UUID, action: str, change: Callable[[UUID, str], None], sentence: str
) -> Response | tuple[str, int]:
    try:
        change(assignment_id, request.form.get("reason", "").strip())
    except Refused as refused:
        if refused.status not in SHOWN_AGAIN:
            raise
        return _page(assignment_id, action, refused), refused.status
    flash(sentence, "success")
    return redirect(url_for("assignment.show", assignment_id=assignment_id), 303)


def _page(assignment_id: UUID, action: str = "", refused: Refused | None = None) -> str:
    return render_template(
        "organizer/contest/assignment.html",
        record=JUDGING.record(assignment_id),
        action=action,
        reasons=REASONS,
        problem=refused.problem if refused else None,
        typed=request.form.get("reason", ""),
        judge_id=request.form.get("judge_id", ""),
        due_on=request.form.get("due_on", ""),
    )
