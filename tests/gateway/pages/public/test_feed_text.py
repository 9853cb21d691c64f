"""Feeds and calendars are well-formed, whatever people typed."""

from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET

import msgspec
from flask import Flask
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from gateway.clients.registration.articles import Readable
from gateway.pages.public import atom, ical
from gateway.pages.public.feed_text import one_line
from tests.gateway import papers
from tests.gateway.browsing import Contest

NOW = datetime(2024, 11, 20, 2, tzinfo=UTC)
TYPED = st.text(st.one_of(st.characters(), st.sampled_from('\r\n\v\f\x00\x1f\x85\u2028;,\\:"<&>]')), max_size=60)
TRIED = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def article(text: str) -> Readable:
    texts = dict.fromkeys(("title", "title_en", "summary", "summary_en", "body", "body_en", "document_number"), text)
    facts = {
        "kind": "notice",
        "slug": "x",
        "pinned": False,
        "red_head": False,
        "number": 1,
        "contest": "",
        "edition": "",
    }
    return msgspec.convert({**texts, **facts, "published_at": NOW, "updated_at": NOW}, Readable)


@TRIED
@example("\r")
@example("a\x00\ufffe]]>")
@given(TYPED)
def test_feed_is_well_formed(contest: Contest, text: str) -> None:
    app: Flask = contest.product.app
    with app.test_request_context("/"):
        feed = ET.fromstring(atom.feed("大赛通知", "/notices.atom", "/notices", [article(text)]))
    assert len(feed.findall(f"{{{atom.ATOM}}}entry")) == 1


@TRIED
@example("a\r\nBEGIN:VALARM")
@example("长" * 60)
@given(TYPED)
def test_calendar_is_well_formed(contest: Contest, text: str) -> None:
    edition = papers.shown_edition(("entry", NOW, NOW), name=text, name_en=text)
    edition = msgspec.structs.replace(
        edition, stages=tuple(msgspec.structs.replace(stage, name=text, name_en=text) for stage in edition.stages)
    )
    app: Flask = contest.product.app
    with app.test_request_context("/"):
        content = ical.calendar(edition)
    calendar: Any = Calendar.from_ical(content)
    (event,) = calendar.walk("VEVENT")
    assert str(event["SUMMARY"]) == f"{one_line(text)} · {one_line(text)}"
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(b"\r" in line or b"\n" in line for line in lines)
