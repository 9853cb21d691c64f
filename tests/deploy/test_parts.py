"""What is written down about the parts is so."""

from deploy import topology
from deploy.parts import HEARD_BY, PARTS


def test_every_listener_is_written_down() -> None:
    """Else its events may be purged before it has ever come to read them."""
    heard_by: dict[str, set[str]] = {name: set() for name in PARTS}
    for consumer, kinds in topology.consumers().items():
        for kind in kinds:
            heard_by[kind.split(".")[0]].add(consumer)
    assert {name: set(listeners) for name, listeners in HEARD_BY.items()} == heard_by
