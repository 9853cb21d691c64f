"""The pages of a batch: paste or upload, look at what would happen, do it once, read the report."""

from collections.abc import Sequence
from typing import Any

from flask import Response, render_template, request

from chassis.http.errors import Problem
from gateway.bulk.batch import Batch, Row
from gateway.bulk.tables import MOST_BYTES, Table, Unreadable, pasted, uploaded


def answer(batch: Batch, template: str, begun: str = "", **facts: Any) -> Response:
    """The page for what was sent: nothing yet, a table to check, or a checked one to work through.

    `begun` is a table that stands there at first, to be looked over and sent.
    """
    if request.method == "GET":
        return _page(batch, template, facts, text=begun)
    text = request.form.get("table", "")
    try:
        table = _sent(text)
        text = table.text()
        rows = batch.check(table)
    except Problem as refusal:
        return _page(batch, template, facts, text=text, problem=refusal)
    unused = batch.unused(table)
    if request.form.get("action") == "do":
        rows = batch.work(rows)
        return _page(batch, template, facts, rows=rows, unused=unused, reported=True, text=_left(table, rows))
    return _page(batch, template, facts, rows=rows, unused=unused, text=text)


def _sent(text: str) -> Table:
    file = request.files.get("file")
    if file is None or not file.filename:
        return pasted(text)
    content = file.stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise Unreadable
    return uploaded(content)


def _left(table: Table, rows: Sequence[Row]) -> str:
    """The rows that were not done, to be mended and sent again; empty where all were."""
    left = tuple(cells for cells, row in zip(table.rows, rows, strict=True) if not row.done)
    return Table(table.head, left).text() if left else ""


def _columns(batch: Batch, rows: Sequence[Row]) -> list[tuple[int, str]]:
    """The columns worth showing, each with its place: those that have to be there, and those that say something."""
    return [
        (place, title)
        for place, (column, title) in enumerate(zip(batch.columns, batch.head, strict=True))
        if column.required or any(row.cells[place] for row in rows)
    ]


def _page(
    batch: Batch,
    template: str,
    facts: dict[str, Any],
    *,
    text: str = "",
    rows: Sequence[Row] = (),
    unused: Sequence[str] = (),
    reported: bool = False,
    problem: Problem | None = None,
) -> Response:
    shown = [column for column in batch.columns if column.sample]
    sample = Table(tuple(str(one.title) for one in shown), (tuple(str(one.sample) for one in shown),)).text()
    page = render_template(
        template,
        batch=batch,
        text=text,
        rows=rows,
        columns=_columns(batch, rows),
        unused=unused,
        good=sum(row.good for row in rows),
        done=sum(row.done for row in rows),
        reported=reported,
        problem=problem.body() if problem else None,
        sample=sample,
        **facts,
    )
    return Response(page, problem.status if problem else 200)
