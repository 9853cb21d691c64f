"""Times as people read them: Beijing time, in their language. Pages, refusals and letters write them alike."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_datetime

from chassis import clock
from chassis.words.texts import current_locale

TO = "–"
"""Stands between two times."""
END_OF_DAY = "24:00"
"""The end of a day, as people write it."""
CHINESE, ENGLISH = Locale.parse("zh_CN"), Locale.parse("en")
PATTERNS = {
    "zh": {
        "date": "y年M月d日",
        "day": "y年M月d日（EEE）",
        "moment": "y年M月d日（EEE）HH:mm",
        "midnight": "y年M月d日（EEE）'24:00'",
        "second": "y年M月d日 HH:mm:ss",
        "short": "M月d日 HH:mm",
        "brief": "M月d日",
        "month": "M月",
        "weekday": "EEE",
        "time": "HH:mm",
    },
    "en": {
        "date": "d MMM y",
        "day": "EEE, d MMM y",
        "moment": "EEE, d MMM y, HH:mm",
        "midnight": "EEE, d MMM y, '24:00'",
        "second": "d MMM y, HH:mm:ss",
        "short": "d MMM, HH:mm",
        "brief": "d MMM",
        "month": "MMM",
        "weekday": "EEE",
        "time": "HH:mm",
    },
}
"""By language and style, as CLDR writes patterns (Unicode TR 35); `midnight` is the end of the day named."""


def local(at: datetime) -> datetime:
    """An aware time as it is in Beijing."""
    return at.astimezone(clock.LOCAL)


def written(at: datetime, style: str, locale: Locale | None = None) -> str:
    """An aware time in one of the styles, in the language given, else in the reader's."""
    return _written(at, style, locale or current_locale() or CHINESE)


@lru_cache(maxsize=5000)
def _written(at: datetime, style: str, locale: Locale) -> str:
    """Pages show the same few again and again, and a time in a language reads the same for good."""
    return str(format_datetime(at, _pattern(style, locale), tzinfo=clock.LOCAL, locale=locale))


def _pattern(style: str, locale: Locale) -> str:
    return PATTERNS.get(locale.language, PATTERNS["en"])[style]


def calendar_day(value: date, locale: Locale | None = None) -> str:
    """A calendar day, in the language given, else in the reader's."""
    locale = locale or current_locale() or CHINESE
    return str(format_date(value, _pattern("date", locale), locale=locale))


def edge_of_day(text: str, *, end: bool = False) -> datetime | None:
    """The first moment in Beijing of a typed day (ISO 8601), or with `end` the first one after it; None for no day."""
    try:
        day = date.fromisoformat(text.strip()) + timedelta(days=end)
        return datetime.combine(day, time(), clock.LOCAL).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _is_midnight(here: datetime) -> bool:
    return (here.hour, here.minute) == (0, 0)


def deadline(at: datetime, locale: Locale | None = None) -> str:
    """An exclusive end, to the minute: midnight is written 24:00 of the day before, as notices do."""
    here = local(at)
    if not _is_midnight(here):
        return written(here, "moment", locale)
    return written(here - timedelta(days=1), "midnight", locale)


def span(starts: datetime, ends: datetime, locale: Locale | None = None) -> str:
    """From one time to another, the date said once where it is the same day; midnight at its end is 24:00."""
    here = local(ends)
    end = deadline(here, locale)
    if local(starts).date() == (here - timedelta(minutes=1)).date():
        end = END_OF_DAY if _is_midnight(here) else written(here, "time", locale)
    return f"{written(starts, 'moment', locale)}{TO}{end}"
