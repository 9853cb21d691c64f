import signal
import time
from functools import partial

import psutil
import pytest

from deploy.child import Child
from tests import patience
from tests.deploy.running import alive
from tests.patience import PATIENCE

until = partial(patience.until, seconds=30)


def greet() -> None:
    print("你好")
    raise SystemExit(3)


def deaf() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    print("deaf", flush=True)
    time.sleep(60)


def test_output_carries_the_name_of_the_process(capfd: pytest.CaptureFixture[str]) -> None:
    child = Child("judging/web", greet, {})
    child.start()
    child.wait(PATIENCE)
    said = ""
    deadline = time.monotonic() + 30
    while "你好" not in said and time.monotonic() < deadline:
        said += capfd.readouterr().out
    assert said == "judging/web          | 你好\n"


def test_a_process_that_ends_is_started_again_after_a_growing_pause() -> None:
    child = Child("part/web", partial(time.sleep, 60), {})
    child.start()
    first = child.pid
    child.kill()
    until(lambda: child.pid is None)
    child.keep()
    assert child.pid is None
    pauses = [child._pause]

    def again() -> bool:
        child.keep()
        return child.pid is not None

    until(again)
    assert child.pid != first
    child.kill()
    until(lambda: child.pid is None)
    child.keep()
    pauses.append(child._pause)
    assert pauses == [1.0, 2.0]


def test_a_process_that_ignores_the_request_to_stop_is_killed() -> None:
    child = Child("part/worker", deaf, {})
    child.start()
    assert child.pid is not None
    child.terminate()
    child.wait(1)
    assert child.pid is None


def test_a_process_whose_fork_server_is_killed_is_ended_and_started_again() -> None:
    child = Child("part/web", partial(time.sleep, 60), {})
    child.start()
    first = child.pid
    assert first is not None
    psutil.Process(first).parent().kill()
    until(lambda: child.pid is None)

    def again() -> bool:
        child.keep()
        return child.pid is not None

    until(again)
    assert not alive(first)
    child.kill()
    child.wait(PATIENCE)
