"""One question for the office: taken, answered, closed."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug import Response

from chassis.http.auth import allow
from contracts.roles import ORGANIZER, OVERSEEING
from gateway.clients.questions import QUESTIONS, Question
from gateway.editions.lookup import edition_of
from gateway.forms import saving
from gateway.forms.fields import Field
from gateway.forms.form import Filled, Form
from gateway.forms.pressing import press

blp = Blueprint("question_sheet", __name__)
ANSWER = Form(
    (
        Field(
            name="text",
            label=_l("答复"),
            hint=_l("只有提问的团队看得到。"),
            kind="area",
            rows=6,
            least=2,
            most=2000,
            required=True,
        ),
    )
)


@blp.route("/organizer/questions/<uuid:question_id>", methods=["GET"])
@allow(*OVERSEEING)
def show(question_id: UUID) -> Response:
    """The question, what was written in it, and a form to answer."""
    return _page(QUESTIONS.question(question_id), Filled(ANSWER, {}))


@blp.route("/organizer/questions/<uuid:question_id>", methods=["POST"])
@allow(ORGANIZER)
def answer(question_id: UUID) -> Response:
    """Answer the team alone; pressing twice answers once."""
    made = saving.made(
        ANSWER, saving.sent(ANSWER), lambda typed: QUESTIONS.answer(question_id, typed["text"], saving.pressed_key())
    )
    if isinstance(made, Filled):
        return _page(QUESTIONS.question(question_id), made)
    flash(_("答复已发出，团队会收到通知。"), "success")
    return _back(question_id)


@blp.route("/organizer/questions/<uuid:question_id>/taking", methods=["POST"])
@allow(ORGANIZER)
def take(question_id: UUID) -> Response:
    """Work on it, so that nobody else answers."""
    return _done(question_id, lambda: QUESTIONS.take(question_id), _("已领取，其他人暂时不能答复。"))


@blp.route("/organizer/questions/<uuid:question_id>/return", methods=["POST"])
@allow(ORGANIZER)
def give_back(question_id: UUID) -> Response:
    """Let anybody of the office answer it."""
    return _done(question_id, lambda: QUESTIONS.give_back(question_id), _("已退回，组委会的人都可以答复。"))


@blp.route("/organizer/questions/<uuid:question_id>/end", methods=["POST"])
@allow(ORGANIZER)
def close(question_id: UUID) -> Response:
    """End it."""
    return _done(question_id, lambda: QUESTIONS.close(question_id), _("提问已结束。"))


def _page(question: Question, filled: Filled) -> Response:
    return saving.page(
        "organizer/asked/question.html",
        filled,
        question=question,
        edition=edition_of(question),
        published=QUESTIONS.published(question),
    )


def _done(question_id: UUID, act: Callable[[], None], said: str) -> Response:
    press(act, said)
    return _back(question_id)


def _back(question_id: UUID) -> Response:
    return redirect(url_for("question_sheet.show", question_id=question_id), 303)
