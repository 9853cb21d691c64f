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
from gateway.editions.lookup import current_edition, find_edition
from gateway.pages.public.face.emblems import emblem_of
from gateway.pages.public.face.wordmark import Wordmark, ordinal_of, wordmark
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
    key = edition.slug, edition.version, language(), asset("face.svg"), edition == current_edition()
    return cast(Programme, current_app.extensions["egret_programmes"](*key))


def _draw(slug: str, _version: int, _language: str, _art: str, current: bool) -> Programme:
    return _drawn(find_edition(slug) or abort(404), "" if current else slug)


def _drawn(edition: Edition, past: str = "") -> Programme:
    """`past`: its key where the site shows another edition, whose tracks have the pages."""
    macros = cast(Component, current_app.jinja_env.globals["programme"])
    return Programme(
        wordmark(edition),
        macros.hosts(edition),
        macros.tracks(edition, past),
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
    """Which edition it is, in short: 第三届."""
    found = find_edition(slug)
    return ordinal_of(found) if found else slug


def init_app(app: Flask) -> None:
    """Let pages draw programmes and name what winners are of."""
    app.extensions["egret_programmes"] = lru_cache(maxsize=MOST)(_draw)
    app.jinja_env.globals.update(
        emblem_of=emblem_of, track_name=track_name, award_name=award_name, edition_name=edition_name, wordmark=wordmark
    )
