"""Every entry of the contest, for organizers and screeners: by edition, state, track, group and words."""

from decimal import Decimal, InvalidOperation

from flask import Blueprint, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug import Response

from chassis.http import auth
from chassis.http.auth import allow
from chassis.http.privileged_use import personal
from contracts.roles import OVERSEEING, SCREENER
from contracts.scopes import Scope
from gateway.clients.registration.edition_parts import Choice as Option
from gateway.clients.registration.editions import Edition
from gateway.clients.registration.overviews import OVERVIEWS, AnswerColumn, EntryRow, EntryRows
from gateway.editions.choice import chosen_edition
from gateway.editions.lookup import all_editions, current_edition, find_edition
from gateway.lists.asked import Asked
from gateway.lists.columns import Column, state
from gateway.lists.filters import Choice, Words
from gateway.lists.listing import Listing
from gateway.shell.display import label_of, named
from gateway.shell.state_words import STATES

blp = Blueprint("entry_list", __name__)
READERS = (SCREENER, *OVERSEEING)


def _readable() -> tuple[Edition, ...]:
    """The editions whose entries the person may read."""
    person = auth.identity()
    return tuple(one for one in all_editions() if person.has_any(READERS, Scope.edition(one.slug)))


def _editions() -> list[tuple[str, str]]:
    return [(edition.slug, named(edition)) for edition in _readable()]


def _initial() -> str:
    """The edition the person works on, while the address names none."""
    edition = chosen_edition() or current_edition()
    return edition.slug if edition in _readable() and edition else ""


def _asked_edition() -> Edition | None:
    return find_edition(request.args.get("edition", _initial()))


def _tracks() -> list[tuple[str, str]]:
    edition = _asked_edition()
    return _options([track for one in ([edition] if edition else _readable()) for track in one.tracks])


def _groups() -> list[tuple[str, str]]:
    edition = _asked_edition()
    return _options([group for one in ([edition] if edition else _readable()) for group in one.groups])


def _options(choices: list[Option]) -> list[tuple[str, str]]:
    """Each key once, under the name of the latest edition that has it."""
    return list({choice.key: (choice.key, named(choice)) for choice in reversed(choices)}.values())[::-1]


def _states() -> list[tuple[str, str]]:
    return [(key, str(STATES[key][0])) for key in ("draft", "submitted", "withdrawn")]


def _edition_name(row: EntryRow) -> str:
    return named(find_edition(row.edition)) or row.edition


def _track(row: EntryRow) -> str:
    edition = find_edition(row.edition)
    return label_of(edition.tracks if edition else (), row.track)


def _group(row: EntryRow) -> str:
    edition = find_edition(row.edition)
    return label_of(edition.groups if edition else (), row.group)


def _answers(place: int, column: AnswerColumn) -> Column[EntryRow]:
    """A column of what the form asks."""

    def answer(row: EntryRow) -> str | Decimal:
        text = row.cells[place]
        try:
            return Decimal(text) if column.number and text else text
        except InvalidOperation:
            return text

    return Column(f"answer-{column.key}", named(column, "heading"), answer, number=column.number)


LISTING: Listing[EntryRow] = Listing(
    name="entries",
    title=_l("参赛项目"),
    columns=(
        Column("number", _l("编号"), lambda row: row.number, shown=lambda row: row.number or "—", keep=True, sort=True),
        Column(
            "title",
            _l("项目"),
            lambda row: row.title or _("未命名项目"),
            head=True,
            link=lambda row: url_for("entries.show", entry_id=row.id),
            note=lambda row: row.leader_name,
        ),
        Column("leader", _l("团队负责人"), lambda row: row.leader_name, filed_only=True),
        Column("organisation", _l("申报单位"), lambda row: row.organisation),
        Column("track", _l("赛道"), _track, note=_group),
        Column("group", _l("组别"), _group, filed_only=True),
        Column("edition", _l("届次"), _edition_name, filed_only=True),
        state("state", _l("状态"), lambda row: row.state),
        Column("submitted", _l("提交时间"), lambda row: row.submitted_at, keep=True, sort=True),
    ),
    filters=(
        Choice("edition", _l("届次"), options=_editions, initial=_initial),
        Choice("state", _l("状态"), options=_states),
        Choice("track", _l("赛道"), options=_tracks),
        Choice("group", _l("组别"), options=_groups),
        Words("q", _l("编号、名称、单位或负责人")),
    ),
    empty=(_l("没有符合条件的项目"), _l("请放宽条件后再试。")),
    more=lambda found: [_answers(place, column) for place, column in enumerate(found.columns)],
)


@blp.route("/organizer/entries", methods=["GET"])
@allow(*READERS)
@personal
def listing() -> Response:
    """The entries that pass the filters, newest first; the address holds them all."""
    return LISTING.answer(_read, "organizer/contest/entries.html")


def _read(asked: Asked) -> EntryRows:
    return OVERVIEWS.entries(asked.query(), answers=asked.filed)
