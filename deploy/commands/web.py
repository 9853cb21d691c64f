"""`egret web PART`: the web side of one part."""

import click

from deploy import folder
from deploy.measuring import counted_together
from deploy.parts import PARTS


@click.command()
@click.argument("part", type=click.Choice(list(PARTS)))
@click.option("--bind", default="127.0.0.1:8000", show_default=True, help="Address and port to listen on.")
@click.option("--workers", default=1, show_default=True, help="Processes; each has its own threads.")
@click.option("--with-worker", is_flag=True, help="Run the part's worker beside, as a process of its own.")
def command(part: str, bind: str, workers: int, with_worker: bool) -> None:
    """Serve one part until told to stop."""
    folder.enter()
    with counted_together():
        from deploy import part_processes  # noqa: PLC0415  what counts is imported inside the block

        part_processes.serve(part, bind, workers, with_worker=with_worker)
