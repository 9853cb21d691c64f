"""The pages of the form, all that there are."""

from gateway.pages.organizer.contest.entry_form import beginning, importing, outline, part_page, template_page
from gateway.pages.organizer.contest.entry_form.editor import blp

__all__ = ["beginning", "blp", "importing", "outline", "part_page", "template_page"]
