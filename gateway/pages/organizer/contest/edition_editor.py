"""The editor of a matter of an edition; there is a page for each matter, all drawn by their forms."""

from flask import redirect, url_for
from flask_babel import gettext as _
from werkzeug import Response

from contracts.roles import ORGANIZER, OVERSEEING
from gateway.clients.manuscripts import Manuscript
from gateway.clients.registration.edition_matters import MATTER_DRAFTS, Matter
from gateway.editions.words import MATTERS
from gateway.editors.editor import Editor
from gateway.editors.pages import editor_pages
from gateway.pages.organizer.contest.edition_rail import rail_of, unannounced_years
from gateway.pages.organizer.contest.edition_words import FROZEN, name_of

SHOWN_ON = {"calendar": "timetable", "tracks": "tracks", "entering": "enter", "documents": "enter"}
"""The page of the preview for each matter; the others stand on the home page."""


def _title(found: Manuscript[Matter]) -> str:
    return f"{MATTERS[found.about.matter]} · {name_of(found.about)}"


def _preview(found: Manuscript[Matter]) -> Response:
    """The public page that shows most of a matter."""
    page = SHOWN_ON.get(found.about.matter, "home")
    return redirect(url_for(f"edition_preview.{page}", slug=found.about.slug), 303)


def _pictures(found: Manuscript[Matter]) -> dict[str, str]:
    return {key: url_for("site_files.read_preview", sha256=sha256) for key, sha256 in found.about.pictures.items()}


EDITOR: Editor[Matter] = Editor(
    name="edition_editor",
    address="/organizer/editions/<slug>/matters/<matter>",
    source=MATTER_DRAFTS,
    title=_title,
    preview=_preview,
    published=lambda _found: str(_("这一部分已发布。所有页面现在都显示新的内容。")),
    readers=OVERSEEING,
    writers=(ORGANIZER,),
    everywhere=False,
    fields="organizer/contest/editions/fields.html",
    about="organizer/contest/editions/about.html",
    publishing="organizer/contest/editions/publishing.html",
    pictures=_pictures,
    facts={"frozen": FROZEN, "rail": rail_of, "unannounced": unannounced_years},
)
blp = editor_pages(EDITOR)
