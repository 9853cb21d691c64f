"""The entry form: what it asks a team, and how its answers go to registration and come back."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from msgspec import to_builtins

from gateway.clients.registration.editions import Edition
from gateway.forms.fields import Field
from gateway.forms.form import Form, plain

FORM = Form(
    (
        Field(
            name="title",
            label=_l("项目名称"),
            hint=_l("5 至 50 个字，让评委一眼看出做什么、用在哪里"),
            least=5,
            most=50,
            required=True,
        ),
        Field(name="track", label=_l("赛道"), kind="select", required=True),
        Field(name="group", label=_l("组别"), kind="select", required=True),
        Field(
            name="organisation",
            label=_l("申报单位"),
            hint=_l("填写与公章一致的全称；不会展示给评委"),
            required=True,
            autocomplete="organization",
        ),
        Field(
            name="summary",
            label=_l("项目简介"),
            kind="area",
            hint=_l("100 至 500 个字。评委会看到；如获奖将公开"),
            least=100,
            most=500,
            required=True,
            rows=10,
        ),
    ),
    draft=True,
)


def offering(edition: Edition) -> Form:
    """The form with the tracks and groups of the entry's edition."""
    return FORM.offering(track=to_builtins(edition.tracks), group=to_builtins(edition.groups))


def stored(entry: Mapping[str, Any]) -> dict[str, str]:
    """What the saved entry puts into the form."""
    return {field.name: str(entry.get(field.name) or "") for field in FORM}


def changes(typed: Mapping[str, str]) -> dict[str, str | None]:
    """What registration is to change."""
    return {name: plain(text) or None for name, text in typed.items()}
