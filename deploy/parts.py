"""The parts the product is made of, and their settings."""

from typing import Any

from chassis.config import Settings
from chassis.part import Part
from gateway.app import PART as GATEWAY
from gateway.config import GatewaySettings
from services.judging.app import PART as JUDGING
from services.notify.app import PART as NOTIFY
from services.registration.app import PART as REGISTRATION

SERVICES: dict[str, Part] = {part.name: part for part in (REGISTRATION, JUDGING, NOTIFY)}
PARTS: dict[str, Part] = {**SERVICES, GATEWAY.name: GATEWAY}


def settings_of(name: str, **given: Any) -> Settings:
    """The settings of a part, from the environment. Raises ConfigError."""
    return PARTS[name].settings.from_env(**given)


def gateway_settings() -> GatewaySettings:
    """The gateway's own settings, from the environment. Raises ConfigError."""
    return GatewaySettings.from_env()
