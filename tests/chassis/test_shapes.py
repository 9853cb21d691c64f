"""Types that many threads meet at once for the first time."""

import subprocess
import sys
from pathlib import Path

RACE = """
import sys, threading
import msgspec
from chassis import shapes

sys.setswitchinterval(1e-6)
for number in range(300):
    inner = [msgspec.defstruct(f"Inner{place}", [(f"f{n}", int) for n in range(8)], tag=True) for place in range(4)]
    kinds = tuple[inner[0] | inner[1] | inner[2] | inner[3], ...]
    outer = msgspec.defstruct("Outer", [("items", kinds), ("more", dict[str, kinds])])
    plain = {"items": [{"type": "Inner0", **{f"f{n}": n for n in range(8)}}], "more": {}}
    barrier = threading.Barrier(8)

    def meet():
        barrier.wait()
        assert READ.items[0].f7 == 7

    threads = [threading.Thread(target=meet) for _ in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
"""
"""Without learning types one after another, this process ends by a segmentation fault."""


def test_threads_that_meet_a_type_at_once_do_not_end_the_process() -> None:
    script = RACE.replace("READ", "shapes.fit(plain, outer)")
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=Path(__file__).parents[2], capture_output=True, text=True
    )
    assert (ended.returncode, ended.stderr) == (0, "")
