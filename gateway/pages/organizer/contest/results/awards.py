"""Who is awarded: how many of each award, who would have it, who shares a line, and proposing the list."""

from typing import Any

from flask import Blueprint, render_template, request

from chassis.http.auth import allow
from chassis.http.client import Refused
from contracts.roles import ORGANIZER, OVERSEEING
from gateway.clients.judging.selections import SELECTIONS
from gateway.pages.organizer.contest.results.proposing import Answer, proposed
from gateway.pages.organizer.contest.results.stage_result import ADDRESS
from gateway.pages.organizer.contest.results.ties import chosen, number, ties

blp = Blueprint("awards", __name__)
COUNT = "count."
"""Before the key of an award: how many of it are given."""


@blp.route(f"{ADDRESS}/awards", methods=["GET"])
@allow(*OVERSEEING)
def show(edition: str, key: str) -> str:
    """Who would be awarded by the standing result, and who is by the last decision."""
    return _page(edition, key, request.args)


@blp.route(f"{ADDRESS}/awards", methods=["POST"])
@allow(ORGANIZER)
def propose(edition: str, key: str) -> Answer:
    """Propose the list; another person confirms it."""
    typed, reason = request.form, request.form.get("reason", "").strip()
    return proposed(
        lambda: SELECTIONS.propose_awards(edition, key, _counts(typed), ties(typed), chosen(typed), reason),
        lambda refused: _page(edition, key, typed, refused),
    )


def _counts(typed: Any) -> dict[str, int]:
    return {name.removeprefix(COUNT): number(text) for name, text in typed.items() if name.startswith(COUNT) and text}


def _page(edition: str, key: str, typed: Any, refused: Refused | None = None) -> str:
    return render_template(
        "organizer/contest/results/awards.html",
        drawn=SELECTIONS.draw_awards(edition, key, _counts(typed)),
        typed=typed,
        problem=refused.problem if refused else None,
    )
