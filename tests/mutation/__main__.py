"""`./egret mutate FILE…`: how many small changes to these files the tests of their areas notice."""

import json
import os
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import click

from tests.mutation.area import folder_of
from tests.mutation.changes import Change, choose
from tests.mutation.lines import Lines, passing
from tests.mutation.running import NOTHING_RUN, PASSED, ROOT, preload, run
from tests.mutation.servers import lent

LONGEST = 600.0
"""Seconds the tests of an area may take as they are."""
LEFT = shutil.ignore_patterns(".git", ".venv", "data", ".*_cache", ".hypothesis", "node_modules")


@dataclass
class Area:
    """The copy of the tree, and what is known of the tests of one folder."""

    copy: Path
    tests: list[str]
    without: str
    lines: dict[str, dict[str, list[str]]]
    seconds: float

    def notices(self, file: str, change: Change) -> bool:
        """Whether a test that passes through the changed lines fails, or never ends."""
        tests = passing(self.lines[str(self.copy / file)], change.line, change.end_line) or self.tests
        place, output = self.copy / file, self.copy / "output"
        source = place.read_text("utf-8")
        _write(place, change.apply(source))
        try:
            ended = run(self.copy, ["-x", *_options(self.without), *tests], 20 + 3 * self.seconds, output)
        finally:
            _write(place, source)
        if ended == NOTHING_RUN:
            raise click.ClickException(f"no test of {file} was run:\n{output.read_text('utf-8', 'replace')[-2000:]}")
        return ended != PASSED


MOMENTS = count(int(time.time()) - 10**6, 10)
"""When files were changed, as far as Python can see, which looks at no part of a second."""


def _write(place: Path, source: str) -> None:
    place.write_text(source, "utf-8")
    moment = next(MOMENTS)
    os.utime(place, (moment, moment))


def _options(without: str) -> list[str]:
    return ["--without", without] if without else []


def learn(copy: Path, files: list[str], tests: list[str], without: str) -> Area:
    """Run the tests of an area on the copy as it is; what fails then is said, and counts for nothing."""
    told, output, started = copy / "lines.json", copy / "output", time.monotonic()
    plugin = Lines([copy / file for file in files], told)
    run(copy, [*_options(without), *tests], LONGEST, output, [plugin])
    if not told.exists():
        raise click.ClickException(f"the tests do not run as it is:\n{output.read_text('utf-8', 'replace')[-3000:]}")
    found = json.loads(told.read_text("utf-8"))
    for test in found["failed"]:
        click.echo(f"fails as it is: {test}")
    preload(found["modules"])
    return Area(copy, tests, without, found["lines"], time.monotonic() - started)


def examine(area: Area, file: str, most: int, seed: str) -> tuple[int, int]:
    """Try changes to a file and say which go unnoticed; how many were noticed, and how many were tried."""
    source = (ROOT / file).read_text("utf-8")
    chosen = choose(source, most, f"{seed}:{file}")
    survivors = [change for change in chosen if not area.notices(file, change)]
    for change in survivors:
        click.echo(change.diff(source, file) + "\n")
    noticed = len(chosen) - len(survivors)
    click.echo(f"{file}: {noticed} of {len(chosen)} noticed, {100 * noticed // max(1, len(chosen))} %\n")
    return noticed, len(chosen)


@click.command()
@click.argument("files", nargs=-1, required=True)
@click.option("--most", default=22, show_default=True, help="Changes tried per file.")
@click.option("--seed", default="1", show_default=True, help="Other changes for another seed.")
@click.option("--tests", default="", help="Tests to run, comma separated, instead of those of the file's folder.")
@click.option("--without", default="broker,browser,slow", show_default=True, help="As of ./egret test.")
def main(files: tuple[str, ...], most: int, seed: str, tests: str, without: str) -> None:
    """Make small random changes to files and see whether the tests of their areas notice.

    Prints every change that goes unnoticed, and the share that was noticed. The tree itself is not changed.
    """
    names = [Path(file).resolve().relative_to(ROOT).as_posix() for file in files]
    try:
        areas = {name: tests or folder_of(name, ROOT) for name in names}
    except FileNotFoundError as error:
        raise click.ClickException(str(error)) from error
    total = [0, 0]
    with tempfile.TemporaryDirectory(prefix="egret-mutation-") as folder, lent(without):
        copy = Path(folder).resolve() / "tree"
        shutil.copytree(ROOT, copy, ignore=LEFT)
        for tried in dict.fromkeys(areas.values()):
            own = [name for name in names if areas[name] == tried]
            area = learn(copy, own, tried.split(","), without)
            for name in own:
                total = [sum(pair) for pair in zip(total, examine(area, name, most, seed), strict=True)]
    click.echo(f"{total[0]} of {total[1]} changes noticed.")
    sys.exit(0 if total[0] * 10 >= total[1] * 9 else 1)


if __name__ == "__main__":
    main(prog_name="egret mutate")
