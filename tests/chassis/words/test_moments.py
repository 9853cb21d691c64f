"""Times in words: the reader's language, Beijing, and 24:00 at the end of a day."""

from datetime import UTC, datetime

import pytest
from babel import Locale

from chassis.words import moments

ENGLISH = Locale("en")
MIDNIGHT = datetime(2024, 12, 6, 16, tzinfo=UTC)
EVENING = datetime(2024, 12, 6, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "locale", "text"),
    [
        (MIDNIGHT, moments.CHINESE, "2024年12月6日（周五）24:00"),
        (MIDNIGHT, ENGLISH, "Fri, 6 Dec 2024, 24:00"),
        (EVENING, moments.CHINESE, "2024年12月6日（周五）17:30"),
        (EVENING, ENGLISH, "Fri, 6 Dec 2024, 17:30"),
    ],
)
def test_deadline_at_midnight_is_24_of_the_day_before(at: datetime, locale: Locale, text: str) -> None:
    assert moments.deadline(at, locale) == text


def test_time_is_chinese_where_nobody_reads() -> None:
    assert moments.written(EVENING, "second") == "2024年12月6日 17:30:00"


def test_other_languages_write_as_english_does() -> None:
    assert moments.written(EVENING, "short", Locale("fr")) == "6 déc., 17:30"


def test_span_says_one_day_once() -> None:
    assert moments.span(EVENING, MIDNIGHT, ENGLISH) == "Fri, 6 Dec 2024, 17:30–24:00"
    assert moments.span(EVENING, EVENING.replace(hour=11, minute=0), ENGLISH) == "Fri, 6 Dec 2024, 17:30–19:00"


def test_every_language_has_every_style() -> None:
    assert moments.PATTERNS["zh"].keys() == moments.PATTERNS["en"].keys()
