"""Receipts are proven by the institution's key: on the site by their code, and by a stranger's script without it."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.canonical import canonical
from chassis.storage.engine import Database
from services.registration.config import RegistrationSettings
from services.registration.contest.entries.receipts import code_of
from services.registration.contest.signing.keys import rotate
from tests.services.registration.factories import PDF, Caller, submit, submitted_entry

SCRIPT = Path(__file__).parents[5] / "docs" / "verify_receipt.py"
FACTS = st.dictionaries(st.text(max_size=5), st.one_of(st.text(max_size=20), st.integers(-(2**53), 2**53)), max_size=5)


def verify(*files: Path) -> tuple[int, str]:
    ran = subprocess.run([sys.executable, SCRIPT, *files], capture_output=True, text=True, check=False)
    return ran.returncode, ran.stdout


def test_stranger_verifies_receipts_whatever_key_signed_them(
    app: Flask, team: Caller, database: Database, settings: RegistrationSettings, tmp_path: Path
) -> None:
    entry = submitted_entry(team)
    path, stranger = f"/entries/{entry['id']}", Caller(app, (), "")
    first = team.get(f"{path}/receipt").get_json()["code"]
    with database.write() as session:
        rotate(session, settings.secret)
    submit(team, team.put(f"{path}/revision").get_json())
    second = team.get(f"{path}/receipt").get_json()["code"]
    keys, paper = tmp_path / "keys.json", tmp_path / "entry.pdf"
    keys.write_bytes(stranger.get("/receipt-keys").data)
    paper.write_bytes(PDF)
    assert [key["retired_at"] is None for key in json.loads(keys.read_text())["keys"]] == [True, False]
    for code, status in ((first, "replaced"), (second, "valid")):
        found = stranger.get(f"/receipts/{code}").get_json()
        assert (found["status"], found["leader"], code_of(found["signature"])) == (status, "示**", code)
        assert "示例甲" not in json.dumps(found, ensure_ascii=False)
        receipt = tmp_path / f"{status}.json"
        receipt.write_text(json.dumps({"receipt": found["receipt"], "signature": found["signature"]}))
        assert verify(receipt, keys, paper)[0] == 0
        paper_known = hashlib.sha256(PDF).hexdigest() == found["receipt"]["files"][0]["sha256"]
        assert paper_known
        receipt.write_text(json.dumps({"receipt": found["receipt"] | {"version": 9}, "signature": found["signature"]}))
        assert verify(receipt, keys) == (
            1,
            "NOT GENUINE: no key of the institution signed this receipt as it stands.\n",
        )
    assert stranger.get("/receipts/AAAAAAAAAAAAAAAA").status_code == 404


@settings(deadline=None)
@given(facts=FACTS)
def test_strangers_write_json_as_it_was_signed(facts: dict[str, str | int]) -> None:
    assert json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() == canonical(facts)
