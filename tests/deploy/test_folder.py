import multiprocessing
import os
import stat
import threading
from pathlib import Path

import pytest

from chassis.config import ConfigError
from deploy import folder
from tests.patience import PATIENCE


def test_secret_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    made = folder.secret(tmp_path)
    assert len(made) == 64
    assert folder.secret(tmp_path) == made
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]


def test_secret_is_the_same_for_all_who_start_at_once(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        assert len(set(pool.map(folder.secret, [tmp_path] * 16))) == 1


def test_secret_given_in_the_environment_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EGRET_DATA", str(tmp_path))
    monkeypatch.setenv("EGRET_SECRET", "g" * 32)
    assert folder.enter() == tmp_path
    assert os.environ["EGRET_SECRET"] == "g" * 32
    assert not (tmp_path / "secret").exists()


def test_occupy_names_the_process_that_holds_the_folder(tmp_path: Path) -> None:
    held = folder.occupy(tmp_path)
    with pytest.raises(ConfigError, match=f"process {os.getpid()}"):
        folder.occupy(tmp_path)
    held.close()
    folder.occupy(tmp_path).close()


def test_occupy_waits_for_the_rest_of_one_that_was_killed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    killed = multiprocessing.get_context("spawn").Process()
    killed.start()
    killed.join()
    held = folder.occupy(tmp_path)
    (tmp_path / "lock").write_text(f"{killed.pid}\n")
    with pytest.raises(ConfigError, match=f"process {killed.pid}"):
        folder.occupy(tmp_path, patience=0.2)
    threading.Timer(0.2, held.close).start()
    folder.occupy(tmp_path, patience=PATIENCE).close()
    assert f"process {killed.pid}) was killed" in capsys.readouterr().out


def test_prepare_says_what_to_do_about_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ConfigError, match="EGRET_DATA"):
        folder.prepare(tmp_path / "file" / "data")


def test_a_folder_we_make_is_closed_to_others(tmp_path: Path) -> None:
    folder.prepare(tmp_path / "data")
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
