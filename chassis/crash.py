"""Named points at which a test may end the process, as a power cut would. Unset, a point costs one comparison.

`EGRET_CRASH_AT=relay.confirmed` kills at the first pass, `relay.confirmed:3` at the third.
"""

import os
import signal

_target, _, _passes = os.environ.get("EGRET_CRASH_AT", "").partition(":")
_left = int(_passes or 1)


def point(name: str) -> None:
    """Die here by SIGKILL if the environment says so."""
    if name == _target:
        _pass()


def _pass() -> None:
    global _left
    _left -= 1
    if _left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
