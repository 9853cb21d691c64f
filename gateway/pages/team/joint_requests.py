"""A joint applicant is asked to confirm, for whoever has its link: what it is about, signing in, yes or no."""

from flask import Blueprint, render_template
from flask_babel import gettext as _

from chassis.http.auth import PERSON, PUBLIC, allow
from chassis.http.client import Refused
from gateway.clients.registration.applicants.joint_applicants import JOINT_APPLICANTS, JointRequest
from gateway.editions.lookup import edition_of
from gateway.forms.fields import Field
from gateway.forms.form import Filled, Form, checked
from gateway.forms.saving import SHOWN_AGAIN, sent
from gateway.pages.team.team_forms import says_yes

blp = Blueprint("joint_requests", __name__)


def _form() -> Form:
    hint = _("例如：科技处处长。会与您的姓名一起告诉项目团队和组委会，不公开。")
    return Form((Field(name="post", label=_("您在该单位的职务"), hint=hint, most=50, required=True),))


@blp.route("/joint/<secret>", methods=["GET"])
@allow(PUBLIC)
def show(secret: str) -> str:
    """Which entry, who applies, what becomes public, by when to answer."""
    return _page(JOINT_APPLICANTS.request(secret), Filled(_form(), {}))


@blp.route("/joint/<secret>", methods=["POST"])
@allow(PERSON)
def answer(secret: str) -> tuple[str, int]:
    """Confirm for the organisation, or say no."""
    agrees, form = says_yes(), _form()
    filled = checked(form, sent(form)) if agrees else Filled(form, sent(form))
    if filled.problem:
        return _page(JOINT_APPLICANTS.request(secret), filled), filled.status
    try:
        found = JOINT_APPLICANTS.answer(secret, agrees=agrees, post=filled.values["post"])
    except Refused as refused:
        if refused.status not in SHOWN_AGAIN:
            raise
        again = Filled(form, filled.values, problem=form.problem(refused.problem), status=refused.status)
        return _page(JOINT_APPLICANTS.request(secret), again), refused.status
    return _page(found, Filled(form, {})), 200


def _page(found: JointRequest, filled: Filled) -> str:
    return render_template("team/joint_request.html", asked=found, edition=edition_of(found), filled=filled)
