"""Where an edition stands: different sentences before, while and after teams enter."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from chassis import clock
from gateway.clients.registration.editions import Contest as Named
from gateway.pages.public.face.emblems import emblem_of
from gateway.pages.public.face.phase import AFTER, BEFORE, DURING, OVER, phase_of
from gateway.pages.public.face.wordmark import wordmark
from tests.gateway.browsing import Contest
from tests.gateway.papers import shown_edition

OPENS = datetime(2026, 9, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
EDITION = shown_edition(
    ("entry", OPENS, OPENS + 30 * DAY),
    ("notice", OPENS + 40 * DAY, OPENS + 50 * DAY),
    ("final", OPENS + 60 * DAY, OPENS + 61 * DAY),
)


@pytest.fixture(scope="module")
def app(empty: Contest) -> Flask:
    """A product of this file's own, in which nobody opens an edition that would be shown before this one."""
    empty.publish()
    return empty.stranger().client.application


@pytest.mark.parametrize(
    ("after", "phase", "label", "count", "unit", "address"),
    [
        (-35 * DAY, BEFORE, "距报名开始", 35, "天", "/enter"),
        (-DAY, BEFORE, "距报名开始", 24, "小时", "/enter"),
        (DAY, DURING, "距报名截止", 29, "天", "/entries/new"),
        (30 * DAY - timedelta(seconds=5), DURING, "距报名截止", 1, "分钟", "/entries/new"),
        (30 * DAY, AFTER, "距阶段notice开始", 10, "天", "/timetable"),
        (45 * DAY, AFTER, "距阶段notice结束", 5, "天", "/announcements"),
        (60 * DAY, AFTER, "距阶段final结束", 24, "小时", "/timetable"),
        (61 * DAY, OVER, "各阶段均已结束", 0, "", "/announcements"),
    ],
)
def test_a_card_counts_what_comes_next_and_says_what_can_be_done(
    app: Flask, after: timedelta, phase: str, label: str, count: int, unit: str, address: str
) -> None:
    with app.test_request_context("/"), clock.frozen(OPENS + after):
        found = phase_of(EDITION)
    assert (found.key, found.label, found.count, found.unit) == (phase, label, count, unit)
    assert found.address == address


def test_an_edition_that_is_over_counts_its_winners(app: Flask) -> None:
    with app.test_request_context("/"), clock.frozen(OPENS + 61 * DAY):
        found = phase_of(EDITION, won=23)
    assert (found.count, found.unit, found.address) == (23, "项获奖", "/winners?edition=e1")


@pytest.mark.parametrize(
    ("name", "contest", "beside", "large"),
    [
        ("第四届厦门5G应用大赛", "厦门5G应用大赛", "第四届", ["厦门", "5G", "应用大赛"]),
        ("第二届", "厦门5G应用大赛", "第二届", ["厦门", "5G", "应用大赛"]),
        ("2027年低空经济创新大赛", "低空大赛", "低空大赛", ["2027", "年低空经济创新大赛"]),
        ("低空大赛", "低空大赛", "", ["低空大赛"]),
        ("第四届厦门5G大赛", "5G大赛", "第四届厦门", ["5G", "大赛"]),
        ("第四届厦门5G应用大赛", "", "", ["第四届厦门", "5G", "应用大赛"]),
    ],
)
def test_a_heading_names_the_contest_and_the_edition(
    app: Flask, name: str, contest: str, beside: str, large: list[str]
) -> None:
    of = Named(key="xm5g", name=contest, name_en="", mark=None, front=True) if contest else None
    edition = shown_edition(("entry", OPENS, OPENS + DAY), contest=of, name=name)
    with app.test_request_context("/"):
        mark = wordmark(edition)
    assert (mark.beside, mark.year, [piece for piece, _apart in mark.pieces]) == (beside, 2026, large)


@pytest.mark.parametrize(("name", "drawing"), [("5G+智慧港航物流", "port"), ("5G at sea", "sea"), ("其他", "signal")])
def test_a_track_has_the_drawing_its_name_calls_for(name: str, drawing: str) -> None:
    assert emblem_of(name) == drawing
