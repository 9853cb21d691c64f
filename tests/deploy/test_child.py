import sys
import time
from functools import partial

import pytest

from deploy.child import Child
from tests import patience
from tests.patience import PATIENCE

until = partial(patience.until, seconds=30)


def test_output_carries_the_name_of_the_process(capfd: pytest.CaptureFixture[str]) -> None:
    child = Child("judging/web", [sys.executable, "-c", "print('你好'); raise SystemExit(3)"], {})
    child.start()
    child.wait(PATIENCE)
    said = ""
    deadline = time.monotonic() + 30
    while "你好" not in said and time.monotonic() < deadline:
        said += capfd.readouterr().out
    assert said == "judging/web          | 你好\n"


def test_a_process_that_ends_is_started_again_after_a_growing_pause() -> None:
    child = Child("part/web", [sys.executable, "-c", "import time; time.sleep(60)"], {})
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
    program = "import signal, time; signal.signal(15, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
    child = Child("part/worker", [sys.executable, "-c", program], {})
    child.start()
    assert child.pid is not None
    child.terminate()
    child.wait(1)
    assert child.pid is None
