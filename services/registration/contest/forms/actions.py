"""Forms of editions: which one is asked, and saving a new version."""

import json
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.canonical import canonical, fingerprint
from chassis.forms.definition import Form, choices_of
from chassis.forms.documents import read
from chassis.forms.versions.differences import differences
from chassis.http.auth import Identity
from chassis.http.errors import Invalid, NotFound
from chassis.storage import audit
from chassis.storage.locks import lock_names
from services.registration.contest.editions.actions import find_edition
from services.registration.contest.editions.models import Edition
from services.registration.contest.forms.models import FormVersion, Shown
from services.registration.contest.forms.needed import SOURCES, incomplete
from services.registration.contest.forms.sets import form_set
from services.registration.contest.forms.templates import known_templates, lost_templates
from services.registration.files.collections.actions import show_files


def standard() -> Form:
    """The form of an edition that has none of its own yet."""
    return form_set("standard")


def current_form(session: Session, edition: str) -> FormVersion:
    """The version that new entries are begun with."""
    latest = select(FormVersion).where(FormVersion.edition == edition).order_by(FormVersion.version.desc()).limit(1)
    return session.scalars(latest).one_or_none() or _made(edition, standard())


def form_in_use(session: Session, edition: str) -> FormVersion:
    """The current version, which from now on stays as it is."""
    form = current_form(session, edition)
    if not form.in_use:
        lock_names(session, [f"form:{edition}"])
        form = current_form(session, edition)
        form.in_use = True
        session.add(form)
        session.flush()
    return form


def find_form(session: Session, edition: str, version: int) -> FormVersion:
    """A version. Raises NotFound."""
    form = session.get(FormVersion, (edition, version))
    if form is None and version == 1 and current_form(session, edition).version == 1:
        form = current_form(session, edition)
    if form is None:
        raise NotFound
    return form


def put_form(session: Session, caller: Identity, slug: str, document: dict[str, Any]) -> Shown:
    """Save the edition's form; a new version where the current one is in use. Saving the same again changes nothing.

    Returns it with what it changes. Raises NotFound, Invalid.
    """
    edition = find_edition(session, slug)
    lock_names(session, [f"form:{slug}"])
    before = current_form(session, slug)
    known = read(before.document.encode())
    form = read({**document, "version": before.version})
    if errors := incomplete(form) | lost_templates(form, known_templates(session, slug)):
        raise Invalid(errors)
    changes = differences(as_asked(edition, known), as_asked(edition, form))
    if fingerprint(form) == before.sha256:
        return Shown(before)
    if before.in_use:
        form = read({**document, "version": before.version + 1})
    saved = session.merge(_made(slug, form))
    show_files(session, slug, document, clock.now())
    session.flush()
    audit.record(session, caller.account_id, "form.put", slug, version=saved.version, sha256=saved.sha256)
    return Shown(saved, changes, known)


def as_asked(edition: Edition, form: Form) -> Form:
    """A form with the tracks and groups of an edition, as it is asked while teams enter."""
    return form.during().offering({name: choices_of(getattr(edition, name)) for name in SOURCES})


def offered(session: Session, edition: Edition, version: int, sha256: str) -> Form:
    """A version as this edition asks it: with its tracks and groups, in the phase of entering."""
    lists = json.dumps([getattr(edition, name) for name in SOURCES], sort_keys=True)
    found = _OFFERED.get((sha256, lists))
    if found is None:
        document = find_form(session, edition.slug, version).document
        found = _OFFERED[(sha256, lists)] = as_asked(edition, _read(document))
        while len(_OFFERED) > _MOST_KEPT:
            _OFFERED.pop(next(iter(_OFFERED)))
    return found


_OFFERED: dict[tuple[str, str], Form] = {}
"""Forms that were asked for lately; a fingerprint and its choices name what never changes."""
_MOST_KEPT = 32


@lru_cache(maxsize=32)
def _read(document: str) -> Form:
    return read(document.encode())


def _made(edition: str, form: Form) -> FormVersion:
    return FormVersion(
        edition=edition,
        version=form.version,
        document=canonical(form).decode(),
        sha256=fingerprint(form),
        in_use=False,
        saved_at=clock.now(),
    )
