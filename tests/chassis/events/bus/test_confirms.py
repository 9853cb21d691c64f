"""Confirms may come in any order, singly or for many at once; each message is settled exactly once, as it was meant."""

from collections import defaultdict
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from chassis.events.bus.amqp import AmqpPublisher
from tests.rows import message


class Peer:
    """The other end of a wire: keeps what is written and answers when told."""

    def __init__(self) -> None:
        self.blocked = False
        self.written: list[bytes] = []
        self.pending: list[Callable[[], None]] = []
        self.connection = SimpleNamespace(frame_max=131_072)
        self.channel = SimpleNamespace(
            events=defaultdict(set), exchange_declare=lambda *_, **__: None, confirm_select=lambda: None
        )

    def call(self, method: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return method(*args, **kwargs)

    def write(self, content: bytes) -> None:
        self.written.append(content)

    def receive(self, timeout: float, enough: Callable[[], bool]) -> None:
        while self.pending:
            self.pending.pop(0)()

    def tell(self, event: str, *args: Any) -> None:
        (handler,) = self.channel.events[event]
        self.pending.append(lambda: handler(*args))


def a_return(identity: str) -> tuple[Any, str, str, Any]:
    return ValueError("NO_ROUTE"), "ev", "key", SimpleNamespace(properties={"message_id": identity})


@given(data=st.data(), count=st.integers(1, 12))
def test_every_message_is_settled_once_and_rightly(data: st.DataObject, count: int) -> None:
    peer = Peer()
    publisher = AmqpPublisher(peer)
    messages = {publisher.publish(made): made for made in [message() for _ in range(count)]}
    expected, outstanding = {}, set(messages)
    while outstanding:
        tag = data.draw(st.sampled_from(sorted(outstanding)))
        multiple, refused = data.draw(st.booleans()), data.draw(st.booleans())
        covered = {other for other in outstanding if other <= tag} if multiple else {tag}
        for returned in data.draw(st.sets(st.sampled_from(sorted(covered)))):
            peer.tell("basic_return", *a_return(messages[returned].id))
            expected[returned] = "unroutable"
        for other in covered:
            expected.setdefault(other, "refused" if refused else "confirmed")
        peer.tell("basic_nack" if refused else "basic_ack", tag, multiple)
        outstanding -= covered
    settled = publisher.settle(0)
    assert len(settled) == count
    assert {one.tag: one.outcome for one in settled} == expected


def test_confirm_of_an_unknown_tag_means_nothing() -> None:
    peer = Peer()
    publisher = AmqpPublisher(peer)
    publisher.publish(message())
    peer.tell("basic_ack", 7, False)
    assert publisher.settle(0) == []


def test_messages_that_follow_at_once_go_out_in_one_write() -> None:
    peer = Peer()
    publisher = AmqpPublisher(peer)
    for _ in range(5):
        publisher.publish(message())
    assert peer.written == []
    publisher.settle(0)
    assert len(peer.written) == 1


def test_many_messages_do_not_wait_for_the_last() -> None:
    peer = Peer()
    publisher = AmqpPublisher(peer)
    publisher.publish(message(body=b'"' + b"x" * 20_000 + b'"'))
    assert len(peer.written) == 1
