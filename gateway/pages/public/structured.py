"""What search engines read beside a page: JSON-LD of schema.org. Data, so no content policy minds it."""

from typing import Any

from flask import url_for

from gateway.clients.registration.editions import Edition
from gateway.edge.security import settings
from gateway.pages.public.reading import absolute
from gateway.shell import display
from gateway.shell.display import named

CONTEXT = "https://schema.org"


def contest(edition: Edition) -> dict[str, Any]:
    """An edition as an Event, from the beginning of its first stage to the end of its last."""
    stages = edition.stages
    names = [organiser.name for organiser in edition.organisers]
    return {
        "@context": CONTEXT,
        "@type": "Event",
        "name": named(edition),
        "description": named(edition, "summary"),
        "startDate": min(stage.opens_at for stage in stages).isoformat(),
        "endDate": max(stage.closes_at for stage in stages).isoformat(),
        "eventStatus": f"{CONTEXT}/EventScheduled",
        "eventAttendanceMode": f"{CONTEXT}/MixedEventAttendanceMode",
        "location": {"@type": "VirtualLocation", "url": absolute(url_for("home.front"))},
        "organizer": [{"@type": "Organization", "name": name} for name in names],
        "url": absolute(url_for("home.front")),
    }


def institution() -> dict[str, Any]:
    """Who is behind the site, as far as its settings say."""
    told = {
        "name": display.institution("organiser"),
        "address": display.institution("address"),
        "telephone": settings().phone,
    }
    return {
        "@context": CONTEXT,
        "@type": "Organization",
        "url": absolute(url_for("home.front")),
        **{name: value for name, value in told.items() if value},
    }
