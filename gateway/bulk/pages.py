"""The pages of a batch: paste or upload, look at what would happen, do it once, read the report."""

from collections.abc import Sequence
from typing import Any

from flask import Response, render_template, request

from chassis.http.errors import Problem
from gateway.bulk.batch import Batch, Row
from gateway.bulk.tables import MOST_BYTES, Table, Unreadable, pasted, uploaded


def answer(batch: Batch, template: str, **facts: Any) -> Response:
    """The page for what was sent: nothing yet, a table to check, or a checked one to work through."""
    if request.method == "GET":
        return _page(batch, template, facts)
    text = request.form.get("table", "")
    try:
        table = _sent(text)
        rows = batch.check(table)
    except Problem as refusal:
        return _page(batch, template, facts, text=text, problem=refusal)
    if request.form.get("action") == "do":
        rows = batch.work(rows)
        return _page(batch, template, facts, rows=rows, reported=True, text=_left(batch, rows))
    return _page(batch, template, facts, rows=rows, text=_again(batch, rows))


def _sent(text: str) -> Table:
    file = request.files.get("file")
    if file is None or not file.filename:
        return pasted(text)
    content = file.stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise Unreadable
    return uploaded(content)


def _again(batch: Batch, rows: Sequence[Row]) -> str:
    """The table in the batch's own columns, to be sent again."""
    return Table(batch.head, tuple(row.cells for row in rows)).text()


def _left(batch: Batch, rows: Sequence[Row]) -> str:
    """The rows that were not done, to be mended and sent again; empty where all were."""
    left = tuple(row.cells for row in rows if not row.done)
    return Table(batch.head, left).text() if left else ""


def _page(
    batch: Batch,
    template: str,
    facts: dict[str, Any],
    *,
    text: str = "",
    rows: Sequence[Row] = (),
    reported: bool = False,
    problem: Problem | None = None,
) -> Response:
    sample = Table(batch.head, (tuple(column.sample for column in batch.columns),)).text()
    shown = render_template(
        template,
        batch=batch,
        text=text,
        rows=rows,
        good=sum(row.good for row in rows),
        done=sum(row.done for row in rows),
        reported=reported,
        problem=problem.body() if problem else None,
        sample=sample,
        **facts,
    )
    return Response(shown, problem.status if problem else 200)
