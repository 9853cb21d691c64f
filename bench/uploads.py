"""`egret bench uploads`: how soon an upload is opened, and what a long video costs in memory on its way."""

import argparse
import json
import re
import resource
import tempfile
import time
from http.client import HTTPConnection
from pathlib import Path

from bench import memory, site, visitor
from bench.report import Report
from chassis.files.opening import Opener

PAPERS = sorted((site.ROOT / "deploy" / "demo" / "art").glob("*.pdf"))
TIMES = 5
SHORT, VIDEO, PART = 4 << 20, 100 << 20, 2 << 20
"""Bytes of two videos, and of each of the parts in which the page sends them."""


def opening(report: Report) -> None:
    """Seconds from asking until a document is described and its first page drawn, the first time and later."""
    opener, later = Opener(), []
    begun = time.perf_counter()
    opener.open(PAPERS[0], "pdf", 60.0)
    first = time.perf_counter() - begun
    for paper in PAPERS * TIMES:
        begun = time.perf_counter()
        opener.open(paper, "pdf", 60.0)
        later.append(time.perf_counter() - begun)
    opener.end()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    share = (used.ru_utime + used.ru_stime) / (1 + len(later))
    report.figure("first page of the first file", f"{first:.2f} s", "<= 1 s", "its process starts")
    report.latency("first page of a later file", later, "<= 1 s")
    report.figure("the same, processor time of each", f"{share * 1e3:.0f} ms", "")


def video(report: Report) -> None:
    """Most memory of all processes while a video comes in part by part, beside that with a short one."""
    with tempfile.TemporaryDirectory(prefix="egret-bench-") as name, site.product(Path(name) / "data") as running:
        person = visitor.Visitor(running.port)
        visitor.sign_in(person, running.link("leader"))
        entry = re.search(
            r"(/entries/[0-9a-f-]{36})", person.get(person.press(person.get("/entries/new"), "/entries/new"))
        )
        if entry is None:
            raise RuntimeError("no entry was begun")
        address = f"{entry[1]}/files/video"
        token = visitor.hidden(person.get(address), address)["csrf_token"]
        time.sleep(memory.SETTLE)
        before = _send(person, address, token, running.pid, SHORT)
        most = _send(person, address, token, running.pid, VIDEO)
        report.figure(
            f"memory while {VIDEO >> 20} MB of video come in",
            f"{most / 2**20:.0f} MB",
            "no more",
            f"{SHORT >> 20} MB of it: {before / 2**20:.0f} MB",
            f"{most / before:.2f}",
        )


def _send(person: visitor.Visitor, address: str, token: str, pid: int, size: int) -> int:
    """Send it as the page's script does; the most memory seen on the way."""
    connection = HTTPConnection("127.0.0.1", person.port, timeout=60)
    cookies = "; ".join(f"{name}={value}" for name, value in person.cookies.items())
    common = {"Cookie": cookies, "X-CSRFToken": token, "Sec-Fetch-Site": "same-origin"}

    def ask(method: str, path: str, body: bytes, kind: str, **more: str) -> bytes:
        connection.request(method, path, body, {**common, "Content-Type": kind, **more})
        answer = connection.getresponse()
        content = answer.read()
        if answer.status >= 400:
            raise RuntimeError(f"{method} {path} answered {answer.status}: {content[:500]!r}")
        return content

    facts = json.dumps({"name": "video.mp4", "size": size, "modified": 1}).encode()
    begun = json.loads(ask("POST", f"{address}/uploads", facts, "application/json"))
    upload, most, at = f"{address}/uploads/{begun['id']}", 0, 0
    head = (24).to_bytes(4) + b"ftypmp42" + bytes(12) + (16).to_bytes(4) + b"moov" + bytes(8)
    head += (size - len(head) - 8).to_bytes(4) + b"mdat"
    while at < size:
        part = (head if at == 0 else b"").ljust(min(PART, size - at), b"\1")
        ask("PATCH", upload, part, "application/offset+octet-stream", **{"Upload-Offset": str(at)})
        at += len(part)
        most = max(most, memory.held(pid))
    ask("POST", f"{upload}/completion", b"{}", "application/json")
    return max(most, memory.held(pid))


def main() -> None:
    """Measure and print."""
    argparse.ArgumentParser(prog="egret bench uploads").parse_args()
    report = Report("Uploads")
    opening(report)
    video(report)
    report.show()


if __name__ == "__main__":
    main()
