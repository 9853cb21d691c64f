"""The outreach events, with what each needs next; beginning one, and copying one."""

from collections.abc import Callable

from flask import Blueprint, Response, flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from werkzeug import Response as Answer

from chassis.http.auth import allow
from contracts.roles import ORGANIZER, OVERSEEING
from gateway.clients.registration.event_drafts import EVENT_DRAFTS, EventState, ListedEvent
from gateway.clients.service import Page
from gateway.editors.beginning import Beginning, beginning_page
from gateway.forms import saving
from gateway.forms.fields import Field
from gateway.forms.form import Filled, Form
from gateway.lists.asked import Asked
from gateway.lists.columns import Column, state
from gateway.lists.listing import Listing
from gateway.shell.display import named
from gateway.shell.times import passed

blp = Blueprint("event_list", __name__)
PREFIX = "event-"
"""Before the states of events in the table of states."""
NEW = Form(
    (
        Field(
            name="name",
            label=_l("活动名称"),
            hint=_l("例如：5G科普进社区；活动的网址由名称而来"),
            least=2,
            most=100,
            required=True,
        ),
        Field(name="name_en", label=_l("英文名称"), most=200),
    )
)
COPY = Form(
    (
        *NEW.fields,
        Field(
            name="starts_on",
            label=_l("第一个班次在哪天"),
            kind="date",
            hint=_l("各班次的时刻和间隔不变，日期一起移动；之后都可以修改"),
            required=True,
        ),
    )
)


def name_of(event: EventState) -> str:
    """Its name in the reader's language, or that there is none yet."""
    return named(event) or _("（未命名）")


def next_step(event: ListedEvent) -> str:
    """What it needs next."""
    if event.state == "draft":
        count = event.missing
        return str(ngettext("还差 %(num)d 项", "还差 %(num)d 项", count) if count else _("检查后发布"))
    if event.state == "cancelled":
        return str(_("已取消，可以复制为新的活动"))
    if event.ends_at and passed(event.ends_at):
        return str(_("已结束，可以复制为新的活动"))
    if event.changed:
        return str(_("有修改未发布"))
    left = event.places_left
    return str(ngettext("还有 %(num)d 个名额", "还有 %(num)d 个名额", left) if left else _("等待活动举行"))


LISTING: Listing[ListedEvent] = Listing(
    name="events",
    title=_l("志愿活动"),
    columns=(
        Column("name", _l("活动"), name_of, head=True, link=lambda row: url_for("event_editor.review", slug=row.slug)),
        state("state", _l("状态"), lambda row: row.state, PREFIX),
        Column("starts_at", _l("开始时间"), lambda row: row.starts_at, keep=True),
        Column("next", _l("接下来"), next_step),
        Column("created_at", _l("创建时间"), lambda row: row.created_at, filed_only=True),
    ),
    empty=(_l("还没有志愿活动"), _l("新建活动，填写班次，检查后发布。发布后志愿者即可报名。")),
)


@blp.route("/organizer/events", methods=["GET"])
@allow(*OVERSEEING)
def listing() -> Response:
    """Every event that one oversees, published or not, the newest first."""
    return LISTING.answer(_read, "organizer/outreach/events/list.html")


def _read(asked: Asked) -> Page[ListedEvent]:
    return EVENT_DRAFTS.events(**asked.query())


@blp.route("/organizer/events/new", methods=["GET"])
@allow(ORGANIZER, everywhere=True)
def start() -> Response:
    """What a new event is called."""
    return _new(Filled(NEW, {}))


@blp.route("/organizer/events/new", methods=["POST"])
@allow(ORGANIZER, everywhere=True)
def create() -> Answer:
    """Begin an event; pressing twice begins one."""
    return _done(NEW, lambda typed, key: EVENT_DRAFTS.begin(**typed, key=key), _new)


@blp.route("/organizer/events/<slug>/copy", methods=["GET"])
@allow(ORGANIZER, everywhere=True)
def ask_copy(slug: str) -> Response:
    """What a copy is given of its own."""
    found = EVENT_DRAFTS.draft(slug).about
    return _copy(found, Filled(COPY, {"name": found.name, "name_en": found.name_en}))


@blp.route("/organizer/events/<slug>/copy", methods=["POST"])
@allow(ORGANIZER, everywhere=True)
def copy(slug: str) -> Answer:
    """Copy the event to another day; those who signed up stay where they are."""

    def again(filled: Filled) -> Response:
        return _copy(EVENT_DRAFTS.draft(slug).about, filled)

    return _done(COPY, lambda typed, key: EVENT_DRAFTS.copy(slug, **typed, key=key), again)


def _done(form: Form, begin: Callable[[dict[str, str], str], EventState], page: Callable[[Filled], Response]) -> Answer:
    made = saving.made(form, saving.sent(form), lambda typed: begin(typed, saving.pressed_key()))
    if isinstance(made, Filled):
        return page(made)
    flash(_("已新建草稿。请填写后检查、发布；发布前志愿者看不到。"), "success")
    return redirect(url_for("event_editor.edit", slug=made.slug), 303)


def _new(filled: Filled) -> Response:
    beginning = Beginning(
        title=_("新建活动"),
        lead=_("先起名称，再填写地点和班次。与以前的活动相近时，在该活动的页面选择复制更快。"),
        action=url_for("event_list.create"),
        button=_("开始填写"),
        back=url_for("event_list.listing"),
        back_says=_("返回列表"),
    )
    return beginning_page(filled, beginning)


def _copy(event: EventState, filled: Filled) -> Response:
    beginning = Beginning(
        title=_("复制活动"),
        lead=_("复制“%(name)s”的地点、说明和全部班次，不含报名。", name=name_of(event)),
        action=url_for("event_list.copy", slug=event.slug),
        button=_("复制"),
        back=url_for("event_editor.review", slug=event.slug),
    )
    return beginning_page(filled, beginning)
