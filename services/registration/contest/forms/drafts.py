"""The form of an edition as it is written, before a version of it is published."""

from typing import Any

from chassis.forms import unfinished
from chassis.forms.pruning import prune
from chassis.forms.unfinished import Document, load_unfinished, untold
from chassis.manuscripts.content import Content
from chassis.manuscripts.kinds import Kind
from services.registration.contest.forms.needed import incomplete
from services.registration.contest.forms.sets import document_of

FORM = "form"
"""The matter of an edition that is its form."""


def _whole(content: Content) -> Content:
    return document_of(unfinished.whole(content, incomplete))


KIND = Kind("edition-form", load=load_unfinished, whole=_whole, warn=untold)
"""The document that a form is while it is written."""


def adapted(document: Document, offers: dict[str, Any]) -> Document:
    """A form from elsewhere without conditions on tracks and groups that this edition has not got."""
    return prune(document, {name: {one["key"] for one in rows} for name, rows in offers.items()})
