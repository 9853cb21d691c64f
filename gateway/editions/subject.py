"""The edition that a public page is about, and where the pages of an edition are.

The edition that the site shows first has short addresses (`/enter`), every other one its own (`/editions/SLUG/enter`).
The same pages of what is drafted lie below `/preview/SLUG`, and lead to each other.
"""

from typing import Any

from flask import Flask, abort, g, redirect, request, url_for

from gateway.clients.registration.editions import Edition
from gateway.editions.lookup import current_edition, edition_of_contest, find_edition, several_contests

PREVIEWS = {
    "home.front": "edition_preview.home",
    "enter.show": "edition_preview.enter",
    "timetable.show": "edition_preview.timetable",
    "tracks.listing": "edition_preview.tracks",
    "tracks.show": "edition_preview.track",
}
"""For each page of an edition the one that shows it before it is public."""


def is_first(edition: Edition) -> bool:
    """Whether it is the edition that the site shows first, as it is public or as it is drafted."""
    current = current_edition()
    return current is not None and current.slug == edition.slug


def subject() -> Edition | None:
    """The edition that this page is about: the one its view chose, else the one that the site shows first."""
    chosen: Edition | None = g.get("subject")
    return chosen or current_edition()


def subject_slug() -> str:
    """The slug of the edition that this page is about; empty for the one that the site shows first."""
    return g.subject.slug if "subject" in g else ""


def find_subject(slug: str) -> Edition | None:
    """The edition that an address names, which the page around follows; without a slug the one that comes first.

    404 where there is none of that slug; the long address of the edition that comes first leads to its short one.
    """
    if not slug:
        return current_edition()
    edition = find_edition(slug) or abort(404)
    if is_first(edition):
        abort(redirect(url_for(request.endpoint or "", **{**(request.view_args or {}), "slug": ""})))
    g.subject = edition
    return edition


def follow(edition: Edition | None) -> None:
    """Make the page about this edition; without one it stays about the one that the site shows first."""
    if edition and not is_first(edition):
        g.subject = edition


def begin_preview(edition: Edition) -> None:
    """Make the page one of the preview of an edition, as its drafts say it."""
    g.subject, g.previewed = edition, True


def in_preview() -> bool:
    """Whether this page shows what is not public yet."""
    return "previewed" in g


def follow_contest(edition: Edition | None) -> None:
    """Make the page about the latest edition of the contest that an edition, perhaps a past one, belongs to."""
    follow(edition_of_contest(edition.contest.key) if edition and edition.contest else None)


def narrowed_to(edition: Edition | None = None) -> str | None:
    """The contest to which lists are narrowed that a page about this edition leads to; unless given, its subject.

    None where there is only one contest, so that its lists keep their plain addresses.
    """
    shown = edition or subject()
    return shown.contest.key if shown and shown.contest and several_contests() else None


def address_in(edition: Edition, endpoint: str, **more: Any) -> str:
    """The address of an edition's page; within a preview, that of the page of the preview."""
    shown = in_preview() and edition.slug == subject_slug()
    return page_of("" if is_first(edition) and not shown else edition.slug, endpoint, preview=shown, **more)


def page_of(slug: str, endpoint: str, *, preview: bool, **more: Any) -> str:
    """The address of a page of the edition with this slug, empty for the one that the site shows first."""
    return url_for(PREVIEWS[endpoint] if preview else endpoint, slug=slug, **more)


def init_app(app: Flask) -> None:
    """Let templates lead to pages of an edition."""
    app.jinja_env.globals.update(address_in=address_in, is_first=is_first, narrowed_to=narrowed_to)
    app.jinja_env.globals.update(in_preview=in_preview, subject_slug=subject_slug)
