"""The page on which a document is written: saved as one types, nothing lost, nothing published."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug import Response as Answer

from chassis.http.auth import allow
from gateway.clients.manuscripts import Manuscript
from gateway.editors.editor import A, Editor, Place
from gateway.forms import saving
from gateway.forms.form import Filled
from gateway.shell.times import clock_time


def add_writing(blp: Blueprint, editor: Editor[A]) -> None:
    """Give the editor the page with its form."""
    _add_form(blp, editor)
    _add_saving(blp, editor)


def _add_form(blp: Blueprint, editor: Editor[A]) -> None:
    @blp.route(f"{editor.address}/edit", methods=["GET"])
    @allow(*editor.writers, everywhere=editor.everywhere)
    def edit(**address: Any) -> Answer:
        """The form with the draft; where nothing can be written any more, the page that says why"""
        place, found = Place(editor, address), editor.source.draft(**address)
        if "write" not in found.may:
            return redirect(place.link("review"), 303)
        form = editor.form(found)
        return _edit(place, found, saving.opened(form, found, form.stored(found.content)))


def _add_saving(blp: Blueprint, editor: Editor[A]) -> None:
    @blp.route(f"{editor.address}/edit", methods=["POST"])
    @allow(*editor.writers, everywhere=editor.everywhere)
    def save(**address: Any) -> Answer:
        """Save what was typed, by a button or by the script; nothing of it is published"""
        place, found = Place(editor, address), editor.source.draft(**address)
        form = editor.form(found)

        def write(typed: dict[str, str]) -> Manuscript[A]:
            content = {**found.content, **form.gathered(typed)}
            return editor.source.save(content=content, etag=request.form.get("etag", ""), **address)

        outcome = saving.attempt(
            form, write, lambda: editor.source.draft(**address), lambda saved: form.stored(saved.content)
        )
        if saving.by_script():
            return saving.answer(outcome)
        if isinstance(outcome, Filled):
            return _edit(place, editor.source.draft(**address), outcome)
        action = request.form.get("action", "")
        if action == "review":
            return redirect(place.link("review"), 303)
        if action in place.editor.leads:
            return redirect(url_for(place.editor.leads[action], **address), 303)
        if rows := request.form.get("row", "").partition(".")[0]:
            return redirect(place.link("edit", _anchor=rows), 303)
        flash(_("已保存 %(time)s", time=clock_time(outcome.saved_at)), "success")
        return redirect(place.link("edit"), 303)


def _edit(place: Place[A], found: Manuscript[A], filled: Filled) -> Response:
    title = place.editor.title(found)
    return saving.page("editors/edit.html", filled, place=place, manuscript=found, title=title)
