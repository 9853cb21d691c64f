"""The bytes we write are the bytes py-amqp reads."""

from struct import unpack

import amqp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis import clock
from chassis.events.bus import Message, cloudevents, frames

TEXT = st.text(max_size=60).filter(lambda text: len(text.encode()) < 256)


def read(content: bytes) -> tuple[bytes, amqp.Message]:
    """The method arguments and the message in these frames."""
    message, arguments = amqp.Message(), b""
    while content:
        kind, channel, size = unpack(">BHI", content[:7])
        payload, end, content = content[7 : 7 + size], content[7 + size : 8 + size], content[8 + size :]
        assert (channel, end) == (1, b"\xce")
        if kind == 1:
            arguments = payload
        elif kind == 2:
            message.inbound_header(payload)
        else:
            message.inbound_body(payload)
    assert message.ready
    return arguments, message


@given(subject=TEXT, kind=TEXT, body=st.binary(max_size=40), sequence=st.none() | st.integers(0, 2**63))
def test_frames_hold_what_py_amqp_reads(subject: str, kind: str, body: bytes, sequence: int | None) -> None:
    sent = Message("018f", "registration", kind, subject, clock.now(), body, "", sequence)
    headers, properties = cloudevents.encode(sent)
    _, message = read(frames.publish(sent, 131_072))
    expected = {**properties, "content_type": "application/json", "application_headers": headers}
    assert message.properties == expected
    assert (message.body or b"") == body


@pytest.mark.parametrize("size", [0, 1, 92, 93, 300, 1000])
def test_long_body_is_cut_into_frames(size: int) -> None:
    sent = Message("018f", "registration", "t", "s", clock.now(), bytes(range(256)) * 4, "", 1)
    cut = Message(sent.id, sent.source, sent.type, sent.subject, sent.time, sent.body[:size])
    content = frames.publish(cut, 100)
    assert (read(content)[1].body or b"") == sent.body[:size]


def test_method_asks_for_the_message_back_if_nobody_listens() -> None:
    arguments, _ = read(frames.publish(Message("1", "p", "a.b", "s", clock.now(), b"{}"), 4096))
    assert arguments == b"\x00\x3c\x00\x28\x00\x00\x02ev\x03a.b\x01"


def test_type_too_long_for_a_routing_key_is_refused() -> None:
    with pytest.raises(ValueError, match="256"):
        frames.publish(Message("1", "p", "t" * 256, "s", clock.now(), b"{}"), 4096)
