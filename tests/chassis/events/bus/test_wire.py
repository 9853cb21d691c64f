"""What the wire relies on inside py-amqp, so that an upgrade is noticed."""

from amqp.transport import TCPTransport


def test_more_bytes_than_asked_for_are_kept_for_the_next_part() -> None:
    transport, given = TCPTransport("nowhere:5672"), [b"abcdefg", b"hi"]
    transport._quick_recv = lambda _wanted: given.pop(0)
    assert [transport._read(3), transport._read_buffer] == [b"abc", b"defg"]
    assert [transport._read(5), transport._read_buffer] == [b"defgh", b"i"]
    assert given == []
