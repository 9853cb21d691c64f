"""A form, and a form filled in: what was typed, what is wrong, and what somebody else saved meanwhile."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import marshmallow
from werkzeug.datastructures import MultiDict

from chassis.http import auth
from chassis.http.errors import Invalid, Problem
from chassis.http.schemas import Schema, field_errors
from chassis.words.visible import cleaned
from gateway.forms.fields import MANY, Field

Messages = list[dict[str, str]]


def plain(text: str) -> str:
    """An answer as it is stored: line ends as everywhere but in forms, no white space around, nothing hidden."""
    return cleaned(text, lines=True)


@dataclass(frozen=True)
class Form:
    """The questions, in order. A draft may be saved half done, so nothing is demanded of it before it is handed in."""

    fields: tuple[Field, ...]
    draft: bool = False
    remembered: bool = False
    """Whether the browser keeps what is typed until it was sent."""

    def __iter__(self) -> Iterator[Field]:
        return iter(self.fields)

    def __getitem__(self, name: str) -> Field:
        return next(one for one in self.fields if one.name == name)

    def offering(self, **choices: Sequence[Mapping[str, Any]]) -> "Form":
        """The same form with these answers to choose from."""
        fields = [replace(one, choices=tuple(choices.get(one.name, one.choices))) for one in self.fields]
        return replace(self, fields=tuple(fields))

    def typed(self, sent: MultiDict[str, str]) -> dict[str, str]:
        """What stands in the form that was sent; fields that were not sent are left out."""
        found = {one.name: sent.getlist(one.name) for one in self.fields if one.name in sent or one.kind == MANY}
        return {name: "\n".join(texts) if self[name].kind == MANY else texts[0] for name, texts in found.items()}

    def plain(self, typed: Mapping[str, str]) -> dict[str, str]:
        """The answers as they are stored, those of one line on one line."""
        return {name: cleaned(text, lines=self[name].kind == "area") for name, text in typed.items()}

    def wrong(self, values: Mapping[str, str]) -> dict[str, Messages]:
        """The messages of each field whose answer cannot be accepted."""
        return {one.name: messages for one in self.fields if (messages := one.wrong(values))}

    def differing(self, stored: Mapping[str, str], typed: Mapping[str, str]) -> dict[str, str]:
        """The stored answer of each field where it is not what was typed."""
        return {
            one.name: stored.get(one.name, "")
            for one in self.fields
            if one.name in typed and plain(typed[one.name]) != plain(stored.get(one.name, ""))
        }

    def by_field(self, errors: Mapping[str, Messages]) -> dict[str, Messages]:
        """A service's errors under our names; one about a part of an answer stands at the answer."""
        names = {one.known_as: one.name for one in self.fields}
        found: dict[str, Messages] = {}
        for path, messages in errors.items():
            found.setdefault(names.get(path) or names.get(path.split(".")[0]) or path, []).extend(messages)
        return found

    def over(self, stored: Mapping[str, str], typed: Mapping[str, str]) -> dict[str, str]:
        """What was typed in place of what is stored."""
        return {**stored, **typed}

    def labels(self, values: Mapping[str, str]) -> dict[str, Any]:
        """What each field is called, for the summary of what is wrong."""
        return {one.name: one.label for one in self}

    def written(self) -> dict[str, Any]:
        """The labels of what is answered in words: of choices an input holds but a key."""
        return {one.name: one.label for one in self if not one.choices}

    def problem(self, refused: Mapping[str, Any]) -> dict[str, Any]:
        """A refusal of a service, its errors under our names."""
        return {**refused, "errors": self.by_field(refused.get("errors") or {})}


@dataclass(frozen=True)
class Filled:
    """A form as a page shows it."""

    form: Form
    values: Mapping[str, str]
    etag: str = ""
    problem: Mapping[str, Any] | None = None
    others: Mapping[str, str] = field(default_factory=dict)
    """What somebody else saved meanwhile, of each field where it differs."""
    conflict: bool = False
    restored: bool = False
    """Whether the values are text that could not be saved earlier."""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    """What a refusal adds to the answer, such as Retry-After."""
    changed_by: Mapping[str, str] = field(default_factory=dict)
    """Who saved what differs, and when, in words; of the fields of which it is known."""

    @property
    def errors(self) -> Mapping[str, Messages]:
        """The messages beside each field."""
        return (self.problem or {}).get("errors") or {}

    @property
    def labels(self) -> dict[str, Any]:
        """What each field is called, for the summary."""
        return self.form.labels(self.values)

    @property
    def owner(self) -> str:
        """Whose text it is; empty for a stranger, whose text is never kept in the browser."""
        person = auth.identity()
        return str(person.account_id) if person.grants else ""


def checked(form: Form, values: Mapping[str, str], **facts: Any) -> Filled:
    """The form with what is wrong in it; its status is 200 where nothing is."""
    if not (errors := form.wrong(values)):
        return Filled(form, values, **facts)
    return Filled(form, values, problem=Invalid(errors).body(), status=Invalid.status, **facts)


def loaded(schema: Schema, values: Mapping[str, Any]) -> dict[str, Any]:
    """What the schema makes of the answers; raises Invalid with what is wrong with each."""
    try:
        found: dict[str, Any] = schema.load(values)
    except marshmallow.ValidationError as invalid:
        raise Invalid(field_errors(invalid.messages)) from invalid
    return found


def refused(form: Form, values: Mapping[str, str], problem: Problem) -> Filled:
    """The form as it was sent, with why it was refused."""
    return Filled(form, values, problem=form.problem(problem.body()), status=problem.status, headers=problem.headers)
