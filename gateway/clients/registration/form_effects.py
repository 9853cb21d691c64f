"""What publishing the form of an edition would do, as registration says it."""

from gateway.clients.service import Answer


class Touched(Answer, frozen=True):
    """A field that teams have to look at."""

    label: str
    why: str
    drafts: int
    """In how many drafts."""


class FormEffect(Answer, frozen=True):
    """What publishing the draft would do."""

    version: int
    in_use: bool
    drafts: int
    submitted: int
    behind: int
    """Of the drafts those that are still being brought to the form that is asked now."""
    changes: tuple[str, ...]
    touched: tuple[Touched, ...]
    touched_submitted: int
    """Entries handed in that would have to change once they are taken back."""
    told: int
    """Entries whose leaders would be told."""


class Template(Answer, frozen=True):
    """A file of the edition that a slot may offer."""

    sha256: str
    name: str
    type: str
    size: int
