"""The rows of open data: flat, every text in a field of its own, and nothing personal."""

from datetime import datetime
from typing import Any

from flask import url_for

from chassis import clock
from gateway.clients.registration.articles import ARTICLES, Readable
from gateway.clients.registration.editions import Edition
from gateway.clients.registration.outreach import Event
from gateway.clients.registration.winners import WinnerHead
from gateway.editions.words import file_address
from gateway.pages.public.face.programme import award_name, track_name
from gateway.pages.public.reading import SHELVES, absolute, address_of

Row = dict[str, Any]


def written(at: datetime) -> str:
    """A time as programs read it, in Beijing."""
    return at.astimezone(clock.LOCAL).isoformat()


def notice_row(one: Readable) -> Row:
    """A notice, an announcement or a result."""
    told = ("kind", "contest", "edition", "document_number", "title", "title_en", "summary")
    texts = {name: getattr(one, name) for name in told}
    times = {"published_at": written(one.published_at), "updated_at": written(one.updated_at)}
    files = " ".join(absolute(file_address(attached.file)) for attached in one.attachments)
    return {**texts, **times, "attachments": files, "address": absolute(address_of(one))}


def edition_row(one: Edition) -> Row:
    """An edition."""
    return {
        **{name: getattr(one, name) for name in ("slug", "name", "name_en", "summary")},
        "opens_at": written(one.opens_at),
        "closes_at": written(one.closes_at),
        "tracks": "、".join(track.name for track in one.tracks),
        "updated_at": written(one.updated_at),
        "address": absolute(url_for("home.front", slug=one.slug)),
    }


def winner_row(one: WinnerHead) -> Row:
    """A winning entry."""
    texts = {name: getattr(one, name) for name in ("edition", "number", "title", "title_en", "organisation")}
    named = {"track": track_name(one.edition, one.track), "award": award_name(one.edition, one.award)}
    place = url_for("winner.show", edition=one.edition, number=one.number)
    picture = absolute(file_address(one.picture)) if one.picture else ""
    changed = {"updated_at": written(one.updated_at)}
    return {**texts, **named, "summary": one.summary, "picture": picture, **changed, "address": absolute(place)}


def event_row(one: Event) -> Row:
    """An outreach event."""
    return {
        **{name: getattr(one, name) for name in ("slug", "name", "name_en", "place", "place_en", "state", "summary")},
        "starts_at": written(one.starts_at),
        "ends_at": written(one.ends_at),
        "updated_at": written(one.updated_at),
        "places_left": sum(shift.places_left for shift in one.shifts),
        "address": absolute(url_for("shifts.event", slug=one.slug)),
    }


def notices() -> list[Readable]:
    """Every notice, announcement and result that is public."""
    return [one for one in ARTICLES.all_published() if one.kind in SHELVES]
