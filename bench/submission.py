"""`egret bench submission`: what handing in a large entry costs: a team of six, forty answers, five files."""

import argparse
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.report import Report, quantile
from chassis import clock
from contracts.roles import LEADER, ORGANIZER
from tests.deploy.product import product, settle
from tests.gateway import papers
from tests.gateway.browsing import Browser, Contest
from tests.provision import shared

FORM = "/editions/e1/form"
ANSWERS, FILES, MEMBERS, ADVISORS = 40, 5, 3, 2
ROUNDS, WARM = 30, 5
AIM = "<= 60 ms"


def submission(report: Report, folder: Path) -> None:
    """Submit one version after another by the page; with what its events then cost everywhere."""
    with shared.run(), product(folder) as running:
        own, whole = _handed_in(Contest(running))
    what = f"submit: team of {1 + MEMBERS + ADVISORS}, {ANSWERS} answers, {FILES} files"
    report.figure(what, f"{quantile(own, 0.5) * 1e3:.1f} ms CPU", AIM)
    report.figure("  with what its events cost everywhere", f"{quantile(whole, 0.5) * 1e3:.1f} ms CPU", "")


def _handed_in(contest: Contest) -> tuple[list[float], list[float]]:
    """Seconds of processor time of each submission: of the thread that answers, and of everything until it is quiet."""
    contest.put_edition("e1", papers.edition(clock.now()))
    leader, address, keys = _large_entry(contest)
    own, whole = [], []
    for turn in range(WARM + ROUNDS):
        if turn:
            leader.press(address, f"{address}/revision")
        leader.press(f"{address}/edit/all", f"{address}/edit/all", **{keys[0]: f"第{turn}次修改的内容"})
        page = leader.get(f"{address}/review").text
        settle(contest.product)
        thread, process = time.thread_time(), time.process_time()
        answer = leader.send(page, f"{address}/submission")
        own.append(time.thread_time() - thread)
        if answer.location != f"{address}/receipt":
            raise RuntimeError(answer.text[:2000])
        settle(contest.product)
        whole.append(time.process_time() - process)
    return own[WARM:], whole[WARM:]


def _large_entry(contest: Contest) -> tuple[Browser, str, list[str]]:
    """An entry with all of that, its leader's browser, and the keys of the answers beside those every form has."""
    organizer, leads = contest.person(ORGANIZER), contest.person(LEADER)
    keys = _ask_more(contest, organizer)
    leader = contest.browser(leads)
    address = contest.draft(leader)
    typed = papers.entry() | {key: f"对{key}的回答，写得比较长一些。" * 5 for key in keys}
    leader.press(f"{address}/edit/all", f"{address}/edit/all", **typed)
    for slot in ("document", *(f"file_{number}" for number in range(FILES - 1))):
        leader.upload(f"{address}/files/{slot}", papers.PDF)
    for role, count in (("member", MEMBERS), ("advisor", ADVISORS)):
        for _ in range(count):
            made = contest.call(leads, "registration", "POST", f"{address}/team", json={"role": role, "name": "队员"})
            path = f"/team-invitations/{made['secret']}/confirmation"
            contest.call(contest.person(LEADER), "registration", "POST", path, json={"reached_at": []})
    return leader, address, keys


def _ask_more(contest: Contest, organizer: Any) -> list[str]:
    """Let the edition's form ask for so many answers and files; the keys of the further answers."""
    document = contest.call(organizer, "registration", "GET", FORM)["document"]
    fields = document["sections"][0]["fields"]
    asked = sum(one["kind"] != "file" for section in document["sections"] for one in section["fields"])
    keys = [f"more_{number}" for number in range(ANSWERS - asked)]
    fields += [{"kind": "area", "key": key, "label": {"zh": key}, "most": 500} for key in keys]
    files = {"kind": "file", "types": ["pdf"], "size": 20 << 20}
    fields += [{**files, "key": f"file_{number}", "label": {"zh": f"附件{number}"}} for number in range(FILES - 1)]
    contest.call(organizer, "registration", "PUT", FORM, json=document)
    return keys


def main() -> None:
    """Measure and print."""
    argparse.ArgumentParser(prog="egret bench submission").parse_args()
    report = Report("Submission")
    with tempfile.TemporaryDirectory(prefix="egret-bench-") as name:
        submission(report, Path(name))
    report.show()


if __name__ == "__main__":
    main()
