"""docs/states.md: the life of everything that has one, drawn from the tables: `python -m deploy.books.states`."""

from collections.abc import Iterable
from pathlib import Path

from chassis.manuscripts.life import LIFE as DOCUMENT
from chassis.part import Part
from chassis.states import Life, Step
from chassis.work.life import LIFE as WORK
from deploy.parts import PARTS

FILE = Path(__file__).parents[2] / "docs" / "states.md"
EVERYWHERE = (WORK, DOCUMENT)
"""What lives in every part."""
HEAD = """\
# States

Written by `python -m deploy.books.states`; a test compares it with the code.

What has a life has a table of its states. The service refuses whatever the table does not allow, and pages show from it
what can happen next. `clock` takes a step when a time has come, `service` when another part tells of something.
"""


def render(parts: Iterable[Part]) -> str:
    """The document."""
    chapters = [HEAD, "## every part\n", *(_section(life) for life in EVERYWHERE)]
    for part in parts:
        if part.lives:
            chapters += [f"## {part.name}\n", *(_section(life) for life in part.lives)]
    return "\n".join(chapters)


def _section(life: Life) -> str:
    meanings = [f"| `{state}` | {meaning} |" for state, meaning in life.states.items()]
    return "\n".join(
        [
            f"### {life.thing}\n",
            "```mermaid\nstateDiagram-v2",
            f"    [*] --> {_drawn(life.first)}",
            *(
                f"    {_drawn(before)} --> {_drawn(step.after)}: {step.action}"
                for step in life.steps
                for before in step.before
            ),
            "```\n",
            "| state | means |\n|---|---|",
            *meanings,
            "",
            "| action | from | to | by | when | told |\n|---|---|---|---|---|---|",
            *(_row(step) for step in life.steps),
            "",
        ]
    )


def _row(step: Step) -> str:
    told = f"`{step.tells.TYPE}`" if step.tells else ""
    before = ", ".join(f"`{state}`" for state in step.before)
    return f"| {step.action} | {before} | `{step.after}` | {', '.join(step.by)} | {step.when} | {told} |"


def _drawn(state: str) -> str:
    """Names of states in a diagram hold no hyphen."""
    return state.replace("-", "_")


if __name__ == "__main__":
    FILE.write_text(render(PARTS.values()), encoding="utf-8")
