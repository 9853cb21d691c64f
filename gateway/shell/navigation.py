"""Where one can go from every page: the public site, one's workplaces, and the foot of the page.

An entry is shown once the page it leads to exists, and to those who may open it. Rooms say what they hold (`rooms.py`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, cast
from uuid import UUID

from flask import Flask, current_app, request, url_for

from chassis.http import auth
from chassis.http.auth import Grant, Identity
from gateway.edge.security import settings
from gateway.editions.subject import in_preview, narrowed_to, page_of, subject_slug
from gateway.shell.directory import FOOTER, PUBLIC
from gateway.shell.rooms import HELD
from gateway.shell.workplaces import Item, Workplace

HOME = "/"
PERSONAL = ("/account", "/home", "/inbox")
"""Addresses of pages that are somebody's own, whatever their roles."""
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
    waits: str = ""
    """The word under which what waits there is counted."""


@dataclass(frozen=True)
class Links:
    """A workplace as a template needs it."""

    label: str
    links: list[Link]
    office: bool


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
    under: tuple[str, ...]
    waits: str = ""

    def nearness(self, path: str) -> int:
        """How closely an address belongs to it; 0 where it does not."""
        return max((len(one) for one in self.under if path == one or path.startswith(f"{one}/")), default=0)


Places = tuple[Place, ...]


@dataclass(frozen=True)
class Group:
    """A workplace, and where one may go in it."""

    label: Any
    places: Places
    office: bool
    roles: tuple[str, ...]
    """Roles of this person that open one of them."""


@dataclass(frozen=True)
class Menu:
    """Where one may go: the public site, the columns of the foot, and the workplaces."""

    public: Places
    footer: tuple[tuple[Any, Places], ...]
    workplaces: tuple[Group, ...]


def menu() -> Menu:
    """Where the person looking may go: found once for all with the same rights on pages about the same edition."""
    edition = subject_slug()
    shown = edition, narrowed_to() if edition else None, in_preview()
    return cast(Menu, current_app.extensions["egret_menus"](rights(), *shown))


def _menu(held: Rights, edition: str, contest: str | None, preview: bool) -> Menu:
    person, shown = held.person(), (edition, contest, preview)
    groups = (_group(one, one.seen_by(person)) for one in known_workplaces(current_app))
    footer = tuple((label, _places(items, *shown)) for label, items in FOOTER)
    return Menu(_places(PUBLIC, *shown), footer, tuple(group for group in groups if group.places))


def known_workplaces(app: Flask) -> tuple[Workplace, ...]:
    """Every workplace that a room of the application has."""
    return tuple(app.extensions.get(HELD, ()))


def _group(workplace: Workplace, person: Identity) -> Group:
    """Those of its entries whose page lets the person in."""
    views = current_app.view_functions
    found = [item for item in workplace.items if item.endpoint in views] if person.grants else []
    places = _places(item for item in found if auth.may_call(views[item.endpoint], person))
    alone = ((one.role, replace(person, grants=(one,))) for one in person.grants)
    roles = (role for role, one in alone if any(auth.may_call(views[item.endpoint], one) for item in found))
    return Group(workplace.label, places, workplace.office, tuple(roles))


def _places(items: Iterable[Item], edition: str = "", contest: str | None = None, preview: bool = False) -> Places:
    """Those of the entries that exist, for an edition with its own addresses and the lists of its contest."""
    found = []
    for item in (one for one in items if one.endpoint in current_app.view_functions):
        page = page_of(edition, item.endpoint, preview=preview) if item.of_edition else url_for(item.endpoint)
        address = url_for(item.endpoint, contest=contest) if item.of_contest else page
        found.append(Place(item.label, address, item.under or (page,), item.waits))
    return tuple(found)


def nearest(places: Iterable[Place], path: str) -> Place | None:
    """The entry that an address belongs to most closely; the first of several."""
    found = max(places, key=lambda place: place.nearness(path), default=None)
    return found if found and found.nearness(path) else None


def _at_work() -> tuple[Group, Place] | None:
    """The workplace that this page belongs to, and the entry in it."""
    groups = menu().workplaces
    place = nearest((place for group in groups for place in group.places), request.path)
    return next(((group, place) for group in groups if place in group.places), None) if place else None


def in_office() -> bool:
    """Whether this page is one of the organizing office's, for the person looking.

    Pages of one's own count as such for those who work nowhere else.
    """
    return _is_office(_at_work())


def _is_office(found: tuple[Group, Place] | None) -> bool:
    if found is not None:
        return found[0].office
    groups, own = menu().workplaces, Place("", "", PERSONAL)
    return bool(groups) and all(group.office for group in groups) and own.nearness(request.path) > 0


def public_links() -> list[Link]:
    """The public site, in the order institutions use."""
    return _links(menu().public)


def links_of(items: Iterable[Item]) -> list[Link]:
    """Entries that a room lists beside its own pages; the one nearest to this page is current."""
    return _links(_places(items))


def _links(places: Places) -> list[Link]:
    here = nearest(places, request.path)
    return [Link(str(place.label), place.address, place is here) for place in places]


def footer_columns() -> list[tuple[Any, list[Link]]]:
    """The columns of the foot: what each is about, and its entries."""
    return [
        (label, [Link(str(place.label), place.address, current=False) for place in places])
        for label, places in menu().footer
    ]


def workplaces() -> list[Links]:
    """The workplaces of the person looking; the entry nearest to this page is current."""
    found = _at_work()
    here = found[1] if found else None
    return [
        Links(
            str(group.label),
            [Link(str(place.label), place.address, place is here, place.waits) for place in group.places],
            group.office,
        )
        for group in menu().workplaces
    ]


def working_roles() -> list[str]:
    """The roles of the person looking that open a page of a workplace, each once however often it is held."""
    opening = {role for group in menu().workplaces for role in group.roles}
    return [role for role in dict.fromkeys(one.role for one in auth.identity().grants) if role in opening]


def whereabouts() -> tuple[str, str]:
    """The current entry of the public site and that of the workplaces, by address; empty where there is none."""
    public, found = nearest(menu().public, request.path), _at_work()
    return public.address if public else "", found[1].address if found else ""


def trail() -> list[Link]:
    """The entries above this page, from the first page down; empty on pages that the navigation itself leads to."""
    found, known = _at_work(), menu()
    place = found[1] if found else nearest(known.public, request.path)
    if place is None or place.address in {HOME, request.path}:
        return []
    office = next((group for group in known.workplaces if group.office), None) if _is_office(found) else None
    first = (office.places if office else known.public)[0]
    above = dict.fromkeys((first, place)) if first.address != request.path else ()
    return [Link(str(one.label), one.address, current=False) for one in above]


def init_app(app: Flask) -> None:
    """Let every page show where one can go."""
    app.extensions["egret_menus"] = lru_cache(maxsize=MOST)(_menu)
    app.jinja_env.globals.update(public_links=public_links, trail=trail, site=settings)
