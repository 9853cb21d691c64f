"""The pages of an editor, all that there are."""

from flask import Blueprint

from gateway.editors.editor import A, Editor
from gateway.editors.history import add_history
from gateway.editors.review import add_review
from gateway.editors.writing import add_writing


def editor_pages(editor: Editor[A]) -> Blueprint:
    """A blueprint with every page of the editor."""
    blp = Blueprint(editor.name, __name__)
    add_writing(blp, editor)
    add_review(blp, editor)
    add_history(blp, editor)
    return blp
