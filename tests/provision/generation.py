"""The other generation of the servers: the release before or after this Debian, in a folder, made once.

`python -m tests.provision.generation` prints a line per generation: its folder (`-` for this machine), then its name.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.provision.errors import Missing
from tests.provision.machine import Machine
from tests.provision.postgres import PROGRAMS

OTHER = {"bookworm": "trixie", "trixie": "bookworm"}
PACKAGES = "rabbitmq-server,postgresql"


def codename() -> str:
    """This machine's release. Raises Missing where it is not one of the two we know."""
    release = Path("/etc/os-release")
    lines = release.read_text().splitlines() if release.exists() else []
    name = next((line.partition("=")[2].strip('"') for line in lines if line.startswith("VERSION_CODENAME=")), "")
    if name not in OTHER:
        raise Missing(f"The matrix needs Debian {' or '.join(OTHER)}, this machine is {name or 'something else'}")
    return name


def mirror(release: str) -> str:
    """Where this machine's own packages come from."""
    question = ["apt-get", "indextargets", "--format", "$(CODENAME) $(REPO_URI)", "Created-By: Packages"]
    for line in subprocess.run(question, capture_output=True, text=True, check=True).stdout.splitlines():
        suite, _, uri = line.partition(" ")
        if suite == release:
            return uri
    raise Missing(f"apt knows no mirror of {release}")


def folder(release: str) -> Path:
    """The release in a folder, made when it is not there yet. Raises Missing."""
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "egret"
    place = cache / release
    if place.exists():
        return place
    if os.geteuid() != 0:
        raise Missing("The matrix needs root, for debootstrap and chroot")
    if not shutil.which("debootstrap"):
        print("Installing with apt-get: debootstrap", file=sys.stderr, flush=True)
        subprocess.run(["apt-get", "install", "-qy", "debootstrap"], check=True, stdout=subprocess.DEVNULL)
    draft = cache / f"{release}.{os.getpid()}"
    draft.mkdir(parents=True)
    print(f"Making {place} with debootstrap (under a minute, once)", file=sys.stderr, flush=True)
    command = ["debootstrap", "--variant=minbase", f"--include={PACKAGES}", release, str(draft), mirror(codename())]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        shutil.rmtree(draft, ignore_errors=True)
        raise Missing(f"debootstrap failed:\n{(done.stdout + done.stderr)[-2000:]}")
    draft.rename(place)
    return place


def name(machine: Machine) -> str:
    """What stands there, such as `RabbitMQ 3.10.8, PostgreSQL 15`."""
    root = machine.root or Path("/")
    broker = next((p.name.rpartition("-")[2] for p in root.glob("usr/lib/rabbitmq/lib/rabbitmq_server-*")), "unknown")
    postgres = (machine.find(*(p.format("postgres") for p in PROGRAMS)) or "").split("/")
    return f"RabbitMQ {broker}, PostgreSQL {postgres[-3] if len(postgres) > 3 else 'unknown'}"


def main() -> None:
    """Print both generations."""
    try:
        other = folder(OTHER[codename()])
    except (Missing, subprocess.CalledProcessError) as error:
        sys.exit(str(error))
    print(f"- {name(Machine())}")
    print(f"{other} {name(Machine(other))}")


if __name__ == "__main__":
    main()
