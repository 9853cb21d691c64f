"""The life of a file after its upload."""

from chassis.forms.files import CHECKING, READY, REFUSED
from chassis.states import CLOCK, Life, Step

FILE_CHECK = Life(
    "file check",
    {
        CHECKING: "It was uploaded and waits to be opened; what it belongs to cannot be handed in yet.",
        READY: "It was opened and can be read.",
        REFUSED: "It cannot be read, or must not be: whoever uploaded it sees why and sends another.",
    },
    CHECKING,
    (
        Step("accept", (CHECKING,), READY, (CLOCK,), "it opens, is whole, and the scanner finds nothing"),
        Step("refuse", (CHECKING,), REFUSED, (CLOCK,), "it does not, or a scanner found something in it"),
        Step("wait", (CHECKING,), CHECKING, (CLOCK,), "the scanner cannot be asked, or the check itself failed"),
    ),
)
