"""`egret events`: look at events; try again or give up those that could not be applied."""

import json
from typing import Any

import click
from sqlalchemy import select

from chassis.events import parked as parked_events
from chassis.http.errors import Problem
from chassis.storage.engine import Database
from chassis.storage.tables import inbox, outbox, subscription
from chassis.storage.tables import parked as parked_table
from deploy import folder, state
from deploy.parts import PARTS

ACTOR = "command-line"
part_argument = click.argument("part", type=click.Choice(list(PARTS)))


@click.group()
def command() -> None:
    """Look at events; try again or give up those that could not be applied."""
    folder.enter()


@command.command("list")
@part_argument
@click.option("--type", "kind", help="Only this type.")
@click.option("--subject", help="Only about this.")
@click.option("--after", default=0, help="Only above this number.")
@click.option("--limit", default=50, show_default=True)
def list_(part: str, kind: str | None, subject: str | None, after: int, limit: int) -> None:
    """The events PART has told, the oldest first."""
    query = select(outbox).where(outbox.c.id > after).order_by(outbox.c.id).limit(limit)
    query = query.where(outbox.c.type == kind) if kind else query
    query = query.where(outbox.c.subject == subject) if subject else query
    with state.databases() as opened, opened[part].read() as session:
        for row in session.execute(query):
            click.echo(f"{row.id:>8}  {row.created_at:%Y-%m-%d %H:%M:%S}  {row.type:<42} {row.event_id}  {row.subject}")


@command.command()
@click.argument("event_id")
def show(event_id: str) -> None:
    """One event with its content, and what became of it in each part."""
    with state.databases() as opened:
        found, source = None, ""
        for name, database in opened.items():
            with database.read() as session:
                if row := session.execute(select(outbox).where(outbox.c.event_id == event_id)).first():
                    found, source = row, name
                    click.echo(f"{row.type}  number {row.id} of {name}, {row.created_at:%Y-%m-%d %H:%M:%S} UTC")
                    click.echo(f"about {row.subject}, trace {row.traceparent}")
                    click.echo(body(row.body))
        for name, database in opened.items():
            if found is None or any(found.type in kinds for kinds in PARTS[name].listens_to.values()):
                click.echo(f"{name}: {fate(name, database, event_id, (source, found.id if found else 0))}")


def fate(consumer: str, database: Database, event_id: str, origin: tuple[str, int]) -> str:
    """What became of an event in this consumer. `origin` is the part that told it and its number there."""
    with database.read() as session:
        if row := session.execute(select(parked_table).where(parked_table.c.event_id == event_id)).first():
            return f"parked as {row.id}: {row.state} after {row.attempts} attempts, {last_line(row.error)}"
        if at := session.scalar(select(inbox.c.applied_at).where(inbox.c.event_id == event_id)):
            return f"applied at {at:%Y-%m-%d %H:%M:%S} UTC"
        here = (subscription.c.source == origin[0], subscription.c.consumer == consumer)
        position = session.scalar(select(subscription.c.position).where(*here))
    return "applied" if 0 < origin[1] <= (position or 0) else "not applied"


def body(raw: bytes) -> str:
    """JSON, readable; anything else as it is."""
    try:
        return json.dumps(json.loads(raw), indent=2, ensure_ascii=False)
    except ValueError:
        return repr(raw)


def last_line(error: str) -> str:
    """The line of an error that says what happened."""
    return error.strip().splitlines()[-1] if error.strip() else "no reason kept"


@command.command()
@click.argument("part", type=click.Choice(list(PARTS)), required=False)
@click.option("--state", "wanted", type=click.Choice(["retry", "held", "dead", "discarded"]))
@click.option("--limit", default=50, show_default=True)
def parked(part: str | None, wanted: str | None, limit: int) -> None:
    """Events that could not be applied, of one part or all."""
    with state.databases() as opened:
        for name in [part] if part else list(opened):
            with opened[name].read() as session:
                found = session.scalars(parked_events.listing(wanted).order_by(parked_table.c.id).limit(limit)).all()
                for row in parked_events.rows(session, found):
                    click.echo(line(name, row))


def line(part: str, row: Any) -> str:
    """One parked event."""
    due = f", again at {row.next_at:%H:%M:%S} UTC" if row.next_at else ""
    return f"{part} {row.id:>6}  {row.state:<9} {row.type:<42} {row.subject}  {last_line(row.error)}{due}"


@command.command()
@part_argument
def groups(part: str) -> None:
    """Parked events of PART by type and cause."""
    with state.databases() as opened, opened[part].read() as session:
        for group in parked_events.groups(session):
            cause = f"{group.type}:{group.fingerprint}"
            click.echo(f"{group.count:>6}  {group.state:<9} {cause}  {last_line(group.error)}")


@command.command()
@part_argument
@click.argument("ids", nargs=-1, type=int)
@click.option("--group", help="TYPE:FINGERPRINT, as `groups` prints it.")
@click.option("--subject", help="All about this.")
@click.option("--all", "everything", is_flag=True, help="Everything that is parked.")
def replay(part: str, ids: tuple[int, ...], group: str | None, subject: str | None, everything: bool) -> None:
    """Let parked events of PART be tried again now, in their order."""
    if not (ids or group or subject or everything):
        raise click.UsageError("Say which: ids, --group, --subject or --all.")
    kind, _, cause = (group or "").rpartition(":")
    with state.databases() as opened, opened[part].write() as session:
        chosen = parked_events.replay(session, ACTOR, ids=ids, group=(kind, cause) if group else None, subject=subject)
    click.echo(f"{chosen} events are tried again.")


@command.command()
@part_argument
@click.argument("parked_id", type=int)
@click.option("--reason", required=True, help="Why; kept in the audit record.")
def discard(part: str, parked_id: int, reason: str) -> None:
    """Give up one parked event of PART; later events of its subject go on."""
    try:
        with state.databases() as opened, opened[part].write() as session:
            parked_events.discard(session, parked_id, ACTOR, reason)
    except Problem as problem:
        raise click.ClickException(f"{part} {parked_id}: {problem.code}") from problem
    click.echo(f"{part} {parked_id} is discarded.")
