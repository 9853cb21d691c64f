"""Questions of a team to the office: those asked, a new one, what was answered, asking on."""

from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug import Response

from chassis.http.auth import PERSON, allow
from chassis.http.client import Refused
from chassis.http.errors import NotFound
from gateway.clients.questions import QUESTIONS, Question, Questions
from gateway.editions.lookup import edition_of
from gateway.forms import saving
from gateway.forms.fields import Field
from gateway.forms.form import Filled, Form
from gateway.forms.pressing import tell

blp = Blueprint("questions", __name__)
MOST = 2000
"""Characters of what is written at a time."""
ASKING = Form(
    (
        Field(name="title", label=_l("标题"), most=50, hint=_l("一句话说明问题；不填则取问题的开头。")),
        Field(name="section", label=_l("关于申报表的哪一部分"), kind="select"),
        Field(name="text", label=_l("问题"), kind="area", rows=6, least=2, most=MOST, required=True),
    )
)
FOLLOWING = Form((Field(name="text", label=_l("补充"), kind="area", rows=5, least=2, most=MOST, required=True),))


@blp.route("/entries/<uuid:entry_id>/questions", methods=["GET"])
@allow(PERSON)
def listing(entry_id: UUID) -> Response:
    """What the team asked, and a form to ask."""
    found = QUESTIONS.of_entry(entry_id)
    return _list_page(found, Filled(_asking(found), {}))


@blp.route("/entries/<uuid:entry_id>/questions", methods=["POST"])
@allow(PERSON)
def ask(entry_id: UUID) -> Response:
    """Ask the office; pressing twice asks once."""
    found = QUESTIONS.of_entry(entry_id)
    form = _asking(found)
    made = saving.made(form, saving.sent(form), lambda typed: QUESTIONS.ask(entry_id, typed, saving.pressed_key()))
    if isinstance(made, Filled):
        return _list_page(found, made)
    flash(_("问题已提交，答复后会通知您。"), "success")
    return _to(made)


@blp.route("/entries/<uuid:entry_id>/questions/<uuid:question_id>", methods=["GET"])
@allow(PERSON)
def show(entry_id: UUID, question_id: UUID) -> Response:
    """A question and what was written in it."""
    return _page(_found(entry_id, question_id), Filled(FOLLOWING, {}))


@blp.route("/entries/<uuid:entry_id>/questions/<uuid:question_id>", methods=["POST"])
@allow(PERSON)
def ask_on(entry_id: UUID, question_id: UUID) -> Response:
    """Write on; pressing twice writes once."""
    made = saving.made(
        FOLLOWING,
        saving.sent(FOLLOWING),
        lambda typed: QUESTIONS.ask_on(question_id, typed["text"], saving.pressed_key()),
    )
    if isinstance(made, Filled):
        return _page(_found(entry_id, question_id), made)
    flash(_("补充已提交，答复后会通知您。"), "success")
    return _to(made)


@blp.route("/entries/<uuid:entry_id>/questions/<uuid:question_id>/end", methods=["POST"])
@allow(PERSON)
def close(entry_id: UUID, question_id: UUID) -> Response:
    """End it: it was answered, or an answer is no longer wanted."""
    try:
        QUESTIONS.close(question_id)
    except Refused as refused:
        tell(refused, kind="warning")
        return redirect(url_for("questions.show", entry_id=entry_id, question_id=question_id), 303)
    flash(_("提问已结束。如还有疑问，可以另提一个问题。"), "success")
    return redirect(url_for("questions.listing", entry_id=entry_id), 303)


def _found(entry_id: UUID, question_id: UUID) -> Question:
    found = QUESTIONS.question(question_id)
    if found.entry_id != entry_id:
        raise NotFound
    return found


def _asking(found: Questions) -> Form:
    """The form, with the sections of the entry's own form to choose from."""
    sections = [{"key": one.key, "name": one.title, "name_en": one.title_en} for one in found.sections]
    return ASKING.offering(section=sections)


def _list_page(found: Questions, filled: Filled) -> Response:
    return saving.page("team/questions.html", filled, found=found, edition=edition_of(found))


def _page(question: Question, filled: Filled) -> Response:
    facts = {"question": question, "edition": edition_of(question), "published": QUESTIONS.published(question)}
    return saving.page("team/question.html", filled, **facts)


def _to(question: Question) -> Response:
    return redirect(url_for("questions.show", entry_id=question.entry_id, question_id=question.id), 303)
