"""Every organisation that applied: with what may be wrong with it, and which may be one and the same."""

from flask import Blueprint, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from werkzeug import Response

from chassis.http import auth
from chassis.http.auth import allow
from chassis.http.privileged_use import personal
from contracts.roles import OVERSEEING
from contracts.scopes import Scope
from gateway.clients.registration.applicants.organisations import ORGANISATIONS, OrganisationRow, SaidChoice
from gateway.clients.service import Page
from gateway.editions.lookup import all_editions
from gateway.lists.asked import Asked
from gateway.lists.columns import Column
from gateway.lists.filters import Choice, Words, named
from gateway.lists.listing import Listing
from gateway.shell.display import either
from gateway.shell.display import named as name_of

blp = Blueprint("organisation_list", __name__)
CHECKS = {"near": _l("可能重复"), "doubtful": _l("信用代码待核对")}
"""What one may look for."""


def _editions() -> list[tuple[str, str]]:
    person = auth.identity()
    return [(one.slug, name_of(one)) for one in all_editions() if person.has_any(OVERSEEING, Scope.edition(one.slug))]


def in_words(choice: SaidChoice) -> str:
    """A choice of a form in the reader's language."""
    return either((choice.zh, choice.en))


def _remarks(row: OrganisationRow) -> str:
    found = [ngettext("可能与 %(num)d 个单位重复", "可能与 %(num)d 个单位重复", row.alike)] if row.alike else []
    found += [_("信用代码校验位不符")] if row.doubtful else []
    return str(_("；")).join(found)


LISTING: Listing[OrganisationRow] = Listing(
    name="organisations",
    title=_l("单位档案"),
    columns=(
        Column(
            "name",
            _l("单位"),
            lambda row: row.name,
            head=True,
            link=lambda row: url_for("organisation_page.show", organisation_id=row.id),
        ),
        Column("type", _l("类型"), lambda row: in_words(row.type), keep=True),
        Column("district", _l("所在区"), lambda row: in_words(row.district), keep=True),
        Column("code", _l("统一社会信用代码"), lambda row: row.credit_code, keep=True),
        Column("remarks", _l("待核对"), _remarks),
        Column("entries", _l("项目数"), lambda row: row.entries, number=True),
        Column("filled", _l("首次填写"), lambda row: row.filled_at, note=lambda row: row.filled_name),
        Column("filled_by", _l("填写人"), lambda row: row.filled_name, filed_only=True),
    ),
    filters=(
        Choice("edition", _l("届次"), options=_editions),
        Choice("check", _l("待核对"), options=named(CHECKS)),
        Words("q", _l("名称或信用代码")),
    ),
    empty=(_l("没有符合条件的单位"), _l("项目提交后，申报单位出现在这里。请放宽条件后再试。")),
)


@blp.route("/organizer/organisations", methods=["GET"])
@allow(*OVERSEEING)
@personal
def listing() -> Response:
    """The organisations that pass the filters, the latest first."""
    return LISTING.answer(_read)


def _read(asked: Asked) -> Page[OrganisationRow]:
    return ORGANISATIONS.rows(asked.query())
