"""What pages of teams ask: whom to invite, why somebody is removed, what an advisor writes."""

from collections.abc import Mapping
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l

from chassis.http.errors import Invalid, Problem
from chassis.http.schemas import FieldError
from gateway.accounts.identifiers import NotAnIdentifier, identifier
from gateway.clients.registration.entries import Entry
from gateway.forms import saving
from gateway.forms.fields import Field
from gateway.forms.form import Filled, Form
from gateway.pages.team.own_addresses import own_addresses

MEMBER, ADVISOR = "member", "advisor"
ROLES: Mapping[str, Any] = {MEMBER: _l("成员"), ADVISOR: _l("指导教师")}
"""What each is called."""
_NOT_REACHED = FieldError("not-an-address", _l("请填写邮箱（如 name@example.cn）或 11 位手机号，也可以留空。"))
_OWN = FieldError("own-address", _l("这是您自己的邮箱或手机号。负责人已在团队中，请填写受邀人的，也可以留空。"))
_CONTACT = Field(
    name="contact",
    label=_l("邮箱或手机号"),
    hint=_l("填写后，邀请会发到这里，只有本人能确认；留空则生成链接和二维码，由您转给对方。"),
    sent_as="address",
)
INVITE = Form(
    (
        Field(name="role", label=_l("身份"), kind="radio", required=True),
        Field(name="name", label=_l("姓名"), hint=_l("对方确认后，以其账号上的姓名为准。"), required=True, most=50),
        Field(name="division", label=_l("分工"), hint=_l("例如：现场部署、算法。可以之后再填。"), most=50),
        _CONTACT,
    )
)
AGAIN = Form((_CONTACT,))
REMOVAL = Form((Field(name="reason", label=_l("原因"), kind="area", rows=3, least=2, most=200, required=True),))
COMMENT = Form((Field(name="text", label=_l("留言"), kind="area", rows=5, most=1000, required=True),), remembered=True)


class NotAnswered(Problem):
    """Neither yes nor no was said."""

    status = 422
    code = "not-answered"
    title = _l("没有收到您的选择")
    detail = _l("您还没有同意，也没有谢绝。请返回页面，重新点选其中一个按钮。")


def says_yes() -> bool:
    """Whether the button that was pressed says yes. Raises NotAnswered where it says neither yes nor no."""
    answer = request.form.get("action")
    if answer not in ("yes", "no"):
        raise NotAnswered
    return answer == "yes"


def team_line(role: str, name: str, division: str) -> str:
    """Somebody of a team in one line, as two versions of it are compared."""
    return " · ".join(part for part in (name, str(ROLES[role]), division) if part)


def inviting(entry: Entry) -> Form | None:
    """The form of an invitation, with the roles there is room for; None where there is none."""
    most = {MEMBER: entry.team_rules.members_most, ADVISOR: entry.team_rules.advisors_most}
    roles = [{"key": role, "name": str(name)} for role, name in ROLES.items() if count(entry, role) < most[role]]
    return INVITE.offering(role=roles) if roles and "team" in entry.may else None


def count(entry: Entry, role: str) -> int:
    """How many places of the role are taken or kept."""
    return sum(1 for one in entry.team if one.role == role and one.counts)


def typed_invitation(form: Form) -> Filled | dict[str, str]:
    """What the service takes of a form with a contact: channel and address in its place; else the form once more."""
    typed = saving.sent(form)
    found = _reach(typed["contact"])
    errors = form.wrong(typed) | _wrong_contact(found)
    if errors or found is None:
        return Filled(form, typed, problem=Invalid(errors).body(), status=Invalid.status)
    return {name: text for name, text in typed.items() if name != "contact"} | found


def _wrong_contact(found: dict[str, str] | None) -> dict[str, Any]:
    if found is None:
        return {"contact": [_NOT_REACHED.body()]}
    return {"contact": [_OWN.body()]} if found["address"] in own_addresses() else {}


def _reach(contact: str) -> dict[str, str] | None:
    if not contact.strip():
        return {"channel": "", "address": ""}
    try:
        found = identifier(contact)
    except NotAnIdentifier:
        return None
    return {"channel": found.kind, "address": found.value}
