"""A judge signs the undertaking of an edition and declares conflicts of interest, before any entry opens."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis.http import auth, request_session
from chassis.http.auth import allow
from chassis.http.errors import Problem
from chassis.words.collation import by_name
from chassis.words.folding import holds
from contracts.events import FORMER
from contracts.roles import JUDGE
from gateway.accounts import consent_texts, consents
from gateway.accounts.people import names_of
from gateway.clients.judging.judges import JUDGES, Applicants, OwnConflict
from gateway.forms.saving import SHOWN_AGAIN
from gateway.pages.judge.interests import CHOICES, KINDS
from gateway.shell.display import language

blp = Blueprint("declaration", __name__)
LONGEST = 500
"""Applicants chosen at most, as judging accepts."""


@dataclass(frozen=True)
class Applicant:
    """An organisation or a person on the list; the field of the form says which."""

    field: str
    key: str
    name: str

    @property
    def id(self) -> str:
        """Names it in the form."""
        return f"{self.field}:{self.key}"


Groups = dict[str, list[Applicant]]
"""Applicants by the field of the form that they stand in."""


@blp.route("/judging/declarations/<edition>", methods=["GET"])
@allow(JUDGE)
def show(edition: str) -> str:
    """The undertaking, the list of applicants, and what was declared so far."""
    found = JUDGES.applicants(edition)
    return _list(edition, found, _everybody(found), [])


@blp.route("/judging/declarations/<edition>", methods=["POST"])
@allow(JUDGE)
def choose(edition: str) -> str | tuple[str, int]:
    """Look further on the list, or go on to say what the interest in those chosen is."""
    found = JUDGES.applicants(edition)
    everybody = _everybody(found)
    chosen = _chosen(everybody)
    if request.form.get("action") == "search":
        return _list(edition, found, everybody, chosen)
    if lacking := _lacking(chosen):
        return _list(edition, found, everybody, chosen, lacking), 422
    return _check(edition, found, chosen if request.form["interest"] == "some" else [])


def _lacking(chosen: list[Applicant]) -> dict[str, str] | None:
    """What has to be answered before one goes on."""
    interest = request.form.get("interest")
    if request.form.get("undertaking") != _text().version:
        return {"title": _("还没有同意承诺书"), "detail": _("请阅读评审承诺书，勾选“我已阅读并同意”后继续。")}
    if interest == "some" and not chosen:
        return {
            "title": _("还没有选择单位或人员"),
            "detail": _("请在名单中勾选；没有利害关系的，请选“没有利害关系”。"),
        }
    if interest not in {"some", "none"}:
        return {"title": _("还没有申报"), "detail": _("请选择有无利害关系。")}
    return None


@blp.route("/judging/declarations/<edition>/confirmation", methods=["POST"])
@allow(JUDGE)
def confirm(edition: str) -> Response | tuple[str, int]:
    """Sign and declare; from now on entries open."""
    ids, version = request.form.getlist("applicant"), request.form.get("undertaking", "")
    told = [_told(place, *one.split(":", 1)) for place, one in enumerate(ids[:LONGEST]) if ":" in one]
    try:
        consents.give(
            request_session.session(),
            auth.identity().account_id,
            consent_texts.UNDERTAKING,
            version,
            language=language(),
        )
        JUDGES.declare(edition, version, told)
    except Problem as refused:
        if refused.status not in SHOWN_AGAIN:
            raise
        request_session.session().rollback()
        found = JUDGES.applicants(edition)
        return _check(edition, found, _chosen(_everybody(found)), refused.body()), refused.status
    flash(_("申报已提交，谢谢您。今后发现新的利害关系，可以随时补充申报。"), "success")
    return redirect(url_for("sheets.assignments"), 303)


def _told(place: int, field: str, key: str) -> dict[str, Any]:
    about = {"organisation": key} if field == "organisation" else {"person": key}
    return about | {"kind": request.form.get(f"kind-{place}", ""), "note": request.form.get(f"note-{place}", "")}


def _text() -> consent_texts.Text:
    return consent_texts.current(consent_texts.UNDERTAKING, language())


def _everybody(found: Applicants) -> Groups:
    names = names_of(request_session.session(), found.people)
    people = [Applicant("person", str(who), name) for who, name in names.items() if name != FORMER]
    return {
        "organisation": [Applicant("organisation", one.key, one.name) for one in found.organisations],
        "person": sorted(people, key=lambda one: (by_name(one.name), one.key)),
    }


def _chosen(everybody: Groups) -> list[Applicant]:
    wanted = set(request.form.getlist("applicant"))
    return [one for group in everybody.values() for one in group if one.id in wanted]


def _known(found: Applicants) -> list[tuple[str, OwnConflict]]:
    names = names_of(request_session.session(), (one.person_id for one in found.conflicts if one.person_id))
    return [(one.organisation or names.get(one.person_id or UUID(int=0), ""), one) for one in found.conflicts]


def _about(one: OwnConflict) -> Applicant:
    if one.organisation_key:
        return Applicant("organisation", one.organisation_key, one.organisation)
    return Applicant("person", str(one.person_id), "")


def _list(
    edition: str,
    found: Applicants,
    everybody: Groups,
    chosen: list[Applicant],
    problem: dict[str, str] | None = None,
) -> str:
    words = request.form.get("q", "")
    told = {_about(one).id for one in found.conflicts}
    groups = {
        name: [
            one for one in group if one.id not in told and one not in chosen and (not words or holds(one.name, words))
        ]
        for name, group in everybody.items()
    }
    facts = {"known": _known(found), "kinds": KINDS, "text": _text(), "words": words, "problem": problem}
    return render_template(
        "judge/declaration.html", edition=edition, applicants=found, groups=groups, chosen=chosen, **facts
    )


def _check(edition: str, found: Applicants, chosen: list[Applicant], problem: dict[str, Any] | None = None) -> str:
    facts = {"problem": problem, "typed": request.form, "choices": CHOICES, "text": _text()}
    return render_template("judge/declaration_check.html", edition=edition, applicants=found, chosen=chosen, **facts)
