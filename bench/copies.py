"""Many notices by SQL alone, and many editions as organizers make them: copied, and published, on pages."""

import re
import sqlite3
import uuid
from contextlib import closing
from pathlib import Path

from bench.visitor import Visitor

ARTICLE = "SELECT * FROM article WHERE kind = 'notice' AND standing = 'released' ORDER BY place LIMIT 1"
"""The notice of the demo that stands last, so that what copies it is last as well."""


def notices(data: Path, numbers: range) -> None:
    """Copy the last notice of the demo, each a little older than the one before."""
    with closing(sqlite3.connect(data / "registration.db", timeout=60)) as opened, opened:
        opened.row_factory = sqlite3.Row
        found = dict(opened.execute(ARTICLE).fetchone())
        marks = ", ".join("?" * len(found))
        rows = (list(_copied(found, copy).values()) for copy in numbers)
        opened.executemany(f"INSERT INTO article ({', '.join(found)}) VALUES ({marks})", rows)


def _copied(article: dict[str, object], copy: int) -> dict[str, object]:
    new = uuid.UUID(int=copy + 1).hex
    pinned, rank, at = (str(article["place"])[cut] for cut in (slice(0, 1), slice(1, 4), slice(4, 18)))
    place = f"{pinned}{rank}{int(at) - copy:014}{new}"
    touched = f"{int(str(article['touched'])[:14]) - copy:014}{new}"
    return article | {"id": new, "slug": f"{article['slug']}-{copy}", "place": place, "touched": touched}


def editions(organizer: Visitor, numbers: range) -> None:
    """Editions of years past, public."""
    for copy in numbers:
        slug = edition(organizer, f"Y{copy}", year=2015 - copy % 10)
        here = f"/organizer/editions/{slug}"
        organizer.press(organizer.get(here), f"{here}/publication")


def edition(organizer: Visitor, prefix: str, year: int = 2031) -> str:
    """A copy of the edition that is listed first; its slug."""
    first = re.findall(r'href="/organizer/editions/([a-z0-9-]+)"', organizer.get("/organizer/editions"))
    source = next(slug for slug in first if slug not in {"new"})
    asked = f"/organizer/editions/{source}/copy"
    facts = {"name": f"第{prefix}届5G应用大赛", "starts_on": f"{year}-03-03", "entry_prefix": prefix}
    return organizer.press(organizer.get(asked), asked, **facts).rpartition("/")[2]
