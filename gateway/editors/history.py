"""The history of a document: who changed what and when, any two revisions side by side, and a way back."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug import Response as Answer

from chassis.http.auth import allow
from chassis.http.client import Refused
from chassis.manuscripts.history_schemas import MOST
from chassis.words.numbers import whole
from gateway.editors.editor import A, Editor, Place
from gateway.forms.pressing import tell

ORIGINS = {
    "written": _l("编辑"),
    "filled": _l("沿用其他内容"),
    "restored": _l("恢复旧稿"),
    "evened": _l("发布时整理格式"),
}
"""Why a revision was begun, as `chassis.manuscripts.records` names it."""


def add_history(blp: Blueprint, editor: Editor[A]) -> None:
    """Give the editor its pages of the past."""
    _add_list(blp, editor)
    _add_comparison(blp, editor)


def _add_list(blp: Blueprint, editor: Editor[A]) -> None:
    @blp.route(f"{editor.address}/history", methods=["GET"])
    @allow(*editor.readers, everywhere=editor.everywhere)
    def history(**address: Any) -> str:
        """Who wrote at it and when"""
        after = request.args.get("after")
        found = editor.source.history(after=after, **address)
        return render_template(
            "editors/history.html",
            place=Place(editor, address),
            manuscript=found,
            title=editor.title(found),
            origins=ORIGINS,
            first=not after,
        )


def _add_comparison(blp: Blueprint, editor: Editor[A]) -> None:
    @blp.route(f"{editor.address}/history/comparison", methods=["GET"])
    @allow(*editor.readers, everywhere=editor.everywhere)
    def comparison(**address: Any) -> Response | str:
        """What one revision changed, against the one before it or any other"""
        after, before = (whole(request.args.get(name, ""), MOST) for name in ("after", "before"))
        if after is not None and before is not None and after < before:
            after, before = before, after
        found = editor.source.comparison(after=after or 1, before=before, **address)
        old = found.before.content if found.before else {}
        return render_template(
            "editors/comparison.html",
            place=Place(editor, address),
            manuscript=found,
            title=editor.title(found),
            changes=editor.changes(found, old, found.after.content),
            origins=ORIGINS,
        )

    @blp.route(f"{editor.address}/history/<int:number>", methods=["POST"])
    @allow(*editor.writers, everywhere=editor.everywhere)
    def restore(number: int, **address: Any) -> Answer:
        """Go on from an earlier revision; what stands in the draft stays in the history"""
        place = Place(editor, address)
        try:
            editor.source.restore(number=number, etag=request.form.get("etag", ""), **address)
        except Refused as refused:
            tell(refused, among={412})
            return redirect(place.link("comparison", after=number), 303)
        flash(_("已恢复第 %(number)d 稿，之前的内容仍在修改记录中。已发布的内容没有变化。", number=number), "success")
        return redirect(place.link("edit"), 303)
