"""marshmallow, with field errors that carry a stable code and a sentence in the reader's language."""

from collections.abc import Mapping
from typing import Any

import marshmallow as ma
from flask_babel import lazy_gettext as _l

from chassis.words.links import has_link
from chassis.words.visible import cleaned, visible_length

BIGGEST = 2**31 - 1
"""What an INTEGER column of PostgreSQL holds; a field that may be larger says so with a validator of its own."""
WHOLE = "_schema"
"""Under what errors stand that are about all that was sent, not about a field."""
_SENTENCES: Mapping[str, Any] = {
    "required": _l("请填写这一项。"),
    "null": _l("请填写这一项。"),
    "invalid": _l("这一项的格式不正确，请检查后重新填写。"),
    "invalid_uuid": _l("这一项的格式不正确，请检查后重新填写。"),
    "unknown": _l("没有这一项，请删除。"),
    "type": _l("请求内容应为 JSON 对象。"),
}


def sentence(code: str) -> Any:
    """What we say where marshmallow's own checks fail with this code."""
    return _SENTENCES[code]


class FieldError:
    """One thing wrong with one field: a stable `code`, and a sentence whose `%(name)s` take the facts."""

    def __init__(self, code: str, sentence: Any, **facts: Any) -> None:
        self.code, self.sentence, self.facts = code, sentence, facts

    def body(self) -> dict[str, str]:
        """As it stands in a problem's `errors`."""
        return {"code": self.code, "message": str(self.sentence) % self.facts}


LINK_IN_NAME = FieldError("link-in-name", _l("名称中不能有网址，请只填写名称。"))
"""What is said of a name that leads somewhere."""
_PLAIN: Mapping[str, list[FieldError]] = {code: [FieldError(code, said)] for code, said in _SENTENCES.items()}
"""The same as marshmallow takes them; made once, for schemas of forms are made all the time."""


class Schema(ma.Schema):
    """The base of every HTTP shape."""

    class Meta:
        ordered = True

    error_messages: dict[str, Any] = {name: _PLAIN[name] for name in ("unknown", "type")}

    def __deepcopy__(self, _memo: dict[int, Any]) -> "Schema":
        """Itself: nothing changes a shape once it is made, and what describes it is copied with every decorator."""
        return self

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        """As marshmallow says, but that a key is looked up in a dict at once: most of what is answered are dicts."""
        if type(obj) is dict and attr in obj:
            return obj[attr]
        return super().get_attribute(obj, attr, default)

    def on_bind_field(self, field_name: str, field_obj: ma.fields.Field[Any]) -> None:
        """Give marshmallow's built-in messages our codes and language."""
        own = {
            key: _PLAIN.get(key, _PLAIN["invalid"])
            for key, message in field_obj.error_messages.items()
            if isinstance(message, str) and key != "validator_failed"
        }
        field_obj.error_messages = {**field_obj.error_messages, **own}
        if isinstance(field_obj, ma.fields.Integer) and not field_obj.validators:
            field_obj.validators = [Between(-BIGGEST - 1, BIGGEST)]


class Length(ma.validate.Validator):
    """Length in code points of the visible text: what a person counts."""

    def __init__(self, least: int = 0, most: int | None = None) -> None:
        self.least, self.most = least, most

    def __call__(self, value: str) -> str:
        count = visible_length(value)
        if count < self.least:
            text = _l("至少 %(least)d 个字，现有 %(count)d 个字。") if count else _l("请填写这一项。")
            raise ma.ValidationError([FieldError("too-short", text, least=self.least, count=count)])
        if self.most is not None and count > self.most:
            text = _l("最多 %(most)d 个字，现有 %(count)d 个字。")
            raise ma.ValidationError([FieldError("too-long", text, most=self.most, count=count)])
        return value


class Between(ma.validate.Range):
    """A number from `min` to `max`, both allowed."""

    def __call__(self, value: Any) -> Any:
        if (self.min is not None and value < self.min) or (self.max is not None and value > self.max):
            text = _l("应在 %(least)s 至 %(most)s 之间。")
            raise ma.ValidationError([FieldError("out-of-range", text, least=self.min, most=self.max)])
        return value


class Trimmed(ma.fields.String):
    """A line of text: a name, a title, an address. White space is one space, and nothing hides in it.

    NUL and halves of characters (lone surrogates) are refused.
    """

    lines = False

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text: str = super()._deserialize(value, attr, data, **kwargs)
        if "\0" in text or text != text.encode(errors="replace").decode():
            raise ma.ValidationError(_PLAIN["invalid"])
        return cleaned(text, lines=self.lines)


class Name(Trimmed):
    """What something is called, wherever it is listed and told of: nothing in it leads elsewhere."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        typed = super()._deserialize(value, attr, data, **kwargs)
        if has_link(typed):
            raise ma.ValidationError([LINK_IN_NAME])
        return typed


class Text(Trimmed):
    """Text of several lines, whose breaks and spacing stay as typed."""

    lines = True


class SearchQuerySchema(Schema):
    """What to look for."""

    q = Trimmed(
        required=True, validate=Length(1, 100), metadata={"description": "Words; width and case do not matter."}
    )
    limit = ma.fields.Integer(load_default=10, validate=Between(1, 50), metadata={"description": "Of each kind."})


def field_errors(messages: Any) -> dict[str, list[dict[str, str]]]:
    """Flatten marshmallow's messages to `{"a.b": [{code, message}]}`, dropping webargs' location level."""
    found: dict[str, list[dict[str, str]]] = {}

    def walk(path: tuple[str, ...], value: Any) -> None:
        if isinstance(value, Mapping):
            for key, inner in value.items():
                walk((*path, str(key)), inner)
        elif isinstance(value, list):
            for item in value:
                walk(path, item)
        else:
            item = value.body() if isinstance(value, FieldError) else {"code": "invalid", "message": str(value)}
            found.setdefault(".".join(path) or WHOLE, []).append(item)

    for location, inner in dict(messages).items():
        walk(() if location in {"json", "query", "files", "headers", "path"} else (location,), inner)
    return found
