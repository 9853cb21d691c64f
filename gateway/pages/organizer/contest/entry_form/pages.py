"""The pages of the form, all that there are."""

from gateway.pages.organizer.contest.entry_form import beginning, outline, part_page
from gateway.pages.organizer.contest.entry_form.editor import blp

__all__ = ["beginning", "blp", "outline", "part_page"]
