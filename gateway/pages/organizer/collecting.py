"""Pages on which files are collected for an edition or an article: what there is, taking one in, taking one out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis.http.auth import allow
from chassis.http.client import Refused
from contracts.roles import ORGANIZER, OVERSEEING
from gateway.clients.registration.site_files import CollectedFile
from gateway.edge.security import marked
from gateway.forms import taking


@dataclass(frozen=True)
class Collected:
    """What the page shows."""

    heading: str
    title: str
    """Of what the files belong to."""
    hint: str
    """What becomes of a file that was taken in."""
    files: Sequence[CollectedFile]
    may: bool
    """Whether the reader can add and remove."""
    back: str
    """Where the files are used."""
    back_says: str
    pictures_only: bool = False
    """Whether nothing but pictures is taken."""


@dataclass(frozen=True)
class Collecting:
    """Whose files they are; its functions take the arguments of the page's address by name."""

    name: str
    """Of its blueprint: `show`, `add` and `remove` are its pages."""
    address: str
    everywhere: bool
    """Whether roles have to be held everywhere; else the service looks at the scope."""
    look: Callable[..., Collected]
    add: Callable[..., object]
    """Takes `name` and `body` too."""
    remove: Callable[..., None]
    """Takes `sha256` too."""
    readers: Sequence[str] = OVERSEEING
    """The roles that look at it."""


def collecting_pages(own: Collecting) -> Blueprint:
    """A blueprint with these pages."""
    blp = Blueprint(own.name, __name__)

    @blp.route(own.address, methods=["GET"])
    @allow(*own.readers, everywhere=own.everywhere)
    def show(**address: Any) -> str:
        """What there is, and a form to add to it."""
        return _page(own, address)

    @blp.route(own.address, methods=["POST"])
    @marked(csrf_by_view=True)  # reading the token elsewhere would swallow the file
    @allow(ORGANIZER, everywhere=own.everywhere)
    def add(**address: Any) -> Response | tuple[str, int]:
        """Take a file in from a plain form."""
        return _take(own, address)

    @blp.route(f"{own.address}/<sha256>/removal", methods=["POST"])
    @allow(ORGANIZER, everywhere=own.everywhere)
    def remove(sha256: str, **address: Any) -> Response | tuple[str, int]:
        """Take a file out that nothing uses."""
        try:
            own.remove(**address, sha256=sha256)
        except Refused as refused:
            return _refusal(own, address, taking.refusal(refused))
        return _done(own, address, _("文件已删除。"))

    return blp


def _take(own: Collecting, address: dict[str, Any]) -> Response | tuple[str, int]:
    if refused := taking.take(lambda name, body: own.add(**address, name=name, body=body)):
        return _refusal(own, address, refused)
    return _done(own, address, _("文件已上传，可以选用。"))


def _refusal(own: Collecting, address: dict[str, Any], refused: taking.Refusal) -> tuple[str, int]:
    problem, status = refused
    return _page(own, address, problem), status


def _done(own: Collecting, address: dict[str, Any], said: str) -> Response:
    flash(said, "success")
    return redirect(url_for(f"{own.name}.show", **address), 303)


def _page(own: Collecting, address: dict[str, Any], problem: dict[str, Any] | None = None) -> str:
    return render_template(
        "organizer/files.html", found=own.look(**address), name=own.name, address=address, problem=problem
    )
