"""The editor of a matter of an edition; there is a page for each matter, all drawn by their forms."""

from flask_babel import gettext as _

from contracts.roles import ORGANIZER, OVERSEEING
from gateway.clients.manuscripts import Manuscript
from gateway.clients.registration.edition_matters import MATTER_DRAFTS, Matter
from gateway.editions.words import MATTERS
from gateway.editors.editor import Editor
from gateway.editors.pages import editor_pages
from gateway.pages.organizer.contest.edition_preview import preview_page
from gateway.pages.organizer.contest.edition_rail import rail_of
from gateway.pages.organizer.contest.edition_words import FROZEN, name_of


def _title(found: Manuscript[Matter]) -> str:
    return f"{MATTERS[found.about.matter]} · {name_of(found.about)}"


EDITOR: Editor[Matter] = Editor(
    name="edition_editor",
    address="/organizer/editions/<slug>/matters/<matter>",
    source=MATTER_DRAFTS,
    title=_title,
    preview=lambda found: preview_page(found.about.slug),
    published=lambda _found: str(_("这一部分已发布。所有页面现在都显示新的内容。")),
    readers=OVERSEEING,
    writers=(ORGANIZER,),
    everywhere=False,
    fields="organizer/contest/editions/fields.html",
    about="organizer/contest/editions/about.html",
    publishing="organizer/contest/editions/publishing.html",
    facts={"matters": MATTERS, "frozen": FROZEN, "rail": rail_of},
)
blp = editor_pages(EDITOR)
