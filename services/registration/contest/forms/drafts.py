"""The form of an edition as it is written, before a version of it is published."""

from collections.abc import Collection, Iterable, Mapping
from copy import deepcopy

from chassis.forms import unfinished
from chassis.forms.fields import Choice
from chassis.forms.pruning import prune
from chassis.forms.unfinished import Document, load_unfinished, untold
from chassis.manuscripts.content import Content
from chassis.manuscripts.kinds import Kind
from services.registration.contest.forms.needed import incomplete
from services.registration.contest.forms.sets import document_of
from services.registration.contest.forms.templates import drop_templates, lost_templates

FORM = "form"
"""The matter of an edition that is its form."""


def form_kind(templates: Collection[str]) -> Kind:
    """The document that a form is while it is written; `templates` are files that its slots may offer, by SHA-256."""

    def whole(content: Content) -> Content:
        return document_of(unfinished.whole(content, lambda form: incomplete(form) | lost_templates(form, templates)))

    return Kind("edition-form", load=load_unfinished, whole=whole, warn=untold)


def adapted(document: Document, offers: Mapping[str, Iterable[Choice]], templates: Collection[str]) -> Document:
    """A form from elsewhere without conditions on tracks and groups, and templates, that this edition has not got."""
    found = prune(deepcopy(document), {name: {one.key for one in rows} for name, rows in offers.items()})
    drop_templates(found, templates)
    return found
