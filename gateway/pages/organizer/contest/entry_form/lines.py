"""A form as an outline: each section and field in a line, with what matters about it in a few words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from chassis.forms.bilingual import Words
from chassis.forms.definition import Form
from chassis.forms.fields import AnyField, Choice, Rows, kind_of
from chassis.forms.places import place_of
from chassis.forms.unfinished import GAP, so_far
from chassis.forms.wording import KINDS, in_words
from gateway.clients.manuscripts import Manuscript
from gateway.clients.registration.edition_matters import Matter
from gateway.pages.organizer.contest.entry_form.parts import BRIEF, NEEDED, seen_by


@dataclass(frozen=True)
class Line:
    """A section, a field, or a field of rows."""

    place: str
    label: str
    kind: str = ""
    """In words; empty for a section."""
    facts: tuple[str, ...] = ()
    within: tuple["Line", ...] = ()
    takes_cells: bool = False
    fixed: bool = False
    stops: int = 0
    """How much of it stops publication."""


def form_of(found: Manuscript[Matter]) -> Form:
    """The form as it is so far, with the tracks and groups of its edition."""
    return offering(found.about, so_far(found.content))


def offering(matter: Matter, form: Form) -> Form:
    """A form with the tracks and groups of an edition."""
    sources = {
        name: [Choice(one.key, Words(one.name.zh, one.name.en)) for one in choices]
        for name, choices in matter.choices.items()
    }
    return form.offering(sources)


def outline(found: Manuscript[Matter], form: Form) -> list[Line]:
    """The sections of the form that is written."""
    stops = _stops(found)
    return [
        Line(
            place=f"@{section.key}",
            label=str(section.title),
            facts=tuple(_conditions(section, form.by_key)),
            within=tuple(_field(one, form, stops) for one in section.fields if not one.key.startswith(GAP)),
            fixed=any(one.key in NEEDED for one in section.fields),
            stops=stops.get(f"@{section.key}", 0),
        )
        for section in form.sections
        if not section.key.startswith(GAP)
    ]


def _stops(found: Manuscript[Matter]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for path, messages in found.missing.items():
        place = place_of(found.content, path)
        counts[place] = counts.get(place, 0) + len(messages)
    return counts


def _field(field: AnyField, form: Form, stops: Mapping[str, int]) -> Line:
    cells: list[Line] = []
    if isinstance(field, Rows):
        known: dict[str, Any] = {**form.by_key, **{one.key: one for one in field.fields}}
        shown = [one for one in field.fields if not one.key.startswith(GAP)]
        cells = [_line(one, f"{field.key}.{one.key}", known, stops) for one in shown]
    return _line(field, field.key, form.by_key, stops, tuple(cells))


def _line(
    field: AnyField, place: str, known: Mapping[str, Any], stops: Mapping[str, int], cells: tuple[Line, ...] = ()
) -> Line:
    return Line(
        place=place,
        label=str(field.label),
        kind=str(KINDS[kind_of(field)]),
        facts=tuple(_facts(field, place, known)),
        within=cells,
        takes_cells=isinstance(field, Rows),
        fixed=place in NEEDED,
        stops=stops.get(place, 0),
    )


def _facts(field: AnyField, place: str, known: Mapping[str, Any]) -> Iterator[str]:
    if field.required:
        yield str(_("必填"))
    elif field.required_when is not None:
        yield str(_("%(clause)s时必填", clause=in_words(field.required_when, known)))
    yield str(BRIEF[seen_by({"seen_by": field.seen_by}, in_row="." in place)])
    if field.listed:
        yield str(_("列入列表"))
    if field.searched:
        yield str(_("可搜索"))
    if field.personal:
        yield str(_("个人信息"))
    yield from _conditions(field, known)


def _conditions(part: Any, known: Mapping[str, Any]) -> Iterator[str]:
    for key, values in part.only_for.items():
        names = {one.key: str(one.name) for one in getattr(known.get(key), "choices", ())}
        said = str(_("、")).join(names.get(value, value) for value in values)
        yield str(_("仅限%(names)s", names=said))
    if part.shown_when is not None:
        yield str(_("%(clause)s时出现", clause=in_words(part.shown_when, known)))
