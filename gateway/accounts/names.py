"""Names of people, as they are typed, shown and put into letters."""

import re
import unicodedata
from typing import Any

from flask_babel import lazy_gettext as _l
from marshmallow import ValidationError

from chassis.http.schemas import FieldError, Length, Trimmed
from chassis.words.visible import visible

LONGEST = 50
"""Characters of a name."""
_DOTS = str.maketrans({"•": "·", "‧": "·", "∙": "·", "・": "·", "．": "·"})
"""What stands between the parts of a name is written in many ways; we write it in one."""
_ENDINGS = (
    *("app", "biz", "cc", "cn", "com", "fun", "gov", "icu", "info", "link", "live", "ltd", "net", "online", "org"),
    *("ru", "shop", "site", "store", "tech", "tk", "top", "vip", "wang", "work", "xin", "xyz", "中国", "公司", "网址"),
)
"""Ends of hosts that lead somewhere; most others may stand in a person's own name."""
_LINK = re.compile(rf"[/\\@<>:=#%&]|\bwww\.|[\w-]\.(?:{'|'.join(_ENDINGS)})\b", re.IGNORECASE)
"""What mail programs and messengers would make a link of, or an address."""


class PersonName(Trimmed):
    """A person's name: up to 50 characters, some letter among them, and nothing that leads somewhere."""

    def __init__(self, **given: Any) -> None:
        super().__init__(validate=[Length(1, LONGEST), _has_letters], **given)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        typed = super()._deserialize(value, attr, data, **kwargs)
        if _LINK.search(unicodedata.normalize("NFKC", typed).replace("。", ".")):
            raise ValidationError([FieldError("link-in-name", _l("姓名中不能有网址、邮箱或符号，请只填写姓名。"))])
        return typed.translate(_DOTS)


def _has_letters(value: str) -> str:
    if visible(value) and not any(character.isalpha() for character in value):
        raise ValidationError([FieldError("not-a-name", _l("姓名中应有文字，请填写真实姓名。"))])
    return value
