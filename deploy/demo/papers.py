"""Typesets the demo's papers anew, after a change of their templates: `python -m deploy.demo.papers`."""

from datetime import UTC, datetime

from chassis.documents.typesetter import Typesetter
from deploy.demo.files import FOLDER

WRITTEN = datetime(2024, 10, 28, tzinfo=UTC)
"""The date in the papers, so that the same template gives the same file."""


def main() -> None:
    """Write every paper beside the demo's pictures."""
    for template in sorted(FOLDER.glob("*.typ")):
        (FOLDER / f"{template.stem}.pdf").write_bytes(Typesetter(template).pdf({}, at=WRITTEN))


if __name__ == "__main__":
    main()
