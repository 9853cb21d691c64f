"""What an edition offers: tracks, groups, awards, organisers. Drawn once for each version of an edition and language.

It says nothing that depends on the time or on who looks, so nothing ever makes a kept drawing wrong.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from flask import Flask, abort, current_app
from markupsafe import Markup

from gateway.clients.registration.editions import Edition
from gateway.edge.assets import asset
from gateway.editions.lookup import find_edition, several_contests
from gateway.editions.subject import is_first
from gateway.pages.public.face.emblems import emblem_of
from gateway.pages.public.face.wordmark import Wordmark, full_name, ordinal_of, wordmark
from gateway.shell.components import Component
from gateway.shell.display import label_of, language

MOST = 100
"""Drawings kept, of some 20 KB each."""


@dataclass(frozen=True)
class Programme:
    """The parts of a home page that stay as they are, drawn."""

    wordmark: Wordmark
    hosts: Markup
    tracks: Markup
    awards: Markup
    documents: Markup
    organisers: Markup


def programme(edition: Edition) -> Programme:
    """What the edition offers, in the reader's language. A draft before it is public has version 0."""
    if not edition.version:
        return _drawn(edition)
    key = edition.slug, edition.version, language(), asset("face.svg"), is_first(edition)
    return cast(Programme, current_app.extensions["egret_programmes"](*key))


def _draw(slug: str, _version: int, _language: str, _art: str, _first: bool) -> Programme:
    return _drawn(find_edition(slug) or abort(404))


def _drawn(edition: Edition) -> Programme:
    macros = cast(Component, current_app.jinja_env.globals["programme"])
    return Programme(
        wordmark(edition),
        macros.hosts(edition),
        macros.tracks(edition),
        macros.awards(edition),
        macros.documents(edition),
        macros.organisers(edition),
    )


def track_name(edition: str, key: str) -> str:
    """What a track of some edition is called, in the reader's language."""
    found = find_edition(edition)
    return label_of(found.tracks if found else (), key)


def award_name(edition: str, key: str) -> str:
    """What an award of some edition is called, in the reader's language."""
    found = find_edition(edition)
    return label_of(found.awards if found else (), key)


def edition_name(slug: str) -> str:
    """Which edition it is, in short: 第三届; its whole name where there are editions of several contests."""
    found = find_edition(slug)
    if found is None:
        return slug
    return full_name(found) if several_contests() else ordinal_of(found)


def init_app(app: Flask) -> None:
    """Let pages draw programmes and name what winners are of."""
    app.extensions["egret_programmes"] = lru_cache(maxsize=MOST)(_draw)
    app.jinja_env.globals.update(
        emblem_of=emblem_of,
        track_name=track_name,
        award_name=award_name,
        edition_name=edition_name,
        full_name=full_name,
        wordmark=wordmark,
    )
