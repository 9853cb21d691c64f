"""How marks are stored: as canonical JSON, keys sorted and no white space, so that a hash over them can be repeated."""

import json
from typing import Any

from sqlalchemy import Text, TypeDecorator

from chassis import shapes


class MarksColumn(TypeDecorator[dict[str, int]]):
    """Hundredths by criterion in a text column. Read as text, it is what a ranking's hash is made of."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: dict[str, int] | None, dialect: Any) -> str | None:
        return None if value is None else written(value)

    def process_result_value(self, value: str | None, dialect: Any) -> dict[str, int] | None:
        return None if value is None else read(value)


def written(marks: dict[str, int]) -> str:
    """Marks as canonical JSON."""
    return json.dumps(marks, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read(text: str) -> dict[str, int]:
    """Marks out of their JSON."""
    return shapes.read(text, dict[str, int])
