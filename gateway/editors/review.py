"""The page on which a document is looked over: what is missing, what publishing would change, and publishing it."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug import Response as Answer

from chassis.http.auth import allow
from chassis.http.client import Refused
from chassis.http.errors import Problem
from gateway.clients.manuscripts import Review
from gateway.editors.editor import A, Editor, Place
from gateway.editors.points import points_of
from gateway.forms.saving import SHOWN_AGAIN


def add_review(blp: Blueprint, editor: Editor[A]) -> None:
    """Give the editor the page on which its document is looked over, a preview, and publishing."""

    @blp.route(editor.address, methods=["GET"])
    @allow(*editor.readers, everywhere=editor.everywhere)
    def review(**address: Any) -> str:
        """Where the document stands: what is missing, what publishing would change, what can be done"""
        return _page(editor, address, editor.source.review(**address))

    @blp.route(f"{editor.address}/preview", methods=["GET"])
    @allow(*editor.readers, everywhere=editor.everywhere)
    def preview(**address: Any) -> ResponseReturnValue:
        """The draft as its readers would see it"""
        return editor.preview(editor.source.draft(**address))

    @blp.route(f"{editor.address}/publication", methods=["POST"])
    @allow(*editor.writers, everywhere=editor.everywhere)
    def publish(**address: Any) -> Answer | tuple[str, int]:
        """Publish the draft that was looked over, and no other"""

        def act(etag: str) -> str:
            return editor.published(editor.source.publish(etag=etag, **editor.chosen(request.form), **address))

        return done(editor, address, act)


def done(editor: Editor[A], address: dict[str, Any], act: Callable[[str], str]) -> Answer | tuple[str, int]:
    """Do something with the document in the version that was looked at; on refusal its page says why, or one asks.

    `act` takes the version and gives the sentence that is said once it is done.
    """
    try:
        sentence = act(request.form.get("etag", ""))
    except Problem as problem:
        body = problem.problem if isinstance(problem, Refused) else problem.body()
        if problem.status not in SHOWN_AGAIN:
            raise
        if isinstance(problem, Refused) and (question := editor.asks(address, problem)) is not None:
            return question, 200
        return _page(editor, address, editor.source.review(**address), body), problem.status
    flash(sentence, "success")
    return redirect(Place(editor, address).link("review"), 303)


def _page(editor: Editor[A], address: dict[str, Any], found: Review[A], problem: dict[str, Any] | None = None) -> str:
    place = Place(editor, address)
    return render_template(
        "editors/review.html",
        place=place,
        manuscript=found,
        title=editor.title(found),
        points=points_of(place, found),
        changes=None if found.published is None else editor.changes(found, found.published, found.content),
        typed=request.form,
        problem=problem,
    )
