"""The public pages of an edition as they would be, were all its drafts published, each under one address for good.

They are those pages themselves, marked; what leads from one to another leads within the preview.
"""

from collections.abc import Callable
from functools import wraps

from flask import Blueprint, render_template

from chassis.http.auth import allow
from contracts.roles import OVERSEEING
from gateway.clients.registration.edition_drafts import EDITION_DRAFTS
from gateway.editions.subject import begin_preview
from gateway.pages.organizer.contest.edition_words import name_of
from gateway.pages.public.enter import enter_page
from gateway.pages.public.home import home_page
from gateway.pages.public.timetable import timetable_page
from gateway.pages.public.tracks import track_page, tracks_page

blp = Blueprint("edition_preview", __name__)
PAGES: tuple[tuple[str, str, Callable[..., str]], ...] = (
    ("home", "", home_page),
    ("enter", "/enter", enter_page),
    ("timetable", "/timetable", timetable_page),
    ("tracks", "/tracks", tracks_page),
    ("track", "/tracks/<name>", track_page),
)
"""Every page of an edition: what it is called, where it lies below the preview, and what draws it."""


def _previewing(page: Callable[..., str]) -> Callable[..., str]:
    """The page as one of the preview; what is missing, where the drafts are not complete enough for any."""

    @wraps(page)
    def view(slug: str, **part: str) -> str:
        found = EDITION_DRAFTS.preview(slug)
        if found.document is None:
            return render_template("organizer/contest/editions/unready.html", edition=found, title=name_of(found))
        begin_preview(found.document)
        return page(found.document, **part)

    return view


for _name, _path, _page in PAGES:
    blp.add_url_rule(f"/preview/<slug>{_path}", _name, allow(*OVERSEEING)(_previewing(_page)), methods=["GET"])
