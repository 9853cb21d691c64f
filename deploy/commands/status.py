"""`egret status`: the parts, how far events have come, and what is parked."""

import json
from dataclasses import asdict

import click

from chassis.storage import broker_state as broker
from deploy import folder, state
from deploy.parts import gateway_settings

BROKER = {
    broker.WELL: "takes events",
    broker.BLOCKED: "BLOCKED: it takes no events for want of memory or disk; they wait in the databases",
    broker.AWAY: "AWAY: it cannot be reached; events wait in the databases",
}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.option(
    "--check", is_flag=True, help="Exit with 1 while events are under way or parked, or the broker takes none."
)
def command(as_json: bool, check: bool) -> None:
    """Show the parts, the broker, how far events have come, and what is parked."""
    folder.enter()
    settings = gateway_settings()
    with state.databases() as opened:
        parts = state.look(opened, embedded=settings.embedded)
        found = state.broker_of(opened, settings.broker)
    if as_json:
        told = {"embedded": settings.embedded, "broker": found or "well", "parts": [asdict(part) for part in parts]}
        click.echo(json.dumps(told, indent=1))
    else:
        show(parts)
        click.echo(f"broker: {'none, everything runs embedded' if settings.embedded else BROKER[found]}")
    if check and (found or not all(part.settled for part in parts)):
        raise SystemExit(1)


def show(parts: list[state.PartState]) -> None:
    """As a table."""
    click.echo(f"{'part':<14}{'told':>7}{'unsent':>9}{'oldest':>9}  {'missing':<34}parked")
    for part in parts:
        unsent = "-" if part.unsent is None else str(part.unsent)
        oldest = f"{part.oldest:.0f} s" if part.oldest else "-"
        missing = ", ".join(f"{source} {count}" for source, count in part.missing.items() if count) or "none"
        waiting = ", ".join(f"{kind} {count}" for kind, count in part.parked.items() if count) or "none"
        click.echo(f"{part.name:<14}{part.told:>7}{unsent:>9}{oldest:>9}  {missing:<34}{waiting}")
    click.echo("told: events in the log; unsent: not yet confirmed by the broker; missing: neither applied nor parked")
