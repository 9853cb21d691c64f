"""Saving a page of an entry's form: what its writer changed and nothing else, so that people write side by side."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import request
from flask_babel import gettext as _

from chassis.forms.marks import mark
from chassis.http.client import Refused
from gateway.clients.answer_changes import AnswerChange, changes_in
from gateway.clients.registration.entries import ENTRIES, Entry
from gateway.forms import saving
from gateway.forms.document_form import DocumentForm
from gateway.forms.form import Filled
from gateway.pages.team.contents.entry_form import stored
from gateway.shell.times import moment


@dataclass(frozen=True)
class Read:
    """An entry, and which answers the page of its form stands on."""

    entry: Entry
    marks: Mapping[str, str]
    """Of each answer as it stands in the page, by the key of its field."""

    @property
    def etag(self) -> str:
        """The marks, as a form carries them."""
        return urlencode({key: found for key, found in self.marks.items() if found})


def opened(form: DocumentForm, entry: Entry) -> Filled:
    """The form with what is saved, or with what could not be saved earlier."""
    return saving.opened(form, _read(form, entry), stored(form, entry))


def save(form: DocumentForm, before: Entry, taken: Mapping[str, Any] | None = None) -> Read | Filled:
    """Save what was changed on the page: the saved entry, or the form to show again. As `saving.attempt`.

    `taken` are answers in place of what is typed, and of what is saved on other pages.
    """
    marks = dict(parse_qsl(request.form.get("etag", "")))
    typed = form.gathered(form.typed(request.form))
    changed = frozenset(key for key, value in typed.items() if mark(value) != marks.get(key, ""))
    clashes: list[AnswerChange] = []

    def write(texts: dict[str, str]) -> Read:
        others = dict(taken or {})
        read = marks | {key: before.marks.get(key, "") for key in others}
        try:
            return Read(ENTRIES.save(before.id, form.gathered(texts) | others, read), {})
        except Refused as refused:
            clashes.extend(changes_in(refused))
            raise

    def read() -> Read:
        return _read(form, ENTRIES.entry(before.id))

    outcome = saving.attempt(replace(form, only=changed), write, read, lambda found: stored(form, found.entry))
    if isinstance(outcome, Read):
        return Read(outcome.entry, marks | {key: outcome.entry.marks.get(key, "") for key in changed})
    if outcome.conflict:
        by = {one.field: _who(one) for one in clashes}
        others = {name: text for name, text in outcome.others.items() if name in by}
        return replace(outcome, form=form, others=others, changed_by=by)
    # Nobody compared anything, so what was changed still stands on what was read.
    fresh = dict(parse_qsl(outcome.etag)) | {key: marks.get(key, "") for key in changed}
    return replace(outcome, form=form, etag=urlencode(fresh))


def _read(form: DocumentForm, entry: Entry) -> Read:
    return Read(entry, {one.key: entry.marks[one.key] for one in form.asked if one.key in entry.marks})


def _who(change: AnswerChange) -> str:
    time = moment(change.at)
    if change.you:
        return str(_("您在另一处，%(time)s", time=time))
    return str(_("%(name)s，%(time)s", name=change.name, time=time)) if change.name else time
