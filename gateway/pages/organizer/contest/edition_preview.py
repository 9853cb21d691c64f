"""The home page as it would be, were all drafts of an edition published."""

from flask import render_template

from gateway.clients.registration.edition_drafts import EDITION_DRAFTS
from gateway.pages.organizer.contest.edition_words import name_of
from gateway.pages.public.home import home_page


def preview_page(slug: str) -> str:
    """The preview; what is missing where the draft is not complete enough for one."""
    found = EDITION_DRAFTS.overview(slug)
    if found.document is None:
        return render_template("organizer/contest/editions/unready.html", edition=found, title=name_of(found))
    return home_page(found.document, "organizer/contest/editions/preview.html")
