"""The data folder: writable, with a secret of its own, owned by one running Egret at a time."""

import fcntl
import json
import os
import secrets
import sys
import time
from pathlib import Path
from typing import IO

from chassis.config import ConfigError

WAY = ("EGRET_BROKER", "EGRET_DATABASE")
"""What decides how the product runs. `up` notes it, with passwords and so for the owner alone, for other commands."""

ENDING = 30.0
"""Seconds within which every process of a killed Egret has noticed and ended."""
HOW_TO_END = "Stop with Ctrl-C.\n"
"""The last line that `up` prints before it stays."""


def prepare(data: Path) -> None:
    """Create the folder where needed. Raises ConfigError if it cannot be written."""
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = data / f".probe-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise ConfigError(
            f"Egret cannot write to its data folder {data} ({error.strerror}). "
            "Make it writable, or choose another with EGRET_DATA."
        ) from error


def secret(data: Path) -> str:
    """The key kept in the folder, made on the first start, readable by its owner alone."""
    place = data / "secret"
    if not place.exists():
        draft = data / f".secret-{os.getpid()}"
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as opened:
            opened.write(secrets.token_hex(32))
            opened.flush()
            os.fsync(opened.fileno())
        try:
            os.link(draft, place)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return place.read_text().strip()


def occupy(data: Path, patience: float = ENDING) -> IO[str]:
    """Hold the folder for this process and those it forks, until all of them ended.

    Where the one that began them was killed, this waits so many seconds for the others, which end by themselves.
    Raises ConfigError naming the process that holds it.
    """
    opened = (data / "lock").open("a+")
    if not _locked(opened):
        opened.seek(0)
        holder = opened.read().strip() or "unknown"
        if not _is_gone(holder) or not _wait_for_end(opened, holder, patience):
            opened.close()
            raise ConfigError(
                f"Egret already runs on {data} (process {holder}). "
                "Stop it first, or choose another folder with EGRET_DATA."
            )
    opened.truncate(0)
    opened.write(f"{os.getpid()}\n")
    opened.flush()
    return opened


def _locked(opened: IO[str]) -> bool:
    """Lock the file where nobody holds it."""
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_gone(holder: str) -> bool:
    """Whether the process that began what still holds the folder has ended."""
    try:
        os.kill(int(holder), 0)
    except ProcessLookupError:
        return True
    except (ValueError, PermissionError):
        pass
    return False


def _wait_for_end(opened: IO[str], holder: str, patience: float) -> bool:
    """Lock the file as soon as the last process lets go of it; False where that takes too long."""
    say(f"The Egret that ran here (process {holder}) was killed. Waiting for the rest of it to end …")
    until = time.monotonic() + patience
    while time.monotonic() < until:
        time.sleep(0.1)
        if _locked(opened):
            return True
    return False


def enter(*, afresh: bool = False) -> Path:
    """The data folder that the environment names, ready to use; its secret joins the environment where none is given.

    So do broker and database of the last `up` on this folder, unless it is run `afresh`. Raises ConfigError.
    """
    data = data_folder()
    prepare(data)
    if not os.environ.get("EGRET_SECRET"):
        os.environ["EGRET_SECRET"] = secret(data)
    place = data / "way"
    if afresh:
        way = {name: os.environ[name] for name in WAY if os.environ.get(name)}
        place.touch(0o600)
        place.write_text(json.dumps(way), "utf-8")
    elif place.exists() and not any(os.environ.get(name) for name in WAY):
        os.environ.update(json.loads(place.read_text("utf-8")))
    return data


def data_folder() -> Path:
    """Where the data lives, from the environment."""
    return Path(os.environ.get("EGRET_DATA") or "data").absolute()


def say(text: str) -> None:
    """A line for the operator."""
    print(text, file=sys.stdout, flush=True)
