"""Complaints for the organizing office: what came in, what waits, and the answer."""

from uuid import UUID

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug import Response as Answer

from chassis.http import auth, request_session
from chassis.http.auth import allow
from chassis.http.privileged_use import personal
from contracts.roles import ORGANIZER, OVERSEEING
from gateway.accounts.people import names_of
from gateway.complaints import actions
from gateway.complaints.models import Complaint
from gateway.forms import saving
from gateway.forms.form import Filled, checked, plain
from gateway.pages.organizer.site.complaint_list import LISTING, read
from gateway.pages.public.complaint_form import ANSWER, TOPICS

blp = Blueprint("complaints", __name__)


@blp.route("/organizer/complaints", methods=["GET"])
@allow(*OVERSEEING, everywhere=True)
@personal
def listing() -> Response:
    """What came in, newest first; those that wait for an answer unless asked otherwise."""
    return LISTING.answer(read)


@blp.route("/organizer/complaints/<uuid:complaint_id>", methods=["GET"])
@allow(*OVERSEEING, everywhere=True)
@personal
def show(complaint_id: UUID) -> Response:
    """What was told, by whom if they said so, and the answer."""
    complaint = actions.find(request_session.session(), complaint_id)
    return _page(complaint, Filled(ANSWER, {"answer": complaint.answer}))


@blp.route("/organizer/complaints/<uuid:complaint_id>/answer", methods=["POST"])
@allow(ORGANIZER, everywhere=True)
def answer(complaint_id: UUID) -> Answer:
    """Answer it, or correct the answer."""
    typed = ANSWER.typed(request.form)
    filled = checked(ANSWER, typed)
    if filled.problem:
        return _page(actions.find(request_session.session(), complaint_id), filled)
    actions.answer(request_session.session(), auth.identity().account_id, complaint_id, plain(typed["answer"]))
    flash(_("处理结果已保存，提交人凭回执可以看到。"), "success")
    return redirect(url_for("complaints.show", complaint_id=complaint_id), 303)


def _page(complaint: Complaint, filled: Filled) -> Response:
    by = names_of(request_session.session(), [complaint.answered_by] if complaint.answered_by else [])
    return saving.page("organizer/site/complaint.html", filled, complaint=complaint, topics=TOPICS, by=by)
