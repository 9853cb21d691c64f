"""As root on Debian or Ubuntu, installs what is missing, and says so."""

import os
import shutil
import subprocess

PACKAGES = {"broker": ["rabbitmq-server"], "postgres": ["postgresql"], "browser": ["chromium"]}


def can_install() -> bool:
    """Whether this is such a machine and we may."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(kinds: list[str]) -> None:
    """Install the packages of these kinds; services are not started. Raises OSError."""
    wanted = [package for kind in kinds for package in PACKAGES[kind]]
    print(f"Installing with apt-get: {' '.join(wanted)}", flush=True)
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    for command in (["apt-get", "update", "-q"], ["apt-get", "install", "-qy", "--no-install-recommends", *wanted]):
        done = subprocess.run(command, env=environ, capture_output=True, text=True)
        if done.returncode != 0:
            raise OSError(f"{' '.join(command)} failed:\n{(done.stdout + done.stderr)[-2000:]}")
