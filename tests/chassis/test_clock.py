"""There is one clock, and tests may set it."""

from datetime import UTC, datetime, timedelta, timezone

from chassis import clock

NOON = datetime(2024, 11, 17, 12, tzinfo=timezone(timedelta(hours=8)))


def test_now_is_aware_and_in_utc() -> None:
    assert clock.now().tzinfo is UTC


def test_frozen_clock_stands_still_and_goes_on_afterwards() -> None:
    with clock.frozen(NOON):
        assert clock.now() == clock.now() == datetime(2024, 11, 17, 4, tzinfo=UTC)
        with clock.frozen(NOON + timedelta(days=1)):
            assert clock.now() == datetime(2024, 11, 18, 4, tzinfo=UTC)
        assert clock.now() == datetime(2024, 11, 17, 4, tzinfo=UTC)
    assert clock.now() > datetime(2025, 1, 1, tzinfo=UTC)
