"""Makes `.venv` from a hash-pinned lock. Run by `egret` with whatever Python is at hand: standard library only.

`environment.py FOLDER SET` installs `SET.lock`. A stamp written at the very end names the lock it was made from, so a
half-finished environment is recognised and made again; a lock on a file keeps two starts apart.
"""

import collections
import fcntl
import hashlib
import importlib.util
import os
import re
import subprocess
import sys
import urllib.parse
import urllib.request
import venv
from collections.abc import Iterable
from pathlib import Path

PIP = "pip-26.3-py3-none-any.whl"
PIP_SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
SATISFIES = {"requirements": ["requirements"], "requirements-dev": ["requirements-dev", "requirements"]}
"""The locks that each set satisfies."""


def say(text: str, end: str = "\n") -> None:
    """Progress goes to standard error; standard output belongs to the command."""
    print(text, end=end, file=sys.stderr, flush=True)


def stamp(folder: Path, name: str) -> str:
    """What the launcher compares: the lock's checksum and where the environment stands, since it cannot be moved."""
    with (folder / f"{name}.lock").open("rb") as lock:
        checksum = subprocess.run(["cksum"], stdin=lock, capture_output=True, check=True, text=True).stdout  # noqa: S607  POSIX
    return f"{checksum.strip()} {folder}"


def ready(folder: Path, name: str) -> bool:
    """Whether the environment stands and was made from this lock."""
    written = folder / ".venv" / f"{name}.stamp"
    python = folder / ".venv" / "bin" / "python"
    return python.exists() and written.exists() and written.read_text().strip() == stamp(folder, name)


def create(place: Path) -> list[str]:
    """Make an empty environment; returns the command that runs a pip for it."""
    with_pip = importlib.util.find_spec("ensurepip") is not None
    venv.EnvBuilder(clear=True, symlinks=True, with_pip=with_pip).create(place)
    python = str(place / "bin" / "python")
    return [python, "-m", "pip"] if with_pip else [python, f"{fetch_pip(place)}/pip"]


def fetch_pip(place: Path) -> Path:
    """Download pip itself where Python came without it, as Debian's does; its hash is pinned above."""
    index = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/")
    say("This Python has no pip; fetching it.")
    with urllib.request.urlopen(f"{index}/pip/", timeout=60) as page:
        links = re.findall(r'href="([^"#]+)', page.read().decode())
    found = next((link for link in links if link.endswith(PIP)), None)
    if found is None:
        raise OSError(f"{index} does not offer {PIP}")
    with urllib.request.urlopen(urllib.parse.urljoin(f"{index}/pip/", found), timeout=60) as answer:
        wheel = answer.read()
    if hashlib.sha256(wheel).hexdigest() != PIP_SHA256:
        raise OSError(f"{PIP} is not the file that was expected")
    target = place / PIP
    target.write_bytes(wheel)
    return target


def follow(lines: Iterable[str], total: int) -> list[str]:
    """Turn pip's output into one line of progress; returns its last lines."""
    last: collections.deque[str] = collections.deque(maxlen=15)
    live, count = sys.stderr.isatty(), 0
    for line in lines:
        last.append(line.rstrip())
        if match := re.match(r"\s*Collecting ([\w.\-]+)", line):
            count += 1
            if live:
                say(f"\r  {count} of {total}  {match[1]:<40}", end="")
            elif count % 10 == 0:
                say(f"  {count} of {total}")
        elif line.startswith("Installing collected"):
            say(f"\r  {count} packages fetched, unpacking …".ljust(60))
    return list(last)


def install(pip: list[str], lock: Path) -> None:
    """Install the lock. Raises OSError with pip's last words."""
    total = sum("==" in line for line in lock.read_text().splitlines())
    command = [*pip, "install", "--require-hashes", "--no-input", "--progress-bar", "off", "-r", str(lock)]
    environ = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environ) as running:
        try:
            last = follow(running.stdout or (), total)
        except BaseException:
            running.kill()
            raise
    if running.returncode != 0:
        raise OSError("pip could not install the packages:\n  " + "\n  ".join(last))


def make(folder: Path, name: str) -> None:
    """Bring the environment in line with the lock, from scratch unless it was whole before."""
    place = folder / ".venv"
    whole = (place / "bin" / "python").exists() and any(place.glob("requirements*.stamp"))
    say(f"Preparing the environment in {place} (about a minute; only now and after an update)")
    pip = [str(place / "bin" / "python"), "-m", "pip"]
    if not whole or not (place / "bin" / "pip").exists():
        pip = create(place)
    for old in place.glob("requirements*.stamp"):
        old.unlink()
    install(pip, folder / f"{name}.lock")
    for satisfied in SATISFIES[name]:
        (place / f"{satisfied}.stamp").write_text(stamp(folder, satisfied) + "\n")
    say("Environment ready.")


def main(folder: Path, name: str) -> int:
    """Returns the exit code; every failure is one sentence that says what to do."""
    try:
        with (folder / ".venv.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("Another start is preparing the environment; waiting for it.")
                fcntl.flock(lock, fcntl.LOCK_EX)
            if not ready(folder, name):
                make(folder, name)
    except KeyboardInterrupt:
        say("\nInterrupted. The next start begins again.")
        return 130
    except PermissionError as error:
        say(f"Egret cannot write to {error.filename or folder}. Make the folder yours, or copy Egret to one that is.")
        return 1
    except (OSError, subprocess.CalledProcessError) as error:
        say(f"{error}\nThe environment is not finished. Check network and disk, then run the same command again.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
