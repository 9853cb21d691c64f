"""A form that a document describes, as a page draws it: all its sections or one of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from werkzeug.datastructures import MultiDict

from chassis.forms.bilingual import Words
from chassis.forms.conditions import holds, named_in
from chassis.forms.definition import Form as Document
from chassis.forms.definition import Section, joined_conditions
from chassis.forms.fields import AnyField, Area, Chosen, Rows, Undertaking
from chassis.forms.files import Files
from chassis.forms.marks import even
from chassis.forms.showing import Shown, said
from chassis.forms.wording import label_in_row
from gateway.forms import flat_answers
from gateway.forms.form import Form, Messages
from gateway.forms.parts import Part, drawn


@dataclass(frozen=True)
class DocumentForm(Form):
    """The document's questions; a draft, of which nothing is demanded before it is handed in."""

    document: Document = None  # type: ignore[assignment]  # always given; a default because those before it have one
    section: str = ""
    """The one section that the page shows; empty: all."""
    answers: Mapping[str, Any] = field(default_factory=dict)
    """What is answered so far, also in other sections, which conditions ask about."""
    files: Files = field(default_factory=dict)
    only: frozenset[str] | None = None
    """Keys of the fields that are open; None: all."""
    pictures: Mapping[str, str] = field(default_factory=dict)
    """Where choices that are pictures are shown in small, by their keys."""

    def sections(self) -> list[Section]:
        """The sections of this page."""
        return [one for one in self.document.sections if self.section in ("", one.key) and self.open_in(one)]

    def open_in(self, section: Section) -> list[AnyField]:
        """Its fields, as far as they are open."""
        return [one for one in section.fields if self.only is None or one.key in self.only]

    @property
    def asked(self) -> list[AnyField]:
        """The fields of this page."""
        return [one for section in self.sections() for one in self.open_in(section)]

    @property
    def rich(self) -> bool:
        """Whether a text on this page may have headings, lists and links."""
        return any(isinstance(one, Area) and one.rich for one in self.asked)

    @property
    def elsewhere(self) -> dict[str, Any]:
        """The answers of other pages that conditions here ask about."""
        here = {one.key for one in self.asked}
        wanted = {found.field for one in self.asked for found in _conditions(self.document, one)} - here
        whole = {**self.answers, **{key: [f.name for f in files] for key, files in self.files.items()}}
        shown = self.document.shown(whole)
        return {key: whole[key] for key in sorted(wanted & shown) if key in whole}

    def parts(self, section: Section, texts: Mapping[str, str]) -> list[Part]:
        """The fields of a section; those that answers of other pages rule out are left out."""
        return [part for one in self.open_in(section) if (part := self._part(one, texts)) is not None]

    def typed(self, sent: MultiDict[str, str]) -> dict[str, str]:
        """What stands in the form that was sent, with the row added, moved or removed that a button asked for."""
        texts = flat_answers.typed(self.asked, sent)
        change = sent.get("row", "")
        rows = next((one for one in self.asked if isinstance(one, Rows) and change.startswith(f"{one.key}.")), None)
        return flat_answers.changed_rows(rows, texts, change) if rows else texts

    def stored(self, answers: Mapping[str, Any]) -> dict[str, str]:
        """Stored answers as the inputs of this page hold them."""
        return flat_answers.flatten(self.asked, answers)

    def gathered(self, texts: Mapping[str, str]) -> dict[str, Any]:
        """The texts of this page as answers."""
        return flat_answers.gather(self.asked, texts)

    def over(self, stored: Mapping[str, str], typed: Mapping[str, str]) -> dict[str, str]:
        """What was typed in place of what is stored."""
        return flat_answers.merged(stored, typed)

    def differing(self, stored: Mapping[str, str], typed: Mapping[str, str]) -> dict[str, str]:
        """The stored answer of each field where it is not what was typed, rows as a whole, in words."""
        before, now = flat_answers.gather(self.asked, _counted(self.asked, stored)), self.gathered(typed)
        return {
            one.key: read_out(one, before.get(one.key))
            for one in self.asked
            if one.key in now and even(before.get(one.key)) != even(now[one.key])
        }

    def by_field(self, errors: Mapping[str, Messages]) -> dict[str, Messages]:
        """A service's errors by the names of the inputs."""
        return {path.removeprefix("answers."): messages for path, messages in errors.items()}

    def labels(self, values: Mapping[str, str]) -> dict[str, Any]:
        """What each input is called; those in rows with the number of their row."""
        found: dict[str, Any] = {one.key: str(one.label) for one in self.document}
        for rows in (one for one in self.document if isinstance(one, Rows)):
            for number in range(max(flat_answers.row_count(rows.key, values), len(_list(self.answers.get(rows.key))))):
                found |= {f"{rows.key}.{number}.{one.key}": label_in_row(rows, number, one) for one in rows.fields}
        return found

    def written(self) -> dict[str, Any]:
        """The labels of what is answered in words; those of rows without a number: `members.name`."""
        kinds = (*Chosen, Undertaking, Rows)
        found = {one.key: str(one.label) for one in self.document if not isinstance(one, kinds)}
        for rows in (one for one in self.document if isinstance(one, Rows)):
            inner = [one for one in rows.fields if not isinstance(one, kinds)]
            found |= {f"{rows.key}.{one.key}": f"{rows.noun} · {one.label}" for one in inner}
        return found

    def _part(self, one: AnyField, texts: Mapping[str, str]) -> Part | None:
        condition = self.document.conditions[one.key]
        here = {other.key for other in self.asked}
        if condition is not None and here.isdisjoint(found.field for found in named_in(condition)):
            if not holds(condition, self.elsewhere):
                return None
            condition = None
        draw = partial(drawn, pictures=self.pictures)
        rows: tuple[tuple[Part, ...], ...] = ()
        blank: tuple[Part, ...] = ()
        if isinstance(one, Rows):
            known = {**self.document.by_key, **{inner.key: inner for inner in one.fields}}
            numbers = range(flat_answers.row_count(one.key, texts))
            rows = tuple(
                tuple(draw(i, f"{one.key}.{n}.{i.key}", joined_conditions(i), known) for i in one.fields)
                for n in numbers
            )
            blank = tuple(draw(i, f"{one.key}.__n__.{i.key}", joined_conditions(i), known) for i in one.fields)
        return draw(one, one.key, condition, self.document.by_key, rows, blank)


def document_form(document: Document, section: str = "", **facts: Any) -> DocumentForm:
    """The form of a document; `answers` and `files` say what there is so far."""
    return DocumentForm((), draft=True, document=document, section=section, **facts)


def by_section(shown: Iterable[Shown]) -> list[tuple[Words, list[Shown]]]:
    """Answers under the headings of their sections, in order."""
    found: dict[Words, list[Shown]] = {}
    for one in shown:
        found.setdefault(one.section, []).append(one)
    return list(found.items())


def read_out(one: AnyField, value: Any) -> str:
    """An answer in words: of rows a line each, of rich text the words alone; empty where there is none."""
    return str(said(one, value)) if value not in (None, "", [], False) else ""


def _conditions(document: Document, one: AnyField) -> Iterator[Any]:
    inner = [joined_conditions(cell) for cell in one.fields] if isinstance(one, Rows) else []
    for condition in (document.conditions[one.key], one.required_when, *inner):
        if condition is not None:
            yield from named_in(condition)


def _counted(fields: Iterable[AnyField], texts: Mapping[str, str]) -> dict[str, str]:
    return {flat_answers.counter(one.key): "" for one in fields if isinstance(one, Rows)} | dict(texts)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
