"""What search engines read beside a page: JSON-LD of schema.org. Data, so no content policy minds it."""

from typing import Any

from flask import url_for

from gateway.clients.registration.articles import Readable
from gateway.clients.registration.editions import Edition
from gateway.clients.registration.outreach import Event
from gateway.clients.registration.winners import WinnerHead
from gateway.edge.security import settings
from gateway.editions.lookup import find_edition
from gateway.editions.subject import address_in
from gateway.editions.words import by_rank, file_address
from gateway.pages.public.face.programme import award_name, track_name
from gateway.pages.public.reading import absolute, address_of
from gateway.shell import display
from gateway.shell.display import named
from gateway.shell.times import local

CONTEXT = "https://schema.org"
CANCELLED = "cancelled"
"""The state of an event that does not take place."""

Facts = dict[str, Any]


def standing_alone(facts: Facts) -> Facts:
    """The facts as a page or a file holds them, with the vocabulary that they are written in."""
    return {"@context": CONTEXT, **facts}


def contest(edition: Edition) -> Facts:
    """An edition as an Event, from the beginning of its first stage to the end of its last."""
    stages, address = edition.stages, absolute(address_in(edition, "home.front"))
    names = [organiser.name for organiser in by_rank(edition.organisers)]
    return _said(
        {
            "@type": "Event",
            "name": named(edition),
            "description": named(edition, "summary"),
            "startDate": local(min(stage.opens_at for stage in stages)).isoformat(),
            "endDate": local(max(stage.closes_at for stage in stages)).isoformat(),
            "eventStatus": f"{CONTEXT}/EventScheduled",
            "eventAttendanceMode": f"{CONTEXT}/MixedEventAttendanceMode",
            "location": {"@type": "VirtualLocation", "url": address},
            "organizer": [_organisation(name) for name in names],
            "url": address,
        }
    )


def outreach_event(event: Event) -> Facts:
    """An outreach event, held or cancelled."""
    status = "EventCancelled" if event.state == CANCELLED else "EventScheduled"
    return _said(
        {
            "@type": "Event",
            "name": named(event),
            "description": named(event, "summary"),
            "startDate": local(event.starts_at).isoformat(),
            "endDate": local(event.ends_at).isoformat(),
            "eventStatus": f"{CONTEXT}/{status}",
            "eventAttendanceMode": f"{CONTEXT}/OfflineEventAttendanceMode",
            "location": {"@type": "Place", "name": named(event, "place"), "address": named(event, "place")},
            "organizer": _organisation(display.institution("organiser")),
            "url": absolute(url_for("shifts.event", slug=event.slug)),
        }
    )


def winning_entry(winner: WinnerHead) -> Facts:
    """A winning entry with who made it and what it won."""
    edition = find_edition(winner.edition)
    won = [named(edition) if edition else winner.edition, award_name(winner.edition, winner.award)]
    return _said(
        {
            "@type": "CreativeWork",
            "name": named(winner, "title"),
            "description": named(winner, "summary"),
            "identifier": winner.number,
            "image": absolute(file_address(winner.picture)) if winner.picture else "",
            "dateModified": local(winner.updated_at).isoformat(),
            "award": " ".join(won),
            "creator": _organisation(named(winner, "organisation")),
            "keywords": track_name(winner.edition, winner.track),
            "url": absolute(url_for("winner.show", edition=winner.edition, number=winner.number)),
        }
    )


def article(one: Readable) -> Facts:
    """A notice, an announcement or a result, in Chinese as it was published."""
    return _said(
        {
            "@type": "Article",
            "headline": one.title,
            "name": one.title,
            "description": one.summary,
            "identifier": one.document_number,
            "datePublished": local(one.published_at).isoformat(),
            "dateModified": local(one.updated_at).isoformat(),
            "publisher": _organisation(settings().organiser),
            "url": absolute(address_of(one)),
        }
    )


def institution() -> Facts:
    """Who is behind the site, as far as its settings say."""
    told = {
        "name": display.institution("organiser"),
        "address": display.institution("address"),
        "telephone": settings().phone,
    }
    return _said({"@type": "Organization", "url": absolute(url_for("home.front")), **told})


def _organisation(name: str) -> Facts | None:
    return {"@type": "Organization", "name": name} if name else None


def _said(facts: Facts) -> Facts:
    """The facts that there are: what is empty is left out."""
    return {name: value for name, value in facts.items() if value}
