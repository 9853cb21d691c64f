"""The page on which something new is begun, copied, or begun again: one form, one button, and a way back."""

from dataclasses import dataclass
from typing import Any

from flask import Response
from flask_babel import lazy_gettext as _l

from gateway.forms import saving
from gateway.forms.form import Filled


@dataclass(frozen=True)
class Beginning:
    """What the page says."""

    title: str
    lead: str
    """What one begins with, and what is left to do."""
    action: str
    """The address that the form is sent to."""
    button: str
    back: str
    back_says: Any = _l("返回")
    heading: str = ""
    """Where it differs from the title."""


def beginning_page(filled: Filled, beginning: Beginning) -> Response:
    """The form, or the form to show again. It carries a key, for what is begun once however often it is pressed."""
    return saving.page("editors/beginning.html", filled, beginning=beginning, key=saving.pressed_key())
