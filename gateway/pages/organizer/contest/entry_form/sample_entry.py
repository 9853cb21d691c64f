"""An entry of sample answers: what those who read entries would see of a form."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _

from chassis.forms.definition import Form
from chassis.forms.fields import (
    AnyField,
    Checks,
    Date,
    File,
    Link,
    Money,
    Number,
    Radio,
    Rows,
    Select,
    Text,
    Undertaking,
)
from chassis.forms.files import StoredFile
from gateway.clients.judging import sheets
from gateway.clients.judging.stages import Name
from gateway.clients.registration.edition_matters import Choice, Matter
from gateway.forms.judged_entry import judged_entry

_SIZE = 1 << 20
"""Bytes of a sample file, where its slot takes as many."""
_PATTERNS = {
    "email": "name@example.cn",
    "mobile": "19900000001",
    "uscc": "91350200MA0000000X",
    "time": "14:30",
    "handle": "one",
}


def answers_to(form: Form) -> dict[str, Any]:
    """An answer of the right kind to every field."""
    return {field.key: _answer(field) for field in form if not isinstance(field, File)}


def files_for(form: Form) -> dict[str, list[StoredFile]]:
    """A file of the right kind in every slot."""
    return {
        slot.key: [StoredFile(name=f"{slot.label}.{slot.types[0]}", size=min(_SIZE, slot.size), type=slot.types[0])]
        for slot in form.slots
    }


def judged_sample(matter: Matter, form: Form) -> sheets.JudgedEntry:
    """The entry as judging would tell a judge of it."""
    track, group = (_first(matter.choices.get(source, ())) for source in ("tracks", "groups"))
    return judged_entry(form, answers_to(form), files_for(form), f"{matter.entry_prefix}-0001", track, group)


def _first(choices: tuple[Choice, ...]) -> Name:
    first = choices[0] if choices else None
    return (
        Name(key=first.key, name=first.name.zh, name_en=first.name.en) if first else Name(key="", name="", name_en="")
    )


def _answer(field: AnyField) -> Any:
    answer: Callable[[Any], Any] = _ANSWERS.get(type(field), _words)
    return answer(field)


def _words(field: Any) -> str:
    if isinstance(field, Text) and field.pattern in _PATTERNS:
        return _PATTERNS[field.pattern]
    return str(_("示例：%(label)s", label=field.label))


def _day(field: Any) -> str:
    bounds = (one for one in (field.earliest, field.latest) if one not in (None, "today"))
    return next(bounds, "2026-01-01")


def _choice(field: Any) -> str:
    return field.choices[0].key if field.choices else ""


_ANSWERS: Mapping[type[Any], Callable[[Any], Any]] = {
    Rows: lambda field: [{one.key: _answer(one) for one in field.fields}],
    Checks: lambda field: [one.key for one in field.choices[: max(2, field.least)]],
    Undertaking: lambda _field: True,
    **dict.fromkeys((Number, Money), lambda field: str(field.low or 1)),
    **dict.fromkeys((Select, Radio), _choice),
    Date: _day,
    Link: lambda _field: "https://example.org/",
}
"""What is answered to each kind; to others words."""
