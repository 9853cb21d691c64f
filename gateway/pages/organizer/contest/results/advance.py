"""Who advances into a later stage: how many, who is above the line, who shares it, and proposing the list."""

from typing import Any

from flask import Blueprint, render_template, request

from chassis.http.auth import allow
from chassis.http.client import Refused
from contracts.roles import ORGANIZER, OVERSEEING
from gateway.clients.judging.selections import SELECTIONS
from gateway.pages.organizer.contest.results.proposing import Answer, proposed
from gateway.pages.organizer.contest.results.stage_result import ADDRESS
from gateway.pages.organizer.contest.results.ties import chosen, number, ties

blp = Blueprint("advance", __name__)
WAYS = ("all", "track", "group")


@blp.route(f"{ADDRESS}/advance", methods=["GET"])
@allow(*OVERSEEING)
def show(edition: str, key: str) -> str:
    """How many are to advance, and who that would be."""
    return _page(edition, key, request.args)


@blp.route(f"{ADDRESS}/advance", methods=["POST"])
@allow(ORGANIZER)
def propose(edition: str, key: str) -> Answer:
    """Propose the list; another person confirms it."""
    typed, reason = request.form, request.form.get("reason", "").strip()
    wanted = typed.get("into", ""), _way(typed), number(typed.get("count"))
    return proposed(
        lambda: SELECTIONS.propose_advance(edition, key, *wanted, ties(typed), chosen(typed), reason),
        lambda refused: _page(edition, key, typed, refused),
    )


def _way(typed: Any) -> str:
    return typed.get("by") if typed.get("by") in WAYS else WAYS[0]


def _page(edition: str, key: str, typed: Any, refused: Refused | None = None) -> str:
    count = number(typed.get("count"))
    drawn = SELECTIONS.draw_advance(edition, key, typed.get("into", ""), _way(typed), count)
    return render_template(
        "organizer/contest/results/advance.html",
        drawn=drawn,
        by=_way(typed),
        count=count,
        typed=typed,
        problem=refused.problem if refused else None,
    )
