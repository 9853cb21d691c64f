"""`egret worker PART`: relay, consumer and jobs of one part."""

import signal
import threading

import click

from chassis import logs
from deploy import folder
from deploy.child import orphaned
from deploy.part_worker import start
from deploy.parts import PARTS, settings_of


@click.command()
@click.argument("part", type=click.Choice(list(PARTS)))
def command(part: str) -> None:
    """Let events flow for one part until told to stop."""
    folder.enter()
    settings = settings_of(part)
    logs.setup(settings.log_level, part)
    stopping = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: stopping.set())
    worker = start(part, settings)
    while not stopping.wait(1) and not orphaned():
        pass
    worker.stop()
    worker.join()
