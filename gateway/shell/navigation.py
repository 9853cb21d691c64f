"""Where one can go from every page: the public site, the workplaces of each role, and the foot of the page.

An entry is shown once the page it leads to exists, and to those who may open it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast
from uuid import UUID

from flask import Flask, current_app, request, url_for

from chassis.http import auth
from chassis.http.auth import Grant, Identity
from gateway.edge.security import settings
from gateway.shell.directory import AREAS, FOOTER, PUBLIC, Item

HOME = "/"
SOMEBODY = UUID(int=1)
"""Stands for whoever holds some rights."""
MOST = 500
"""Menus kept: one for each set of rights."""


@dataclass(frozen=True)
class Link:
    """An entry as a template needs it."""

    label: str
    address: str
    current: bool


@dataclass(frozen=True)
class Rights:
    """What decides where one may go: whether one signed in, and the roles one holds. It says nothing of who one is."""

    known: bool
    grants: tuple[Grant, ...]

    def person(self) -> Identity:
        """Somebody with these rights."""
        return Identity(SOMEBODY if self.known else auth.NOBODY, "", self.grants)


def rights() -> Rights:
    """Those of the person looking."""
    person = auth.identity()
    return Rights(person.known, tuple(person.grants))


@dataclass(frozen=True)
class Place:
    """A page that is there and that one may open."""

    label: Any
    address: str
    under: str

    def holds(self, path: str) -> bool:
        """Whether an address is part of it."""
        return path == self.under or path.startswith(f"{self.under}/")


Places = tuple[Place, ...]


@dataclass(frozen=True)
class Menu:
    """Where one may go: the public site, the columns of the foot, and the name and pages of each workplace."""

    public: Places
    footer: tuple[tuple[Any, Places], ...]
    workplaces: tuple[tuple[Any, Places], ...]


def menu() -> Menu:
    """Where the person looking may go: found once for all with the same rights, for it hangs on nothing else."""
    return cast(Menu, current_app.extensions["egret_menus"](rights()))


def _menu(held: Rights) -> Menu:
    person = held.person()
    areas = [area for area in AREAS if any(person.has(role) for role in area.roles)]
    workplaces = [(area.label, _places(_open(area.items, person), person)) for area in areas]
    shown = tuple((label, places) for label, places in workplaces if places)
    footer = tuple((label, _places(items, person)) for label, items in FOOTER)
    return Menu(_places(PUBLIC, person), footer, shown)


def _places(items: Iterable[Item], person: Identity) -> Places:
    """Those of the entries that exist and that the person may see."""
    found = [
        (item, url_for(item.endpoint, **item.arguments))
        for item in items
        if item.endpoint in current_app.view_functions
        and (not item.roles or any(person.has(role) for role in item.roles))
    ]
    return tuple(Place(item.label, address, item.under or address) for item, address in found)


def _open(items: Iterable[Item], person: Identity) -> list[Item]:
    """Those of a workplace's entries whose page lets the person in."""
    views = current_app.view_functions
    return [item for item in items if item.endpoint in views and auth.may_call(views[item.endpoint], person)]


def nearest(places: Places, path: str) -> Place | None:
    """The entry that an address belongs to most closely."""
    return max((place for place in places if place.holds(path)), key=lambda place: len(place.under), default=None)


def links(places: Places) -> list[Link]:
    """Entries as a template needs them; the one nearest to this page is current."""
    here = nearest(places, request.path)
    return [Link(str(place.label), place.address, place is here) for place in places]


def public_links() -> list[Link]:
    """The public site, in the order institutions use."""
    return links(menu().public)


def footer_columns() -> list[tuple[Any, list[Link]]]:
    """The columns of the foot: what each is about, and its entries."""
    return [(label, links(places)) for label, places in menu().footer]


def workplaces() -> list[tuple[Any, list[Link]]]:
    """The workplaces of the person looking: name and pages of each."""
    return [(label, links(places)) for label, places in menu().workplaces]


def whereabouts() -> tuple[str, ...]:
    """The current entry of the public site and of each workplace, by address; empty where there is none."""
    found = menu()
    lists = (found.public, *(places for _label, places in found.workplaces))
    return tuple(place.address if (place := nearest(places, request.path)) else "" for places in lists)


def trail() -> list[Link]:
    """The entries above this page, from the home page down; empty on pages that the navigation itself leads to."""
    found = menu()
    for places in (*(places for _label, places in found.workplaces), found.public):
        place = nearest(places, request.path)
        if place and place.address not in {HOME, request.path}:
            return [Link(str(one.label), one.address, current=False) for one in (found.public[0], place)]
    return []


def init_app(app: Flask) -> None:
    """Let every page show where one can go."""
    app.extensions["egret_menus"] = lru_cache(maxsize=MOST)(_menu)
    app.jinja_env.globals.update(public_links=public_links, trail=trail, site=settings)
