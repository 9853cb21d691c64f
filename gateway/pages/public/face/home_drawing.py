"""A home page, drawn once for all that it shows: whoever sees the same is given the same drawing.

A drawing is found by everything it was made from, so a change of any of it makes another and none is ever out of date.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import cast

from flask import Flask, abort, current_app
from markupsafe import Markup

from chassis import clock
from gateway.clients.registration.editions import Edition
from gateway.clients.registration.overviews import Front
from gateway.clients.registration.winners import WinnerHead
from gateway.edge.assets import asset
from gateway.editions.lookup import current_edition, editions_state, find_edition, open_editions
from gateway.editions.subject import is_first
from gateway.pages.public.face import structured
from gateway.pages.public.face.phase import Awaited, awaited, may_enter, phase_of
from gateway.pages.public.face.programme import programme
from gateway.pages.public.reading import Text, all_worded
from gateway.shell.components import Component
from gateway.shell.display import language, named
from gateway.shell.timelines import stage_state

WINNERS_SHOWN = 6
"""Winners on a home page: whole rows of cards at every width."""
MOST = 40
"""Drawings kept, of some 30 KB each: a few editions in two languages, for strangers and for people who enter none."""


@dataclass(frozen=True)
class Made:
    """What a drawing was made from, besides what an edition says and what registration answered."""

    slug: str
    editions: tuple[int, int]
    """The state of all editions: winners are named by their own."""
    first: str
    """The edition that the site shows first."""
    language: str
    art: str
    today: date
    states: tuple[str, ...]
    """Of each stage: over, going on, to come."""
    awaited: Awaited
    enters: bool
    """Whether the person looking is led to entering."""
    open: tuple[str, ...]
    """The editions that teams may enter now."""


@dataclass(frozen=True)
class Drawing:
    """A home page, but for the frame around it."""

    head: Markup
    """What shared links show, and what search engines are told."""
    body: Markup


def draw_home(edition: Edition, found: Front) -> Drawing:
    """The home page of an edition. A draft before it is public has version 0 and is not kept."""
    if not edition.version:
        return _drawn(edition, found)
    current = current_edition()
    made = Made(
        edition.slug,
        editions_state(),
        current.slug if current else "",
        language(),
        asset("face.svg"),
        clock.now().astimezone(clock.LOCAL).date(),
        tuple(stage_state(stage) for stage in edition.stages),
        awaited(edition),
        may_enter(),
        tuple(one.slug for one in open_editions()),
    )
    return cast(Drawing, current_app.extensions["egret_home_pages"](made, found))


def _draw(made: Made, found: Front) -> Drawing:
    return _drawn(find_edition(made.slug) or abort(404), found)


def _drawn(edition: Edition, found: Front) -> Drawing:
    face, reading = (cast(Component, current_app.jinja_env.globals[name]) for name in ("face", "reading"))
    facts = structured.standing_alone(structured.contest(edition))
    head = reading.about_page(named(edition), named(edition, "summary"), facts=facts, picture=edition.picture)
    own = next((one.count for one in found.won if one.edition == edition.slug), 0)
    body = face.home(
        edition,
        phase_of(edition, own),
        programme(edition),
        _figures(edition, found),
        _winners(edition, found),
        *_news(found),
        found.events if is_first(edition) else (),
        _others(edition),
    )
    return Drawing(head, body)


def _others(edition: Edition) -> list[Edition]:
    """What else teams may enter now: the first page of the site names it, the page of an edition only itself."""
    return [one for one in open_editions() if one.slug != edition.slug] if is_first(edition) else []


def _winners(edition: Edition, found: Front) -> list[WinnerHead]:
    """The first of its own winners where it has any, else of those before it."""
    own = [one for one in found.winners if one.edition == edition.slug]
    return (own or list(found.winners))[:WINNERS_SHOWN]


def _news(found: Front) -> tuple[list[Text], list[Text]]:
    """Notices, and announcements with results."""
    notices = all_worded(one for one in found.articles if one.kind == "notice")
    return notices, all_worded(one for one in found.articles if one.kind != "notice")


def _figures(edition: Edition, found: Front) -> dict[str, int]:
    """What can be counted, in order; nothing is shown of which there is none."""
    prizes = sum(award.count or 0 for award in edition.awards)
    past = sum(one.count for one in found.won if one.edition != edition.slug)
    counted = {"entries": found.entries, "tracks": len(edition.tracks), "prizes": prizes, "past": past}
    return {name: count for name, count in counted.items() if count}


def init_app(app: Flask) -> None:
    """Let pages draw home pages."""
    app.extensions["egret_home_pages"] = lru_cache(maxsize=MOST)(_draw)
