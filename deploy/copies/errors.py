"""Why a copy could not be made or brought back."""

from chassis.config import ConfigError


class CopyFailed(ConfigError):
    """The message tells the operator what is wrong and what to do."""
