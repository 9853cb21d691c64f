"""`egret status`: the parts, how far events have come, and what is parked."""

import json
from dataclasses import asdict

import click

from deploy import folder, state
from deploy.parts import gateway_settings


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.option("--check", is_flag=True, help="Exit with 1 while events are under way or parked.")
def command(as_json: bool, check: bool) -> None:
    """Show the parts, how far events have come, and what is parked."""
    folder.enter()
    with state.databases() as opened:
        parts = state.look(opened, embedded=gateway_settings().embedded)
    if as_json:
        click.echo(json.dumps([asdict(part) for part in parts], indent=1))
    else:
        show(parts)
    if check and not all(part.settled for part in parts):
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
