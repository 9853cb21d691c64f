"""Contests: what they are called, the mark that stands for each, and which one the first page shows."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug import Response as Answer

from chassis.http.auth import allow
from contracts.roles import ORGANIZER, OVERSEEING
from gateway.clients.registration.contests import CONTESTS, ContestHead
from gateway.edge.security import marked, public_address
from gateway.editors.beginning import Beginning, beginning_page
from gateway.forms import saving, taking
from gateway.forms.fields import Field
from gateway.forms.form import Filled, Form

blp = Blueprint("contests", __name__)
FORM = Form(
    (
        Field(name="name", label=_l("大赛名称"), hint=_l("例如：厦门5G应用大赛"), least=2, most=100, required=True),
        Field(name="name_en", label=_l("英文名称"), most=200),
    )
)


@blp.route("/organizer/contests", methods=["GET"])
@allow(*OVERSEEING, everywhere=True)
def listing() -> str:
    """Every contest with its public address."""
    return render_template("organizer/contest/contests/list.html", contests=CONTESTS.contests(), address_of=_address_of)


@blp.route("/organizer/contests/new", methods=["GET"])
@allow(ORGANIZER, everywhere=True)
def start() -> Response:
    """What a new contest is called."""
    return _new(Filled(FORM, {}))


@blp.route("/organizer/contests/new", methods=["POST"])
@allow(ORGANIZER, everywhere=True)
def create() -> Answer:
    """Begin a contest."""
    return _named(CONTESTS.begin, _new, str(_("已新建大赛。现在可以为它新建届次。")))


@blp.route("/organizer/contests/<key>", methods=["GET"])
@allow(ORGANIZER, everywhere=True)
def show(key: str) -> Response:
    """Its name and its mark."""
    return _page(key)


@blp.route("/organizer/contests/<key>", methods=["POST"])
@allow(ORGANIZER, everywhere=True)
def rename(key: str) -> Answer:
    """Call it otherwise, on all pages."""

    def send(name: str, name_en: str) -> ContestHead:
        return CONTESTS.rename(key, name, name_en)

    return _named(send, lambda filled: _page(key, filled), str(_("已保存，所有页面现在都用新的名称。")))


@blp.route("/organizer/contests/<key>/mark", methods=["POST"])
@marked(csrf_by_view=True)  # reading the token elsewhere would swallow the file
@allow(ORGANIZER, everywhere=True)
def put_mark(key: str) -> Answer:
    """Take a picture from a plain form."""
    if refused := taking.take(lambda name, body: CONTESTS.put_mark(key, name, body)):
        return _page(key, problem=refused[0])
    return _done(key, str(_("标识已更新。")))


@blp.route("/organizer/contests/<key>/mark/removal", methods=["POST"])
@allow(ORGANIZER, everywhere=True)
def remove_mark(key: str) -> Answer:
    """Go without a mark."""
    CONTESTS.remove_mark(key)
    return _done(key, str(_("标识已删除。")))


@blp.route("/organizer/contests/<key>/front", methods=["POST"])
@allow(ORGANIZER, everywhere=True)
def show_first(key: str) -> Answer:
    """Let the first page show it."""
    CONTESTS.show_first(key)
    flash(_("首页现在展示这项大赛。"), "success")
    return redirect(url_for("contests.listing"), 303)


def _address_of(contest: ContestHead) -> str:
    """The whole address under which everybody finds it, for letters and posters."""
    return public_address(url_for("editions.contest", key=contest.key))


def _named(send: Callable[[str, str], ContestHead], page: Callable[[Filled], Response], sentence: str) -> Answer:
    made = saving.made(FORM, saving.sent(FORM), lambda typed: send(typed["name"], typed["name_en"]))
    return page(made) if isinstance(made, Filled) else _done(made.key, sentence)


def _done(key: str, sentence: str) -> Answer:
    flash(sentence, "success")
    return redirect(url_for("contests.show", key=key), 303)


def _page(key: str, filled: Filled | None = None, problem: dict[str, Any] | None = None) -> Response:
    found = CONTESTS.contest(key)
    stored = {"name": found.name, "name_en": found.name_en}
    answer = saving.page(
        "organizer/contest/contests/show.html", filled or Filled(FORM, stored), contest=found, problem=problem
    )
    if problem:
        answer.status_code = 422
    return answer


def _new(filled: Filled) -> Response:
    beginning = Beginning(
        title=_("新建大赛"),
        lead=_("大赛的名称不含届次，例如“厦门5G应用大赛”；“第四届”写在届次里。"),
        action=url_for("contests.create"),
        button=_("新建"),
        back=url_for("contests.listing"),
        back_says=_("返回列表"),
    )
    return beginning_page(filled, beginning)
