"""The workplace for running the product, listed."""

from gateway.pages.organizer.operations import activity, audit_log, deliveries, parked_events
from gateway.shell.rooms import Room

ROOM = Room(pages=(activity.blp, deliveries.blp, parked_events.blp, audit_log.blp))
