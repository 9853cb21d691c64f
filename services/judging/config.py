"""Judging has no settings of its own: what organizers decide stands in each stage's rubric."""

from dataclasses import dataclass

from chassis.config import Settings as CommonSettings


@dataclass(frozen=True, kw_only=True)
class Settings(CommonSettings):
    """What judging needs to run."""
