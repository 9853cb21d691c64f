"""What the processes of the product do without until somebody needs it."""

import subprocess
import sys

from tests.deploy.running import ROOT

PRODUCT = "import deploy.alone, deploy.embedded\nfrom deploy.parts import PARTS\ndict(PARTS)\n"
LATER = {"PIL", "chinese_calendar", "icalendar", "psycopg", "segno", "webauthn"}
"""Needed by few requests, or for PostgreSQL alone: 30 MB."""
NEVER = {"pypinyin", "pytest"}
"""What only tests need."""


def imported(program: str, *unwanted: str) -> str:
    """Those of the unwanted modules that the program imports."""
    program += f"import sys; print(*sorted({set(unwanted)} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_product_imports_what_few_requests_need_when_they_do() -> None:
    assert imported(PRODUCT, *LATER, *NEVER) == ""
