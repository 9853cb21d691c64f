"""The life of a piece of long work."""

from chassis.states import CLOCK, Life, Step
from contracts.roles import PEOPLE

WAITING, RUNNING, DONE, FAILED, STOPPED = "waiting", "running", "done", "failed", "stopped"
OPEN = (WAITING, RUNNING)
"""States that do not last."""
TRIES = 3
"""How often work is begun that ends with its process each time."""

LIFE = Life(
    "long work",
    {
        WAITING: "It was asked for and begins when what was asked for before has ended.",
        RUNNING: "The worker is doing it.",
        DONE: "It ended well; its result is there.",
        FAILED: "It could not be ended; what it did until then stays.",
        STOPPED: "The person who asked for it stopped it; what it did until then stays.",
    },
    WAITING,
    (
        Step("begin", (WAITING,), RUNNING, (CLOCK,)),
        Step("end", (RUNNING,), DONE, (CLOCK,)),
        Step("fail", (RUNNING,), FAILED, (CLOCK,), when="it raised, or ended with its process three times"),
        Step("begin again", (RUNNING,), WAITING, (CLOCK,), when="its process ended under way"),
        Step("stop", (WAITING, RUNNING), STOPPED, PEOPLE, when="of the person who asked; under way, at its next step"),
    ),
)
