"""docs/settings.md: every setting and its default, written from the code: `python -m deploy.books.settings`."""

import dataclasses
from pathlib import Path
from typing import get_type_hints

from chassis.config import Settings
from deploy.parts import PARTS

FILE = Path(__file__).parents[2] / "docs" / "settings.md"
HEAD = """\
# Settings

Environment variables, read once at start. Embedded, everything has a default and the secret is made for you.
`EGRET_SECRET`, `EGRET_DATABASE`, `EGRET_BROKER`, `EGRET_SMTP` and `EGRET_METRICS_TOKEN` can stand in a file instead,
named by the same variable with `_FILE` behind it, as container platforms hand out secrets.
Written by `python -m deploy.books.settings`; a test compares it with the code.
"""
KINDS = {"str": "text", "int": "number", "bool": "yes or no", "Path": "folder", "float": "number"}


def render() -> str:
    """The document."""
    common = {field.metadata["env"] for field in dataclasses.fields(Settings)}
    chapters = [HEAD, _table("Every part", Settings, set())]
    for name, part in PARTS.items():
        if {field.metadata["env"] for field in dataclasses.fields(part.settings)} - common:
            chapters.append(_table(name, part.settings, common))
    return "\n".join(chapters)


def _table(title: str, settings: type[Settings], known: set[str]) -> str:
    kinds = get_type_hints(settings)
    rows = [
        f"| `{field.metadata['env']}` | {KINDS[kinds[field.name].__name__]} | {_default(field.default)} "
        f"| {field.metadata['help']} |"
        for field in dataclasses.fields(settings)
        if field.metadata["env"] not in known
    ]
    return "\n".join(
        [f"## {title}", "", "| variable | kind | default | what it does |", "|---|---|---|---|", *rows, ""]
    )


def _default(value: object) -> str:
    return f"`{value}`" if str(value) else "none"


if __name__ == "__main__":
    FILE.write_text(render(), "utf-8")
