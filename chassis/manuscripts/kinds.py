"""Kinds of documents: what may be saved of one half done, what is still missing, how it is published."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec

from chassis.forms import answers
from chassis.forms.definition import Form
from chassis.forms.drafts import load_draft
from chassis.http.errors import Invalid
from chassis.manuscripts.content import Content
from chassis.manuscripts.errors import Incomplete

Errors = dict[str, list[dict[str, str]]]
"""Messages by the place they are about."""
Check = Callable[[Content], Errors]
"""Finds what is wrong with a document."""


def _no_warnings(_content: Content) -> Errors:
    return {}


@dataclass(frozen=True)
class Kind:
    """A kind of document."""

    name: str
    """Names it in the record of actions: `<name>.write`, `<name>.publish`, `<name>.restore`."""
    load: Callable[[Any], Content]
    """What is stored of a draft, complete or not. Raises Invalid where it has no such shape."""
    whole: Callable[[Content], Content]
    """What is published of a draft: complete and evenly written. Raises Invalid with what is missing."""
    warn: Callable[[Content], Errors] = _no_warnings
    """What looks wrong and may be published all the same."""
    form: Form | None = None
    """The questions it answers, where a form describes it; pages draw it by this."""

    def examined(self, content: Content) -> tuple[Content, Errors]:
        """What would be published of a draft, and what still stops that, by field; one of them is empty."""
        try:
            return self.whole(content), {}
        except Invalid as invalid:
            return {}, invalid.facts["errors"]

    def complete(self, content: Content) -> Content:
        """What is published of a draft. Raises Incomplete with what is missing."""
        whole, missing = self.examined(content)
        if missing:
            raise Incomplete(errors=missing)
        return whole

    def faults(self, content: Content) -> Errors:
        """What still stops its publication, by field."""
        return self.examined(content)[1]

    @cached_property
    def described(self) -> dict[str, Any] | None:
        """The form as JSON data."""
        return None if self.form is None else msgspec.to_builtins(self.form)


def form_kind(name: str, form: Form, warn: Callable[[Content], Errors] | None = None) -> Kind:
    """A kind of document that a form describes. It has no files: those belong to what the document is about."""
    return Kind(
        name,
        load=lambda given: load_draft(form, given),
        whole=lambda content: answers.load_submission(form, content),
        warn=warn or (lambda content: answers.warnings(form, content)),
        form=form,
    )
