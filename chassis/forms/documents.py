"""Form documents: read with clear errors, described by a JSON Schema."""

from collections.abc import Mapping
from typing import Any

import msgspec
from flask_babel import lazy_gettext as _l

from chassis import shapes
from chassis.forms.definition import Form
from chassis.forms.misfits import misfit
from chassis.forms.soundness import faults
from chassis.http.errors import Invalid
from chassis.http.schemas import FieldError

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DEEPEST = 60
"""How deep a document may be nested; the deepest form there can be needs less than half of it."""
NOT_JSON = FieldError("not-json", _l("不是有效的 JSON 文档（UTF-8 编码），请检查。"))
"""Said of a file that is no JSON at all."""


def read(document: bytes | Mapping[str, Any]) -> Form:
    """The form that a document describes. Raises Invalid: what is wrong, by its place in the document."""
    try:
        plain = msgspec.json.decode(document) if isinstance(document, bytes) else document
    except (msgspec.DecodeError, RecursionError, UnicodeError) as error:
        raise _refused("", NOT_JSON) from error
    check_depth(plain)
    form = shaped(plain)
    if found := faults(form):
        raise Invalid({place: [error.body() for error in errors] for place, errors in found.items()})
    return form


def shaped(plain: Any) -> Form:
    """The form of a document that may still contradict itself. Raises Invalid where it has no such shape."""
    try:
        return shapes.fit(plain, Form)
    except msgspec.ValidationError as error:
        place, found = misfit(str(error))
        raise _refused(place, found) from error


def check_depth(plain: Any) -> None:
    """Raise Invalid where the document is nested deeper than any form."""
    if _depth(plain) > _DEEPEST:
        raise _refused("", FieldError("too-deep", _l("文档的层次太多，请减少嵌套的条件。")))


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of form documents; `read` also refuses what contradicts itself."""
    return {"$schema": DIALECT, "title": "Form", **msgspec.json.schema(Form)}


def _refused(place: str, error: FieldError) -> Invalid:
    return Invalid({place or "_schema": [error.body()]})


def _depth(plain: Any) -> int:
    """How deep it is nested, counted without recursion and no further than matters."""
    deepest, level = 0, [plain]
    while level and deepest <= _DEEPEST:
        deepest += 1
        inner: list[Any] = []
        for one in level:
            inner += one.values() if isinstance(one, Mapping) else one if isinstance(one, list | tuple) else ()
        level = inner
    return deepest
