"""Every component in every state on one page, for those who build pages. Not there unless EGRET_STYLEGUIDE says so."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, abort, current_app, render_template, request

from chassis import clock
from chassis.documents.typesetter import typesetter
from chassis.files.opened import ENCRYPTED
from chassis.files.wording import CHECKING, FOUND
from chassis.forms.answers import missing
from chassis.forms.documents import read
from chassis.forms.files import StoredFile
from chassis.forms.showing import show as shown_answers
from chassis.http.auth import NOBODY, PUBLIC, allow
from chassis.http.errors import Invalid
from chassis.work.life import DONE as ENDED
from chassis.work.life import FAILED, RUNNING, STOPPED, WAITING
from chassis.work.queue import Work
from gateway.edge.assets import asset
from gateway.edge.security import settings
from gateway.forms.document_form import by_section, document_form
from gateway.forms.fields import Field
from gateway.forms.form import Filled, Form, checked
from gateway.pages.styleguide.sample_document import document_facts
from gateway.pages.styleguide.sample_list import LISTING, samples
from gateway.pages.team.contents.papers import Paper
from gateway.shell.timelines import DONE, MISSED, NEXT, NOW, TODO, Step
from gateway.shell.todos import Todo

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
WORKS = [
    Work(NOBODY, "", state, done, 120, stopping, {}, NOBODY, clock.now(), None)
    for state, done, stopping in (
        (WAITING, 0, False),
        (RUNNING, 48, False),
        (RUNNING, 48, True),
        (ENDED, 120, False),
        (FAILED, 48, False),
        (STOPPED, 48, False),
    )
]
TODOS = (
    Todo(3, "todo", "#main", "btn", "detail", urgent=True),
    Todo(12, "todo", "#main", "btn", "detail"),
    Todo(None, "todo", "#main", "btn"),
)
DOCUMENT = read((Path(__file__).parent / "sample_form.json").read_bytes())
ANSWERS: dict[str, Any] = {
    "name": "基于5G专网与机器视觉的卫浴陶瓷釉面缺陷在线检测",
    "about": "卫浴陶瓷釉面的针孔、缺釉、色差长期依靠人工在强光下目检。",
    "income": "1280.5",
    "since": "2024-03-01",
    "group": "application",
    "type": "other",
    "means": ["private", "mec"],
    "joint": [{"name": "示例光电股份有限公司", "type": "company"}, {"name": "示例大学", "type": "other"}],
    "ideas": [{"text": "三百毫秒内给出缺陷位置与等级，结果直接驱动分拣机械手。"}],
    "honest": True,
}
NAMED: dict[str, Any] = {"name": "卫浴陶瓷釉面缺陷在线检测-申报书（盖章扫描件）.pdf", "size": 3_400_000}
FILES = {"document": [StoredFile(type="pdf", **NAMED)]}
LATER = {
    "name": "别处改过的项目名称",
    "joint": [{"name": "示例港务集团有限公司", "type": "company"}],
    "group": "creative",
}


@blp.route("/styleguide", methods=["GET", "POST"])
@allow(PUBLIC)
def show() -> Response:
    """The page; it is not there in production. What is sent is shown again, nothing is stored."""
    if not settings().styleguide:
        abort(404)
    closes = clock.now() + timedelta(days=3)
    return LISTING.answer(
        samples,
        "styleguide/styleguide.html",
        fresh=checked(FORM, FORM.typed(request.form)) if request.method == "POST" else Filled(FORM, {}),
        wrong=_wrong(),
        closes=closes,
        steps=STEPS,
        todos=TODOS,
        works=WORKS,
    )


@blp.route("/styleguide/document.pdf")
@allow(PUBLIC)
def document() -> Response:
    """A document as the house sets it, on more than one page."""
    if not settings().styleguide:
        abort(404)
    template = Path(current_app.root_path) / "templates" / "styleguide" / "document.typ"
    return Response(typesetter(template).pdf(document_facts()), content_type="application/pdf")


def _wrong() -> Filled:
    """The form with something wrong in it, and something somebody else saved meanwhile."""
    filled = checked(FORM, WRONG)
    return Filled(FORM, WRONG, problem=filled.problem, others={"text": "别处保存的文字 saved elsewhere"}, status=422)


@blp.route("/styleguide/forms", methods=["GET", "POST"])
@allow(PUBLIC)
def form() -> Response | str:
    """A form that a document describes, in a state; what is sent is shown again, nothing is stored."""
    if not settings().styleguide:
        abort(404)
    state = request.args.get("state", "fresh")
    slots = {"document": {"files": _papers()}}
    drawn = document_form(DOCUMENT, answers={} if state == "fresh" else ANSWERS, files=FILES)
    if request.method == "POST":
        return render_template(
            "styleguide/form.html", filled=Filled(drawn, drawn.typed(request.form)), state=state, slots=slots
        )
    values = drawn.stored(drawn.answers)
    others = drawn.differing(drawn.stored(ANSWERS | LATER), values | {"joint.rows": "2"}) if state == "conflict" else {}
    refused = Invalid(missing(DOCUMENT, {**ANSWERS, "income": "12.345"}, FILES)).body() if state == "wrong" else None
    filled = Filled(drawn, values, problem=refused, others=others, conflict=state == "conflict")
    groups = by_section(shown_answers(DOCUMENT, ANSWERS, "team", FILES))
    return render_template("styleguide/form.html", filled=filled, state=state, groups=groups, slots=slots)


def _papers() -> list[Paper]:
    """A file in each of its states."""
    own: dict[str, Any] = {"id": NOBODY, "address": "#main", **NAMED}
    return [
        Paper(pages=24, picture=asset("share.png"), **own),
        Paper(pages=None, picture="", checking=True, said=str(CHECKING), **own),
        Paper(pages=None, picture="", said=str(FOUND[ENCRYPTED]), **own),
    ]
