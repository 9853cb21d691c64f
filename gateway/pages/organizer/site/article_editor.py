"""The editor. What is typed is saved as it comes; the public sees nothing of it before it is published."""

from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis.http.auth import allow
from contracts.roles import ORGANIZER
from gateway.clients.registration.articles import ARTICLES, Article
from gateway.forms import saving
from gateway.forms.form import Filled
from gateway.pages.organizer.site import article_form
from gateway.shell.times import clock_time

blp = Blueprint("editing", __name__)


@blp.route("/organizer/articles/<uuid:article_id>/edit", methods=["GET"])
@allow(ORGANIZER, everywhere=True)
def edit(article_id: UUID) -> Response:
    """The editor, both languages side by side."""
    found = ARTICLES.article(article_id)
    return _form(found, saving.opened(article_form.FORM, found, article_form.stored(found)))


@blp.route("/organizer/articles/<uuid:article_id>/edit", methods=["POST"])
@allow(ORGANIZER, everywhere=True)
def save(article_id: UUID) -> Response:
    """Save what was typed; a button also keeps it as a version, the script does not."""

    def write(typed: dict[str, str]) -> Article:
        body = {**article_form.changes(typed), "keep": not saving.by_script()}
        return ARTICLES.save(article_id, body, request.form.get("etag", ""))

    outcome = saving.attempt(article_form.FORM, write, lambda: ARTICLES.article(article_id), article_form.stored)
    if saving.by_script():
        return saving.answer(outcome)
    if isinstance(outcome, Filled):
        return _form(ARTICLES.article(article_id), outcome)
    if request.form.get("action") == "publish":
        return redirect(url_for("publication.show", article_id=article_id), 303)
    flash(_("已保存 %(time)s", time=clock_time(outcome.updated_at)), "success")
    return redirect(url_for("editing.edit", article_id=article_id), 303)


def _form(found: Article, filled: Filled) -> Response:
    return saving.page("articles/edit.html", filled, article=found, languages=article_form.LANGUAGES)
