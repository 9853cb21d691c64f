"""Every component in every state on one page, for those who build pages. Not there unless EGRET_STYLEGUIDE says so."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, abort, render_template

from chassis import clock
from chassis.auth import PUBLIC, allow
from gateway.forms.fields import Field
from gateway.forms.form import Filled, Form, checked
from gateway.security import settings

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
        Field(name="document", label="code", kind="code", rows=4),
    )
)
WRONG = {"title": "超过二十个字的标题会在这里给出一条提示，说明怎么改", "email": "nobody", "group": "c"}


@blp.route("/styleguide")
@allow(PUBLIC)
def show() -> str:
    """The page; it is not there in production."""
    if not settings().styleguide:
        abort(404)
    now = clock.now()
    return render_template("styleguide/show.html", fresh=Filled(FORM, {}), wrong=_wrong(), moments=_moments(now))


def _wrong() -> Filled:
    """The form with something wrong in it, and something somebody else saved meanwhile."""
    filled = checked(FORM, WRONG)
    return Filled(FORM, WRONG, problem=filled.problem, others={"text": "别处保存的文字 saved elsewhere"}, status=422)


def _moments(now: Any) -> list[Any]:
    """A stage that is over, one that is open, one to come."""
    day = timedelta(days=1)
    return [(now - 9 * day, now - 4 * day), (now - day, now + 3 * day), (now + 5 * day, now + 9 * day)]
