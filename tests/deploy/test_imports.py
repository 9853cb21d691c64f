"""What the processes of the product do without until somebody needs it."""

import subprocess
import sys

from tests.deploy.running import ROOT

PRODUCT = "import deploy.alone, deploy.embedded\nfrom deploy.parts import PARTS\ndict(PARTS)\n"
SOLVER = {"highspy", "numpy"}
LATER = SOLVER | {
    "PIL",
    "borax",
    "chinese_calendar",
    "icalendar",
    "olefile",
    "psycopg",
    "pypdfium2",
    "segno",
    "webauthn",
}
"""Needed by few requests, or for PostgreSQL alone: 30 MB."""
NEVER = {"pypinyin", "pytest"}
"""What only tests need."""
SECRET = "0123456789abcdef" * 4


def imported(program: str, *unwanted: str) -> str:
    """Those of the unwanted modules that the program imports."""
    program += f"import sys; print(*sorted({set(unwanted)} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_product_imports_what_few_requests_need_when_they_do() -> None:
    assert imported(PRODUCT, *LATER, *NEVER) == ""


def test_nothing_is_open_and_no_thread_runs_when_parts_are_forked() -> None:
    program = f"import os, threading, psutil\nos.environ['EGRET_SECRET'] = '{SECRET}'\nimport deploy.preload\n"
    program += "me = psutil.Process()\n"
    program += "assert not me.net_connections() and threading.active_count() == me.num_threads() == 1\n"
    assert imported(program, *NEVER) == ""
