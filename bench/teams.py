"""Teams that change their minds before the deadline, at a given pace, in a process of their own."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from bench import visitor
from bench.usage import spent

TEAMS, AT_ONCE, PREPARING = 200, 64, 4
FORM = "application/x-www-form-urlencoded"


@dataclass
class Rushed:
    """What the teams met."""

    cycles: int = 0
    seconds: float = 0.0
    used: float = 0.0
    """Processor time of the product meanwhile, of which `pid` is the first process."""
    latencies: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def rush(port: int, mail: Path, pid: int, rate: float, seconds: float) -> Rushed:
    """Let the teams hand in first; then so many a second, each taking back and handing in again."""
    mailbox, rushed = visitor.Mailbox(mail), Rushed()
    with ExitStack() as stack, ThreadPoolExecutor(AT_ONCE) as pool:
        people = [stack.enter_context(visitor.opened(port)) for _ in range(TEAMS)]
        with ThreadPoolExecutor(PREPARING) as preparing:
            numbered = enumerate(people)
            ready = list(preparing.map(lambda one: _prepared(one[1], mailbox, f"rush-{one[0]}"), numbered))
        begun, before = time.perf_counter(), spent(pid)
        for turn in range(int(rate * seconds)):
            due = begun + turn / rate
            time.sleep(max(0.0, due - time.perf_counter()))
            pool.submit(_turn, rushed, *ready[turn % TEAMS], due)
        pool.shutdown()
        rushed.seconds, rushed.used = time.perf_counter() - begun, spent(pid) - before
    return rushed


def _prepared(person: visitor.Visitor, mailbox: visitor.Mailbox, name: str) -> tuple[visitor.Visitor, str, bytes]:
    entry = visitor.begin(person, mailbox, name)
    visitor.hand_in(person, entry, name)
    token = dict(visitor.HIDDEN.findall(person.get(entry)))["csrf_token"]
    person.close()
    return person, entry, urlencode({"csrf_token": token}).encode()


def _turn(rushed: Rushed, person: visitor.Visitor, entry: str, token: bytes, due: float) -> None:
    """Take back, look over, hand in again."""
    try:
        person.send("POST", f"{entry}/withdrawal", token, FORM)
        due = _answered(rushed, due)
        page = person.get(f"{entry}/review")
        due = _answered(rushed, due)
        person.press(page, f"{entry}/submission")
        _answered(rushed, due)
        rushed.cycles += 1
    except Exception as error:
        rushed.errors.append(str(error)[:200])


def _answered(rushed: Rushed, due: float) -> float:
    now = time.perf_counter()
    rushed.latencies.append(now - due)
    return now
