"""Publishing an answer among the questions of the site: the office's own words, looked at before they are public."""

from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from werkzeug import Response

from chassis.http.auth import allow
from chassis.words import markup
from contracts.roles import ORGANIZER
from gateway.clients.questions import QUESTIONS, PublishedAnswer, Question
from gateway.editions.lookup import edition_of
from gateway.forms import saving
from gateway.forms.fields import Field
from gateway.forms.form import Filled, Form, checked

blp = Blueprint("answer_publication", __name__)
WORDS = Form(
    (
        Field(
            name="title",
            label=_l("公开的问题"),
            hint=_l("请改写成通用的问题，不要写项目、单位和人名。"),
            least=5,
            most=100,
            required=True,
        ),
        Field(
            name="body",
            label=_l("公开的答复"),
            hint=_l("空一行分段。"),
            kind="area",
            rows=8,
            least=5,
            most=5000,
            required=True,
        ),
    )
)
RETRACTION = Form((Field(name="reason", label=_l("撤下原因"), kind="area", rows=2, least=2, most=500, required=True),))


@blp.route("/organizer/questions/<uuid:question_id>/publication", methods=["GET"])
@allow(ORGANIZER)
def write(question_id: UUID) -> Response:
    """The words everybody is to read: those of today, or the answer as a beginning."""
    question = QUESTIONS.question(question_id)
    if "publish" not in question.may:
        return _back(question_id)
    return _page(question)


@blp.route("/organizer/questions/<uuid:question_id>/publication", methods=["POST"])
@allow(ORGANIZER)
def publish(question_id: UUID) -> Response:
    """Show what everybody will read; let them, where the button under that says so."""
    question, typed = QUESTIONS.question(question_id), saving.sent(WORDS)
    action = request.form.get("action")
    if action != "publish":
        filled = checked(WORDS, typed)
        return _page(question, filled, seen=not filled.problem and action == "preview")
    made = saving.made(WORDS, typed, lambda words: QUESTIONS.publish(question_id, words["title"], words["body"]))
    if isinstance(made, Filled):
        return _page(question, made)
    flash(_("已公开，常见问题页面即时更新。"), "success")
    return _back(question_id)


@blp.route("/organizer/questions/<uuid:question_id>/retraction", methods=["POST"])
@allow(ORGANIZER)
def retract(question_id: UUID) -> Response:
    """Take it off the site."""
    made = saving.made(
        RETRACTION, saving.sent(RETRACTION), lambda typed: QUESTIONS.retract(question_id, typed["reason"])
    )
    if isinstance(made, Filled):
        return _page(QUESTIONS.question(question_id), retraction=made)
    flash(_("已从常见问题撤下，修改记录保留。"), "success")
    return _back(question_id)


def _beginning(question: Question, published: PublishedAnswer | None) -> dict[str, str]:
    if published:
        return {"title": published.title, "body": published.body}
    told = next((one.text for one in reversed(question.posts) if one.office), "")
    return {"title": question.title, "body": told}


def _page(
    question: Question, filled: Filled | None = None, *, seen: bool = False, retraction: Filled | None = None
) -> Response:
    """The words, those to begin with unless given, or a look at them as everybody will read them."""
    published = QUESTIONS.published(question)
    filled = filled or Filled(WORDS, _beginning(question, published))
    preview = Markup(markup.from_typed(filled.values["body"])) if seen else None  # noqa: S704  cleaned just here
    return saving.page(
        "organizer/asked/publication.html",
        filled,
        question=question,
        edition=edition_of(question),
        published=published,
        preview=preview,
        retraction=retraction or Filled(RETRACTION, {}),
    )


def _back(question_id: UUID) -> Response:
    return redirect(url_for("question_sheet.show", question_id=question_id), 303)
