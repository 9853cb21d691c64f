import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bench import clones
from tests.deploy import kept_demo

pytestmark = pytest.mark.slow


def test_benchmarks_make_many_entries_of_the_few_that_the_demo_has(tmp_path: Path) -> None:
    """Whatever tables and unique columns have been added since."""
    data = kept_demo.put(tmp_path / "data")
    clones.fill(data, 200)
    for name in clones.DATABASES:
        with closing(sqlite3.connect(data / f"{name}.db")) as opened:
            assert 150 <= opened.execute("SELECT count(*) FROM entry").fetchone()[0] <= 200
            assert opened.execute("PRAGMA foreign_key_check").fetchall() == []
