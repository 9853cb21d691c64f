"""Inviting many from a table: a row a person, checked first, each invited by an e-mail of their own."""

from datetime import timedelta

from flask import Blueprint, Response, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from chassis import clock
from chassis.http import auth, request_session
from chassis.http.auth import allow
from chassis.http.errors import Problem
from chassis.http.privileged_use import personal
from chassis.words.addresses import email_address
from chassis.words.visible import cleaned
from contracts.roles import ADMIN, ORGANIZER
from contracts.scopes import Scope
from gateway.bulk import pages
from gateway.bulk.batch import BadCell, Batch, Cell, Values
from gateway.invitations import actions
from gateway.pages.organizer.people import scopes
from gateway.pages.organizer.people.invitation_letters import link_of, send

blp = Blueprint("many_invitations", __name__)
WAITING = timedelta(days=14)
"""How long each invitation waits to be accepted."""
LANGUAGES = {"": "zh_CN", "中文": "zh_CN", "zh": "zh_CN", "zh_cn": "zh_CN", "英文": "en", "english": "en", "en": "en"}


class NotSent(Problem):
    status = 503
    code = "invitation-not-sent"
    title = _l("邮件没有发出")
    detail = _l("邮件暂时无法发出，邀请未生成，请稍后再试。")


@blp.route("/organizer/invitations/many", methods=["GET", "POST"])
@allow(ORGANIZER, ADMIN)
@personal
def invite_many() -> Response | tuple[str, int] | str:
    """Choose a role and where it holds, then give the table."""
    role, scope = request.args.get("role", ""), scopes.chosen(request.args)
    known, choices = scopes.roles_of(auth.identity()), scopes.choices(auth.identity())
    errors = scopes.check(role, scope, known) if request.args else {}
    if request.args and scope is not None and scope not in {choice["key"] for choice in choices}:
        errors["scope"] = [scopes.unknown().body()]
    if errors or scope is None or not request.args:
        values = {"role": role, "scope": request.args.get("scope", "")}
        shown = render_template(
            "organizer/people/invite_many.html", roles=known, scopes=choices, values=values, errors=errors
        )
        return (shown, 422) if errors else shown
    return pages.answer(_batch(role, scope), "organizer/people/invite_many_table.html", role=role, scope=scope)


def _batch(role: str, scope: Scope) -> Batch:
    def foresee(values: Values) -> str:
        _refuse_invited(request_session.session(), values["email"], role, scope)
        return str(_("将发邀请到 %(email)s", email=values["email"]))

    def do(values: Values) -> str:
        session = request_session.session()
        _refuse_invited(session, values["email"], role, scope)
        made, secret = actions.invite(
            session,
            auth.identity(),
            role=role,
            scope=scope,
            expires_at=clock.now() + WAITING,
            email=values["email"],
        )
        session.commit()  # nobody waits for our database while notify takes the message in
        if not send(made, link_of(secret), values["locale"]):
            actions.revoke(session, auth.identity(), made.id)
            session.commit()
            raise NotSent
        return str(_("已发到 %(email)s", email=values["email"]))

    return Batch("invitations", _l("批量邀请"), COLUMNS, foresee, do, unique=("email",))


def _refuse_invited(session: Session, email: str, role: str, scope: Scope) -> None:
    if actions.is_invited(session, email, role, scope):
        raise AlreadyInvited


class AlreadyInvited(Problem):
    status = 409
    code = "already-invited"
    title = _l("已经邀请过")
    detail = _l("该邮箱已有同一角色、同一范围的邀请在等待接受；如需重发，请先撤回。")


def _address(text: str) -> str:
    found = email_address(text)
    if found is None:
        raise BadCell(_("格式应为 name@example.cn。"))
    return found.lower()


def _language(text: str) -> str:
    found = LANGUAGES.get(text.strip().lower())
    if found is None:
        raise BadCell(_("请填写“中文”或“英文”，或留空。"))
    return found


COLUMNS = (
    Cell("name", _l("姓名"), ("name", "评委", "专家"), cleaned, sample="示例甲"),
    Cell(
        "email", _l("邮箱"), ("email", "e-mail", "电子邮箱", "邮件"), _address, required=True, sample="jia@example.cn"
    ),
    Cell("locale", _l("语言"), ("language", "邮件语言"), _language, sample="中文"),
)
"""What the table says of each person. The name is for whoever looks at the check; no letter quotes it."""
