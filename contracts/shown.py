"""What judges are shown of an entry."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Shown:
    """An answer that judges may read, in both languages."""

    key: str
    """Of the field in the form of the edition."""
    kind: str
    """`text`, `area`, `link`, `rows` …: how it is best drawn."""
    section: str
    section_en: str
    label: str
    label_en: str
    value: str
    value_en: str
    """Empty where it reads the same in both languages."""
    columns: tuple[tuple[str, str], ...] = ()
    """Of repeated rows: what each column is called, in both languages."""
    rows: tuple[tuple[tuple[str, str], ...], ...] = ()
    """The cells of each row, in both languages."""


@dataclass(frozen=True, kw_only=True)
class ShownFile:
    """A file that judges may open. Its own name may say whose it is, and is not told."""

    file_id: UUID
    slot: str
    label: str
    label_en: str
    type: str
    """`pdf`, `jpg` …"""
    size: int
    """Bytes."""
    sha256: str
    pages: int | None = None
    """Pages or slides; None where nobody knows."""
    pictured: bool = False
    """Whether there is a picture of its first page."""
