"""`/health/live`, `/health/ready` and `/metrics` of every part."""

from flask import Flask

from chassis.part import Part


def init_app(app: Flask, part: Part) -> None:
    """Add the health routes."""
