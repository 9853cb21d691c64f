"""Marks of a stage as a table of entries by judges, for the office."""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from flask import Blueprint, render_template, request

from chassis.http.auth import allow
from contracts.roles import OVERSEEING
from gateway.clients.judging.client import JUDGING
from gateway.clients.judging.panels import PanelEntry, Seat

blp = Blueprint("marks_table", __name__)


@blp.route("/organizer/marks", methods=["GET"])
@allow(*OVERSEEING)
def show() -> str:
    """A page of entries, each with the totals that its judges gave."""
    edition, stage = request.args.get("edition", ""), request.args.get("stage", "")
    found = JUDGING.panel(edition, stage, request.args.get("after", ""), "", unassigned=False)
    judges = [judge for judge in found.judges if judge.assigned]
    rows = [(entry, _by_judge(entry), _spread(entry)) for entry in found.entries]
    return render_template("organizer/contest/marks_table.html", panel=found, judges=judges, rows=rows)


def _by_judge(entry: PanelEntry) -> Mapping[UUID, Seat]:
    return {seat.judge_id: seat for seat in entry.assignments}


def _spread(entry: PanelEntry) -> Decimal | None:
    """Between the highest and the lowest total handed in; None before there are two."""
    totals = [Decimal(seat.total) for seat in entry.assignments if seat.sheet_state == "submitted" and seat.total]
    return max(totals) - min(totals) if len(totals) > 1 else None
