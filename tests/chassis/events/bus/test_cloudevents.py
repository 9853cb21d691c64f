"""Whatever arrives is either understood or told apart; nothing else is ever raised."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis import clock
from chassis.events.bus import Message, cloudevents
from chassis.events.bus.cloudevents import Malformed, decode, encode

JSON = "application/json"
TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
PLAIN = {
    "cloudEvents_specversion": "1.0",
    "cloudEvents_id": "42",
    "cloudEvents_source": "https://example.org/orders",
    "cloudEvents_type": "org.example.order.placed.v1",
}


def changed(**attributes: Any) -> dict[str, Any]:
    """The plain event with other attributes; None takes one away."""
    headers = {**PLAIN, **{f"cloudEvents_{name}": value for name, value in attributes.items()}}
    return {name: value for name, value in headers.items() if value is not None}


def test_encoded_message_is_decoded_to_the_same() -> None:
    sent = Message("018f", "registration", "registration.entry.submitted.v1", "团队", clock.now(), b'{"a":1}', TRACE, 7)
    headers, _ = encode(sent)
    assert decode(sent.body, JSON, headers) == sent


def test_properties_repeat_what_brokers_show() -> None:
    at = datetime(2026, 6, 1, tzinfo=UTC)
    _, properties = encode(Message("018f", "judging", "judging.sheet.submitted.v1", "s", at, b"{}"))
    assert properties == {
        "message_id": "018f",
        "type": "judging.sheet.submitted.v1",
        "timestamp": 1780272000,
        "app_id": "/egret/judging",
        "delivery_mode": 2,
    }


def test_foreign_event_keeps_its_source_and_has_no_sequence() -> None:
    message = decode(b"{}", JSON, changed(sequence="9", subject="order-1", time="2026-06-01T08:00:00+08:00"))
    assert (message.source, message.sequence, message.subject) == ("https://example.org/orders", None, "order-1")
    assert message.time == datetime(2026, 6, 1, tzinfo=UTC)


def test_event_without_subject_is_its_own_subject() -> None:
    assert decode(b"{}", JSON, changed(id="event-1")).subject == "event-1"


def test_prefix_with_a_colon_is_understood() -> None:
    headers = {name.replace("_", ":"): value for name, value in PLAIN.items()}
    assert decode(b"{}", JSON, headers).id == "42"


def test_parameters_of_the_content_type_do_not_matter() -> None:
    assert decode(b"[1]", "Application/JSON; charset=utf-8", PLAIN).body == b"[1]"


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("/egret/registration", "registration"),
        ("registration", "./registration"),
        ("/egret/registration/x", "/egret/registration/x"),
        ("/egret/Registration", "/egret/Registration"),
        ("urn:isbn:9780141036144", "urn:isbn:9780141036144"),
    ],
)
def test_only_our_prefix_makes_a_source_ours(source: str, seen: str) -> None:
    assert decode(b"{}", JSON, changed(source=source)).source == seen


def test_long_foreign_texts_are_shortened_and_stay_apart() -> None:
    long = "https://example.org/" + "x" * 100
    one, other = (decode(b"{}", JSON, changed(source=long + end, id=long + end, subject=long + end)) for end in "12")
    assert (len(one.source), len(one.id), len(one.subject)) == (50, 36, 100)
    assert one.source != other.source
    assert one.id != other.id
    assert one.subject != other.subject


@pytest.mark.parametrize("missing", ["specversion", "id", "source", "type"])
def test_event_without_a_required_attribute_is_malformed(missing: str) -> None:
    for value in (None, ""):
        with pytest.raises(Malformed, match=missing):
            decode(b"{}", JSON, changed(**{missing: value}))


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        (changed(specversion="2.0"), "specversion"),
        (changed(id="1\r\nX-Role: organizer"), "control characters"),
        (changed(subject="a\0b"), "control characters"),
        (changed(subject="\ud800"), "control characters"),
        (changed(id="x" * 70_000), "too long"),
        (changed(id=b"\xff\xfe"), "not text"),
        (changed(id={"nested": "table"}), "not text"),
        (changed(id=["1", "2"]), "not text"),
        (changed(type="t" * 101), "type is longer"),
        (changed(time="yesterday"), "time"),
        (changed(time="2026-06-01T08:00:00"), "zone"),
        (changed(time="0001-01-01T00:00:00+14:00"), "time"),
        (changed(source="/egret/registration", sequence="-1"), "sequence"),
        (changed(source="/egret/registration", sequence="٤٢"), "sequence"),
        (changed(source="/egret/registration", sequence="9" * 19), "sequence"),
        ({**PLAIN, "cloudEvents:id": "43"}, "given twice"),
        ({**PLAIN, "traceparent": "00-" + "a" * 65_536}, "traceparent is too long"),
    ],
)
def test_hostile_attributes_are_malformed(headers: dict[str, Any], reason: str) -> None:
    with pytest.raises(Malformed, match=reason):
        decode(b"{}", JSON, headers)


@pytest.mark.parametrize("kind", [None, "", "text/plain", "application/octet-stream", b"application/json", 7])
def test_other_content_types_are_malformed(kind: Any) -> None:
    with pytest.raises(Malformed, match="content type"):
        decode(b"{}", kind, PLAIN)


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe{}", b'{"a":NaN}', b'{"a":"\xff"}', b"[" * 100_000])
def test_bodies_that_are_not_json_are_malformed(body: bytes) -> None:
    with pytest.raises(Malformed, match="not JSON"):
        decode(body, JSON, PLAIN)


@pytest.mark.parametrize("trace", ["", "garbage", "ff-" + "0" * 52, 7, None])
def test_invalid_trace_is_ignored(trace: Any) -> None:
    assert decode(b"{}", JSON, {**PLAIN, "traceparent": trace}).traceparent == ""


def test_headers_of_other_names_override_nothing() -> None:
    headers = {**PLAIN, "id": "99", "message_id": "99", "cloudEvents_data": "{}", "source": "/egret/gateway"}
    message = decode(b'{"n":1}', JSON, headers)
    assert (message.id, message.source, message.body) == ("42", "https://example.org/orders", b'{"n":1}')


ANYTHING = st.none() | st.integers() | st.text() | st.binary() | st.lists(st.text(max_size=3), max_size=2)
NAMES = st.sampled_from([prefix + name for prefix in cloudevents.PREFIXES for name in cloudevents.ATTRIBUTES])


@given(
    body=st.binary() | st.sampled_from([b"{}", b"[]"]),
    kind=st.sampled_from([JSON, None]) | st.text(),
    headers=st.dictionaries(NAMES | st.just("traceparent"), ANYTHING, max_size=3),
)
def test_decode_raises_nothing_but_malformed(body: bytes, kind: Any, headers: dict[str, Any]) -> None:
    try:
        message = decode(body, kind, {**PLAIN, **headers})
    except Malformed:
        return
    assert len(message.id) <= 36
    assert len(message.source) <= 50
    assert len(message.subject) <= 100
    assert len(message.type) <= 100
