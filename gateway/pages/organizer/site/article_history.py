"""Every version of an article, what changed in each, and going back to one."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug import Response

from chassis.http.auth import allow
from chassis.http.client import Refused
from contracts.roles import ORGANIZER, OVERSEEING
from gateway.clients import calls
from gateway.clients.registration.articles import ARTICLES
from gateway.pages.organizer.site.article_form import FORM
from gateway.pages.organizer.site.differences import changes

blp = Blueprint("history", __name__)
ORIGINS = {
    "saved": _l("手动保存"),
    "published": _l("发布"),
    "restored": _l("恢复"),
    "handover": _l("他人续写前自动留存"),
}


@blp.route("/organizer/articles/<uuid:article_id>/history", methods=["GET"])
@allow(*OVERSEEING, everywhere=True)
def versions(article_id: UUID) -> str:
    """Who saved what, and when."""
    found = ARTICLES.versions(article_id).items
    return render_template(
        "articles/history.html", article=ARTICLES.article(article_id), versions=found, origins=ORIGINS
    )


@blp.route("/organizer/articles/<uuid:article_id>/history/<int:number>", methods=["GET"])
@allow(*OVERSEEING, everywhere=True)
def version(article_id: UUID, number: int) -> str:
    """What one version changed, against the version before it or the one that `against` names."""
    own = ARTICLES.version(article_id, number)
    against = request.args.get("against", number - 1, type=int)
    other = ARTICLES.version(article_id, against) if against > 0 else None
    return render_template(
        "articles/version.html",
        article=ARTICLES.article(article_id),
        version=own,
        against=against,
        changes=changes(other, own),
        labels={one.name: one.label for one in FORM},
        origins=ORIGINS,
    )


@blp.route("/organizer/articles/<uuid:article_id>/history/<int:number>", methods=["POST"])
@allow(ORGANIZER, everywhere=True)
def restore(article_id: UUID, number: int) -> Response:
    """Go on writing from this version; what stands now is kept as a version too."""
    try:
        ARTICLES.restore(article_id, number, request.form.get("etag", ""))
    except Refused as refused:
        if refused.status != 412:
            raise
        flash(calls.sentence(refused), "danger")
        return redirect(url_for("history.version", article_id=article_id, number=number), 303)
    flash(_("已恢复第 %(number)d 版的文字，原来的文字也已留存。公众看到的内容没有变化。", number=number), "success")
    return redirect(url_for("editing.edit", article_id=article_id), 303)
