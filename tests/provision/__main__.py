"""`python -m tests.provision broker postgres browser`: see to it that each can be had, and say how."""

import os
import sys
from collections.abc import Callable

from tests.provision import browser, debian, docker, postgres, rabbitmq, shared
from tests.provision.errors import Missing
from tests.provision.machine import Machine

ON_MACHINE: dict[str, Callable[[], str | None]] = {
    "broker": lambda: Machine().find(*rabbitmq.SERVER),
    "postgres": lambda: Machine().find(*(pattern.format("postgres") for pattern in postgres.PROGRAMS)),
    "browser": lambda: Machine().find(*browser.NAMES),
}
GIVEN = {**shared.GIVEN, "browser": "EGRET_TEST_CHROMIUM"}


def source(kind: str) -> str:
    """Where it will come from, in words; empty if from nowhere."""
    if os.environ.get(GIVEN[kind]):
        return f"given in {GIVEN[kind]}"
    if kind != "browser" and docker.usable():
        return "from Docker"
    return ON_MACHINE[kind]() or ""


def ensure(kinds: list[str]) -> None:
    """Find or install each kind. Raises Missing naming all that cannot be had."""
    missing = [kind for kind in kinds if not source(kind)]
    if missing and debian.can_install():
        try:
            debian.install(missing)
        except OSError as error:
            raise Missing(str(error)) from error
        missing = [kind for kind in kinds if not source(kind)]
    for kind in kinds:
        if kind not in missing:
            print(f"{kind}: {source(kind)}", flush=True)
    if missing:
        names = ", ".join(f"{kind} ({' '.join(debian.PACKAGES[kind])})" for kind in missing)
        settings = ", ".join(GIVEN[kind] for kind in missing)
        raise Missing(
            f"Cannot get: {names}. Install it, start Docker, give an address in {settings}, "
            f"or leave it out: --without {','.join(missing)}"
        )


if __name__ == "__main__":
    try:
        ensure(sys.argv[1:])
    except Missing as problem:
        sys.exit(str(problem))
