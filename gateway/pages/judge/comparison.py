"""A judge's own sheets of a stage from the highest to the lowest: to compare before handing in, and later on."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from flask import Blueprint, render_template, request
from werkzeug import Response

from chassis.http.auth import allow
from chassis.http.client import Refused
from contracts.roles import JUDGE
from contracts.scopes import EDITION
from gateway.clients.judging.client import JUDGING
from gateway.clients.judging.sheets import OwnSheet
from gateway.pages.judge.mark_table import declare_first

blp = Blueprint("comparison", __name__)


class Placed(NamedTuple):
    """A sheet with its place among the judge's own; equal marks share one."""

    place: int
    tied: bool
    sheet: OwnSheet


@blp.route("/judging/stages/<edition>/<key>/comparison", methods=["GET"])
@allow(JUDGE, within=EDITION)
def show(edition: str, key: str) -> Response | str:
    """Own sheets by total, or by the marks of one criterion; those without it stand below."""
    try:
        found = JUDGING.own_sheets(edition, key)
    except Refused as refused:
        return declare_first(refused)
    keys = {criterion.key for criterion in found.stage.criteria}
    by = wanted if (wanted := request.args.get("by", "")) in keys else ""
    ranked = placed(found.items, by)
    having = {one.sheet.id for one in ranked}
    rest = [sheet for sheet in found.items if sheet.id not in having]
    return render_template("judge/comparison.html", stage=found.stage, placed=ranked, rest=rest, by=by)


def placed(sheets: Sequence[OwnSheet], by: str) -> list[Placed]:
    """The sheets that have what is compared: the mark of the criterion `by`, or every mark where it is empty."""
    marks = [(sheet.marks.get(by) if by else None if sheet.unmarked else sheet.total, sheet) for sheet in sheets]
    having = sorted(((Decimal(mark), sheet) for mark, sheet in marks if mark), key=lambda one: -one[0])
    ranked: list[Placed] = []
    for _mark, group in groupby(having, key=lambda one: one[0]):
        equal, place = [sheet for _same, sheet in group], len(ranked) + 1
        ranked.extend(Placed(place, len(equal) > 1, sheet) for sheet in equal)
    return ranked
