"""Rings between processes that share a database file."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from chassis.storage.bells import Bells
from chassis.storage.commit_watch import Watch
from chassis.storage.engine import Database
from tests.faults import toy

PATIENCE = 10.0


def test_ring_of_another_wakes_who_waits(tmp_path: Path) -> None:
    with Bells(tmp_path / "part.db").hang() as bell:
        Bells(tmp_path / "part.db").ring()
        assert bell.wait(PATIENCE)
        assert not bell.wait(0.0)


def test_own_ring_is_not_heard(tmp_path: Path) -> None:
    bells = Bells(tmp_path / "part.db")
    with bells.hang() as bell:
        bells.ring()
        assert not bell.wait(0.0)


def test_everybody_who_watches_is_rung_and_no_other_file(tmp_path: Path) -> None:
    part, other = Bells(tmp_path / "part.db"), Bells(tmp_path / "other.db")
    with part.hang() as first, Bells(tmp_path / "part.db").hang() as second, other.hang() as foreign:
        Bells(tmp_path / "part.db").ring()
        assert first.wait(PATIENCE)
        assert second.wait(PATIENCE)
        assert not foreign.wait(0.0)


def test_ringing_never_waits_for_who_does_not_listen(tmp_path: Path) -> None:
    with Bells(tmp_path / "part.db").hang() as bell:
        for _ in range(1000):
            Bells(tmp_path / "part.db").ring()
        assert bell.wait(PATIENCE)


def test_bell_of_a_killed_process_is_taken_down(tmp_path: Path) -> None:
    code = "import os, sys; from pathlib import Path; from chassis.storage.bells import Bells\n"
    code += "with Bells(Path(sys.argv[1])).hang(): os.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "part.db")], env=os.environ | {"PYTHONPATH": "."})
    assert len(list((tmp_path / "part.db.bells").iterdir())) == 1
    Bells(tmp_path / "part.db").ring()
    assert list((tmp_path / "part.db.bells").iterdir()) == []


def test_bells_are_for_their_owner_alone(tmp_path: Path) -> None:
    with Bells(tmp_path / "part.db").hang():
        assert stat.S_IMODE((tmp_path / "part.db.bells").stat().st_mode) == 0o700


@pytest.mark.parametrize("file", [Path("x" * 90) / "part.db", Path("nowhere") / "part.db"])
def test_where_none_can_be_hung_nothing_is_heard_and_nothing_breaks(tmp_path: Path, file: Path) -> None:
    (tmp_path / ("x" * 90)).mkdir()
    with Bells(tmp_path / file).hang() as bell:
        assert not bell.hangs
        Bells(tmp_path / file).ring()
        assert not bell.wait(0.0)


def test_commit_of_an_event_is_heard_and_a_lost_ring_is_made_up_for(tmp_path: Path) -> None:
    watching, writing = (Database(f"sqlite:///{tmp_path / 'part.db'}") for _ in range(2))
    toy.create(writing)
    with watching.bells.hang() as bell:
        toy.step(writing, "ann", 1)
        assert bell.wait(PATIENCE)
    watch = Watch(watching).start()
    assert watching.doorbell.wait(0, PATIENCE), "it rings once when it has begun"
    seen = watching.doorbell.rings
    writing.bells = Bells(None)
    toy.step(writing, "ann", 2)
    assert watching.doorbell.wait(seen, PATIENCE)
    watch.close()
    for database in (watching, writing):
        database.close()
