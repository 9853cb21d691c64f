"""Names of people, as they are typed, shown and put into letters."""

import re
from typing import Any

from flask_babel import lazy_gettext as _l
from marshmallow import ValidationError

from chassis.http.schemas import FieldError, Length, Trimmed
from chassis.words.links import as_read, has_link
from chassis.words.visible import visible

LONGEST = 50
"""Characters of a name."""
_DOTS = str.maketrans({"•": "·", "‧": "·", "∙": "·", "・": "·", "．": "·"})
"""What stands between the parts of a name is written in many ways; we write it in one."""
_SYMBOLS = re.compile(r"[/\\@<>:=#%&]")
"""What stands in addresses and in no person's name."""


class PersonName(Trimmed):
    """A person's name: up to 50 characters, some letter among them, and nothing that leads somewhere."""

    def __init__(self, **given: Any) -> None:
        super().__init__(validate=[Length(1, LONGEST), _has_letters], **given)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        typed = super()._deserialize(value, attr, data, **kwargs)
        if has_link(typed) or _SYMBOLS.search(as_read(typed)):
            raise ValidationError([FieldError("link-in-name", _l("姓名中不能有网址、邮箱或符号，请只填写姓名。"))])
        return typed.translate(_DOTS)


def _has_letters(value: str) -> str:
    if visible(value) and not any(character.isalpha() for character in value):
        raise ValidationError([FieldError("not-a-name", _l("姓名中应有文字，请填写真实姓名。"))])
    return value
