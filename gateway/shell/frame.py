"""What stands around every page: drawn once for each look, and filled in for each page with what is somebody's own.

Drawing it for each page took half of a page's time. A drawn frame hangs on its `Look`, the templates and the settings;
the last two stay as they are while the product runs, so nothing ever makes a kept frame wrong. Drawing is told the look
alone, never who is looking; what differs between two people of one look stands in it as a slot.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from flask import Flask, current_app, request, url_for
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from chassis.http import auth
from contracts.roles import OVERSEEING
from gateway.edge import assets
from gateway.editions.choice import chosen_edition, own_editions
from gateway.editions.subject import in_preview, subject_slug
from gateway.shell import navigation
from gateway.shell.access import homes_of
from gateway.shell.appearance import chosen
from gateway.shell.components import Component
from gateway.shell.counts import noted_waiting, unread_count
from gateway.shell.display import language, named
from gateway.shell.slots import Drawn, slot

MOST = 500
"""Frames kept, of some 10 KB each; the ones not used for longest make way."""
NAME, TOKEN, UNREAD, HIDDEN = "name", "token", "unread", "hidden"
"""Slots: the person's name, the token of their forms, how many messages are unread, and whether that is shown."""
ASK = "ask"
"""Slot: where a script asks how much waits; empty on a page that counted it."""


@dataclass(frozen=True)
class Look:
    """Everything that makes one frame differ from another, but for what stands in slots."""

    language: str
    scheme: str
    size: str
    rights: navigation.Rights
    whereabouts: tuple[str, ...]
    """The entries of the navigation that are marked as current."""
    page: str
    """The page's own address where an entry beside the navigation leads to it, else empty."""
    emblem: str
    """The emblem's address, which changes with the file."""
    editions: tuple[tuple[str, str], ...]
    """Slug and name of each edition an organizer can choose; empty beside the organizing office."""
    edition: str
    """The slug of the one that was chosen."""
    subject: str
    """The slug of the edition that the page is about, where it has addresses of its own, else empty."""
    preview: bool
    """Whether the page shows what is not public yet."""
    office: bool
    """Whether the page is one of the organizing office's."""

    @property
    def signed_in(self) -> bool:
        """Whether there is a name to show, and a way out."""
        return self.rights.known


@dataclass(frozen=True)
class Frame:
    """The frame of one page: what stands above its text and below it."""

    look: Look
    top: Markup
    bottom: Markup


def _look() -> Look:
    beside = request.path if request.endpoint == "landing.mine" else ""
    office = navigation.in_office()
    return Look(
        language(),
        chosen("scheme"),
        chosen("size"),
        navigation.rights(),
        navigation.whereabouts(),
        beside,
        assets.asset("egret.svg"),
        *(_editions() if office else ((), "")),
        subject_slug(),
        in_preview(),
        office,
    )


def _editions() -> tuple[tuple[tuple[str, str], ...], str]:
    """The editions among which an organizer chooses, and the one that was chosen."""
    editions = own_editions() if auth.identity().has_any(OVERSEEING) else ()
    chosen = chosen_edition() if editions else None
    return (tuple((one.slug, named(one)) for one in editions), chosen.slug) if chosen else ((), "")


def _draw(look: Look) -> tuple[Drawn, Drawn]:
    """Top and bottom of every page with this look."""
    macros = cast(Component, current_app.jinja_env.globals["frame"])
    places = navigation.workplaces()
    names = (NAME, TOKEN, UNREAD, HIDDEN, ASK, *_waiting_slots(places))
    slots = {name: slot(name) for name in names}
    roles = navigation.working_roles()
    many = len(homes_of(look.rights.person())) > 1
    if look.office:
        office = cast(Component, current_app.jinja_env.globals["office"])
        return Drawn(office.top(look, slots, places, many_homes=many)), Drawn(office.bottom(look, slots, roles))
    top = macros.top(look, slots, navigation.public_links(), places, many_homes=many)
    bottom = macros.bottom(look, slots, navigation.footer_columns(), roles)
    return Drawn(top), Drawn(bottom)


def _waiting_slots(workplaces: list[navigation.Links]) -> list[str]:
    """For each entry behind which something may wait: how much, and whether that is hidden."""
    words = [link.waits for workplace in workplaces for link in workplace.links if link.waits]
    return [slot for word in words for slot in (word, f"{word}-{HIDDEN}")]


def framed() -> Frame:
    """The frame of this page, for this person."""
    look = _look()
    top, bottom = cast(tuple[Drawn, Drawn], current_app.extensions["egret_frames"](look))
    own = _own() if look.signed_in else {}
    if look.office:
        own |= _waiting()
    return Frame(look, top.filled(own), bottom.filled(own))


def _own() -> dict[str, str]:
    """What is put into the slots. Strangers' frames have none, so that their pages need no cookie."""
    unread = unread_count()
    return {
        NAME: auth.identity().name,
        TOKEN: generate_csrf(),
        UNREAD: str(unread or 0),
        HIDDEN: "" if unread else "hidden",
    }


def _waiting() -> dict[str, str]:
    """How much waits behind each entry, where this page counted it; else where to ask, for whom that is answered."""
    counts = noted_waiting()
    asks = counts is None and auth.identity().has_any(OVERSEEING)
    own = {ASK: url_for("desk.counts") if asks else ""}
    for word in (place.waits for group in navigation.menu().workplaces for place in group.places if place.waits):
        count = (counts or {}).get(word, 0)
        own |= {word: str(count), f"{word}-{HIDDEN}": "" if count else HIDDEN}
    return own


def init_app(app: Flask) -> None:
    """Let every page have its frame."""
    app.extensions["egret_frames"] = lru_cache(maxsize=MOST)(_draw)
    app.jinja_env.globals["framed"] = framed
