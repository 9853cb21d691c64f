"""The editor of the style guide: every page of the kit in every state, over a document that exists nowhere."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
from flask import abort, render_template

from chassis import clock, shapes
from chassis.canonical import fingerprint
from chassis.forms.documents import read
from chassis.http.auth import PUBLIC
from chassis.http.client import Refused
from chassis.http.errors import Invalid, Stale
from chassis.manuscripts.kinds import form_kind
from chassis.manuscripts.life import CHANGED, DRAFT, PUBLISHED
from gateway.clients.manuscript_history import Comparison, History
from gateway.clients.manuscripts import Manuscript, Review
from gateway.clients.service import Answer
from gateway.edge.security import settings
from gateway.editors.editor import Editor
from gateway.editors.pages import editor_pages

KIND = form_kind("rule", read((Path(__file__).parent / "sample_rule.json").read_bytes()))
OLD: dict[str, Any] = msgspec.json.decode((Path(__file__).parent / "sample_rule_old.json").read_bytes())
NEW: dict[str, Any] = msgspec.json.decode((Path(__file__).parent / "sample_rule_new.json").read_bytes())
CONTENTS = {"new": {"name": NEW["name"]}, "changed": NEW, "published": OLD, "conflict": NEW, "refused": NEW}
"""The draft in each state; in the last two, saving and publishing are refused."""


class Nothing(Answer, frozen=True):
    """What the document belongs to: nothing."""


class SampleSource:
    """Answers as a service would, and keeps nothing."""

    def draft(self, state: str) -> Manuscript[Nothing]:
        """The document in this state."""
        return shapes.fit(_facts(state, CONTENTS.get(state, NEW)), Manuscript[Nothing])

    def save(self, state: str, content: dict[str, Any], etag: str) -> Manuscript[Nothing]:
        """The document with what was written, or the refusal of this state."""
        if state == "conflict":
            raise Refused(Stale.status, Stale().body())
        if state == "refused":
            missing = KIND.faults({**content, "name": "", "criteria": []})
            raise Refused(Invalid.status, Invalid(missing).body())
        return shapes.fit(_facts(state, content) | {"etag": etag}, Manuscript[Nothing])

    def review(self, state: str) -> Review[Nothing]:
        """The document beside what is published."""
        published = None if state == "new" else OLD
        return shapes.fit(_facts(state, CONTENTS.get(state, NEW)) | {"published": published}, Review[Nothing])

    def history(self, state: str, after: str | None) -> History[Nothing]:
        """Two of its four revisions."""
        items = [_revision(number) for number in ((2, 1) if after else (4, 3))]
        facts = {"items": items, "next": None if after else "3"}
        return shapes.fit(_facts(state, NEW) | facts, History[Nothing])

    def comparison(self, state: str, after: int, before: int | None) -> Comparison[Nothing]:
        """Always the same two contents."""
        pair = {"after": _revision(after) | {"content": NEW}, "before": _revision(after - 1) | {"content": OLD}}
        return shapes.fit(_facts(state, NEW) | pair, Comparison[Nothing])

    def restore(self, state: str, number: int, etag: str) -> Manuscript[Nothing]:
        """The document as it was."""
        return self.draft(state)

    def publish(self, state: str, etag: str) -> Manuscript[Nothing]:
        """The document as it was, or the refusal of this state."""
        if state in {"conflict", "refused"}:
            raise Refused(Stale.status, Stale().body())
        return self.draft(state)


def _facts(state: str, content: dict[str, Any]) -> dict[str, Any]:
    if not settings().styleguide or state not in CONTENTS:
        abort(404)
    published = state != "new"
    missing = KIND.faults(content)
    return {
        "about": {},
        "state": {"new": DRAFT, "published": PUBLISHED}.get(state, CHANGED),
        "content": content,
        "form": KIND.described,
        "revision": 4,
        "saved_at": clock.now(),
        "saved_name": "editor",
        "version": 2 if published else None,
        "sha256": fingerprint(OLD) if published else None,
        "published_at": clock.now() - timedelta(days=3) if published else None,
        "published_name": "publisher" if published else None,
        "missing": missing,
        "doubtful": {} if content.get("name_en") else {"name_en": [{"code": "empty", "message": "name_en"}]},
        "may": ["write"] if missing or state == "published" else ["write", "publish"],
        "etag": '"sample"',
    }


def _revision(number: int) -> dict[str, Any]:
    at = clock.now() - timedelta(hours=10 - number)
    published = number == 2
    return {
        "number": number,
        "origin": "restored" if number == 3 else "written",
        "begun_at": at,
        "saved_at": at,
        "saved_name": f"editor {number % 2}",
        "version": 2 if published else None,
        "sha256": fingerprint(OLD) if published else None,
        "published_at": at if published else None,
        "published_name": "publisher" if published else None,
    }


EDITOR: Editor[Nothing] = Editor(
    name="sample_editor",
    address="/styleguide/editors/<state>",
    source=SampleSource(),
    title=lambda found: str(found.content.get("name") or "name"),
    preview=lambda found: render_template("styleguide/preview.html", content=found.content),
    published=lambda _found: "published",
    readers=(PUBLIC,),
    writers=(PUBLIC,),
    everywhere=False,
)
blp = editor_pages(EDITOR)
