"""Where programs run: this machine, or a folder with another generation of the system in it (chroot)."""

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

GENERATION = "EGRET_TEST_ROOT"
"""Names the folder of the other generation; unset or empty means this machine."""

INSIDE = (
    *("unshare", "--mount", "--propagation", "private", "sh", "-ec"),
    'mount --rbind /dev "$0/dev"; mount -t proc proc "$0/proc"; exec chroot "$@"',
)
"""Runs a program within a folder; the mounts belong to the program alone and vanish with it, however it ends."""


@dataclass(frozen=True)
class Machine:
    """Starts programs, as their own user where we are root, with folders they can write."""

    root: Path | None = None

    @classmethod
    def chosen(cls) -> "Machine":
        """The machine that the environment names."""
        return cls(Path(os.environ[GENERATION])) if os.environ.get(GENERATION) else cls()

    def find(self, *patterns: str) -> str | None:
        """The path, as a program sees it, of the first file that exists; patterns may hold `*`."""
        root = self.root or Path("/")
        for pattern in patterns:
            if "/" not in pattern:
                found = None if self.root else shutil.which(pattern)
            else:
                matches = sorted(root.glob(pattern.lstrip("/")))
                found = f"/{matches[-1].relative_to(root)}" if matches else None
            if found:
                return found
        return None

    def folder(self, user: str) -> "Folder":
        """A new temporary folder that `user` can write."""
        base = self.root / "tmp" if self.root else None
        made = Path(tempfile.mkdtemp(prefix="egret-", dir=base))
        made.chmod(0o755)
        if owner := self.owner(user):
            os.chown(made, *owner)
        return Folder(made, f"/tmp/{made.name}" if self.root else str(made))

    def owner(self, user: str) -> tuple[int, int] | None:
        """User and group id to drop to; None where we are not root or there is no such user."""
        if os.geteuid() != 0:
            return None
        for line in ((self.root or Path("/")) / "etc/passwd").read_text().splitlines():
            name, _, uid, gid, *_ = line.split(":")
            if name == user:
                return int(uid), int(gid)
        return None

    def start(self, argv: list[str], *, user: str, env: dict[str, str], log: Path) -> subprocess.Popen[bytes]:
        """Start a program in a process group of its own; what it prints goes to `log`."""
        owner = self.owner(user)
        options: dict[str, object] = {}
        if self.root:
            spec = ["--userspec={}:{}".format(*owner)] if owner else []
            argv = [*INSIDE, str(self.root), *spec, str(self.root), *argv]
        elif owner:
            options = {"user": owner[0], "group": owner[1], "extra_groups": []}
        path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        with log.open("ab") as output:
            return subprocess.Popen(  # type: ignore[call-overload, no-any-return]  # options vary
                argv,
                env={"PATH": path if self.root else os.environ["PATH"], "LANG": "C.UTF-8", **env},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd="/",
                start_new_session=True,
                **options,
            )


@dataclass(frozen=True)
class Folder:
    """A folder as we see it and as the program inside the machine sees it."""

    outside: Path
    inside: str

    def remove(self) -> None:
        """Delete it with everything in it."""
        shutil.rmtree(self.outside, ignore_errors=True)


def end(process: subprocess.Popen[bytes], *, how: signal.Signals, patience: float) -> None:
    """Signal the whole group and wait; kill what is left after `patience` seconds."""
    for sign in (how, signal.SIGKILL):
        try:
            os.killpg(process.pid, sign)
        except ProcessLookupError:
            break
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            continue
    process.wait()
