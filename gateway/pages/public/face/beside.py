"""What stands beside the text of a public page: where the contest stands, what can be done, whom to ask."""

from dataclasses import dataclass

from flask import Flask, request, url_for

from gateway.clients.registration.edition_parts import Contact
from gateway.clients.registration.editions import Edition
from gateway.editions.subject import in_preview, subject
from gateway.pages.public.face.phase import Phase, phase_of


@dataclass(frozen=True)
class Beside:
    """The side card of a page."""

    edition: Edition | None
    phase: Phase | None
    contacts: tuple[Contact, ...]
    qr: str
    """Address of a picture that leads a phone to this page; empty where only its makers may open it."""


def beside() -> Beside:
    """What stands beside every public page: about the edition that it is about."""
    edition = subject()
    return Beside(
        edition,
        phase_of(edition) if edition else None,
        edition.contacts if edition else (),
        "" if in_preview() else url_for("qr.picture", page=request.path.strip("/")),
    )


def init_app(app: Flask) -> None:
    """Let public pages have their side card."""
    app.jinja_env.globals["beside"] = beside
