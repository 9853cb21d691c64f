"""Every component in every state on one page, for those who build pages. Not there unless EGRET_STYLEGUIDE says so."""

from datetime import timedelta

from flask import Blueprint, Response, abort

from chassis import clock
from chassis.http.auth import PUBLIC, allow
from gateway.edge.security import settings
from gateway.forms.fields import Field
from gateway.forms.form import Filled, Form, checked
from gateway.shell.sample_list import LISTING, samples
from gateway.shell.timelines import DONE, MISSED, NEXT, NOW, TODO, Step

blp = Blueprint("styleguide", __name__)
CHOICES = (
    {"key": "a", "name": "应用实践组", "name_en": "Applied"},
    {"key": "b", "name": "创意方案组", "name_en": "Creative"},
)
FORM = Form(
    (
        Field(name="title", label="text", hint="most=20", most=20, required=True),
        Field(name="email", label="email", kind="email", required=True, autocomplete="email"),
        Field(name="phone", label="tel", kind="tel", autocomplete="tel"),
        Field(name="secret", label="password", kind="password", autocomplete="new-password"),
        Field(name="count", label="number", kind="number", low="0", high="10", step="0.5"),
        Field(name="day", label="date", kind="date"),
        Field(name="group", label="select", kind="select", choices=CHOICES, required=True),
        Field(name="one", label="radio", kind="radio", choices=CHOICES, required=True),
        Field(name="some", label="checks", kind="checks", choices=CHOICES),
        Field(name="consent", label="tick", kind="tick", required=True),
        Field(name="text", label="area", kind="area", rows=4, most=100, required=True),
        Field(name="digits", label="digits", kind="digits", required=True),
        Field(name="document", label="code", kind="code", rows=4),
    )
)
WRONG = {"title": "超过二十个字的标题会在这里给出一条提示，说明怎么改", "email": "nobody", "group": "c"}
STEPS = [Step(f"timeline {state}", state, "2026-11-24") for state in (DONE, MISSED, NOW, TODO, NEXT)]
LOOKS = ("danger", "warning", "info")
NOTES = [{"look": look, "address": "#main", "text": f"note-{look}", "until": ""} for look in LOOKS]


@blp.route("/styleguide")
@allow(PUBLIC)
def show() -> Response:
    """The page; it is not there in production."""
    if not settings().styleguide:
        abort(404)
    closes = clock.now() + timedelta(days=3)
    return LISTING.answer(
        samples,
        "styleguide/show.html",
        fresh=Filled(FORM, {}),
        wrong=_wrong(),
        closes=closes,
        steps=STEPS,
        notes=NOTES,
    )


def _wrong() -> Filled:
    """The form with something wrong in it, and something somebody else saved meanwhile."""
    filled = checked(FORM, WRONG)
    return Filled(FORM, WRONG, problem=filled.problem, others={"text": "别处保存的文字 saved elsewhere"}, status=422)
