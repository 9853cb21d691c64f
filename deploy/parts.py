"""The parts the product is made of, and their settings. A part is imported when it is asked for."""

import importlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import contracts.entry_forms
import contracts.gateway
import contracts.judging
import contracts.notify
import contracts.outreach
import contracts.registration
import contracts.timetable  # noqa: F401  all of them: every event type is known, whichever parts are imported
from chassis.config import Settings
from chassis.part import Part
from gateway.config import GatewaySettings


class Parts(Mapping[str, Part]):
    """Parts by name. The process of one part does not load the others."""

    def __init__(self, packages: Sequence[str]) -> None:
        self._packages = {package.rpartition(".")[2]: package for package in packages}

    def __getitem__(self, name: str) -> Part:
        part: Part = importlib.import_module(f"{self._packages[name]}.app").PART
        return part

    def __iter__(self) -> Iterator[str]:
        return iter(self._packages)

    def __len__(self) -> int:
        return len(self._packages)


SERVICES = Parts(("services.registration", "services.judging", "services.notify"))
PARTS = Parts(("services.registration", "services.judging", "services.notify", "gateway"))
HEARD_BY: Mapping[str, tuple[str, ...]] = {
    "registration": ("judging", "notify", "gateway"),
    "judging": ("registration", "notify", "gateway"),
    "notify": ("gateway",),
    "gateway": ("registration", "judging", "notify"),
}
"""Who listens to each part. Written down, as the process of one part does not load the others; a test compares."""


def settings_of(name: str, **given: Any) -> Settings:
    """The settings of a part, from the environment. Raises ConfigError."""
    return PARTS[name].settings.from_env(**given)


def gateway_settings() -> GatewaySettings:
    """The gateway's own settings, from the environment. Raises ConfigError."""
    return GatewaySettings.from_env()
