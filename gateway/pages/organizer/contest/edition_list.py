"""The editions of all contests, with what each needs next; beginning one, and copying one."""

from collections.abc import Callable, Sequence

from flask import Blueprint, Response, flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug import Response as Answer

from chassis.http.auth import allow
from contracts.roles import ORGANIZER, OVERSEEING
from gateway.clients.registration.contests import CONTESTS, ContestHead
from gateway.clients.registration.edition_drafts import EDITION_DRAFTS
from gateway.clients.registration.edition_heads import EditionHead, ListedEdition
from gateway.clients.service import Page
from gateway.editors.beginning import Beginning, beginning_page
from gateway.forms import saving
from gateway.forms.fields import Field
from gateway.forms.form import Filled, Form
from gateway.lists.asked import Asked
from gateway.lists.columns import Column, state
from gateway.lists.listing import Listing
from gateway.pages.organizer.contest.edition_words import PREFIX, name_of, next_prefix, next_step
from gateway.shell.display import named
from gateway.shell.times import deadline

blp = Blueprint("edition_list", __name__)
OWN = (
    Field(name="name", label=_l("届次名称"), hint=_l("例如：第五届厦门5G应用大赛"), least=2, most=100, required=True),
    Field(name="name_en", label=_l("英文名称"), most=200),
    Field(
        name="entry_prefix",
        label=_l("项目编号前缀"),
        hint=_l("大写字母和数字，例如 XM5G05，项目编号即为 XM5G05-0001；这一届的网址也由此而来"),
        least=2,
        most=12,
        required=True,
    ),
    Field(
        name="starts_on",
        label=_l("第一个阶段从哪天开始"),
        kind="date",
        hint=_l("其余日期按工作日推算，已公布的节假日和调休已计入；之后都可以修改"),
        required=True,
    ),
)
COPY = Form(OWN)
NAMED = _l("例如：厦门5G应用大赛")
FIRST = Form((Field(name="contest_name", label=_l("大赛名称"), hint=NAMED, least=2, most=100, required=True), *OWN))
"""A new edition where there is no contest yet."""
NEW = Form(
    (
        Field(
            name="contest",
            label=_l("大赛"),
            kind="select",
            hint=_l("已有的大赛请在此选择；新办的大赛请留空，在下一项填写名称"),
        ),
        Field(name="contest_name", label=_l("新大赛的名称"), hint=NAMED, most=100),
        *OWN,
    )
)
LISTING: Listing[ListedEdition] = Listing(
    name="editions",
    title=_l("届次设置"),
    columns=(
        Column("name", _l("届次"), name_of, head=True, link=lambda row: url_for("edition_page.show", slug=row.slug)),
        Column("contest", _l("大赛"), lambda row: named(row, "contest")),
        state("state", _l("状态"), lambda row: row.state, PREFIX),
        Column("closes_at", _l("报名截止"), lambda row: row.closes_at, lambda row: deadline(row.closes_at), keep=True),
        Column("next", _l("接下来"), next_step),
        Column("version", _l("版本"), lambda row: row.version or None, filed_only=True),
    ),
    empty=(_l("还没有届次"), _l("从模板新建一届，按部就班填写，检查后发布。")),
)


@blp.route("/organizer/editions", methods=["GET"])
@allow(*OVERSEEING)
def listing() -> Response:
    """Every edition that one oversees: first those where something goes on, the newest first among their like."""
    return LISTING.answer(_read, "organizer/contest/editions/list.html")


def _read(asked: Asked) -> Page[ListedEdition]:
    return EDITION_DRAFTS.editions(**asked.query())


@blp.route("/organizer/editions/new", methods=["GET"])
@allow(ORGANIZER, everywhere=True)
def start() -> Response:
    """What a new edition needs to begin with."""
    return _new(Filled(_offering(CONTESTS.contests()), {}))


@blp.route("/organizer/editions/new", methods=["POST"])
@allow(ORGANIZER, everywhere=True)
def create() -> Answer:
    """Begin an edition from the template."""
    form = _offering(CONTESTS.contests())

    def begin(typed: dict[str, str]) -> EditionHead:
        return EDITION_DRAFTS.begin(**{"contest": "", **typed})

    return _done(form, begin, _new)


@blp.route("/organizer/editions/<slug>/copy", methods=["GET"])
@allow(ORGANIZER, everywhere=True)
def ask_copy(slug: str) -> Response:
    """What a copy is given of its own."""
    found = EDITION_DRAFTS.overview(slug)
    return _copy(found, Filled(COPY, {"entry_prefix": next_prefix(found.entry_prefix)}))


@blp.route("/organizer/editions/<slug>/copy", methods=["POST"])
@allow(ORGANIZER, everywhere=True)
def copy(slug: str) -> Answer:
    """Copy the edition, its dates moved; its entries stay where they are."""

    def again(filled: Filled) -> Response:
        return _copy(EDITION_DRAFTS.overview(slug), filled)

    return _done(COPY, lambda typed: EDITION_DRAFTS.copy(slug, **typed), again)


def _done(form: Form, begin: Callable[[dict[str, str]], EditionHead], page: Callable[[Filled], Response]) -> Answer:
    typed = saving.sent(form)
    made = saving.made(form, typed | {"entry_prefix": typed["entry_prefix"].upper()}, begin)
    if isinstance(made, Filled):
        return page(made)
    flash(_("已新建草稿。请逐项核对，检查后发布；发布前公众看不到。"), "success")
    return redirect(url_for("edition_page.show", slug=made.slug), 303)


def _offering(contests: Sequence[ContestHead]) -> Form:
    if not contests:
        return FIRST
    choices = [{"key": one.key, "name": one.name, "name_en": one.name_en} for one in contests]
    return NEW.offering(contest=choices)


def _new(filled: Filled) -> Response:
    beginning = Beginning(
        title=_("新建届次"),
        lead=_("从模板开始：已有常用的阶段、组别、审查清单和奖项，逐项修改即可。"),
        action=url_for("edition_list.create"),
        button=_("开始填写"),
        back=url_for("edition_list.listing"),
        back_says=_("返回列表"),
    )
    return beginning_page(filled, beginning)


def _copy(edition: EditionHead, filled: Filled) -> Response:
    said = _("复制“%(name)s”的全部设置和报名表，不含参赛项目。日期从您选的那天起按工作日重新推算，请逐项核对。")
    beginning = Beginning(
        title=_("复制届次"),
        lead=said % {"name": name_of(edition)},
        action=url_for("edition_list.copy", slug=edition.slug),
        button=_("复制"),
        back=url_for("edition_page.show", slug=edition.slug),
    )
    return beginning_page(filled, beginning)
