"""`egret bench volume`: what pages cost beside ten thousand notices and a hundred editions, and with a large edition.

Processor time of one answer, by turns of two products: in one the notices and editions just fill the first page of each
list, so that pages are equally long, in the other there are ten thousand and a hundred; then each page on which an
edition of sixty fields and twenty stages is written.
"""

import argparse
import re
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from functools import partial
from itertools import count
from pathlib import Path

from bench import copies, site, turns, visitor
from bench.report import Report

LIMIT = "<= 1.5"
"""How much more a page may cost than where lists just fill their first page."""
FEW = 200
"""So many notices fill the first page of every list."""
FEW_EDITIONS = 50
"""So many editions fill the first page of theirs."""
EDITING = "<= 60 ms"
"""Processor time of an answer while an edition is written."""
MOVED = "form, a field is moved"
"""The press of which the cost is told without that of the page around it."""
FIELDS, STAGES = 60, 20
"""Fields and stages of a large edition."""
PUBLIC = {
    "home": "/",
    "home of a past edition": "/editions/xm5g-03",
    "notices": "/notices",
    "a notice": "/notices/call-for-entries",
    "notices, feed": "/notices.atom",
    "announcements": "/announcements",
    "editions": "/editions",
    "timetable": "/timetable",
    "tracks": "/tracks",
    "a track": "/tracks/t2",
    "how to enter": "/enter",
    "winners": "/winners",
    "questions": "/faq",
    "outreach": "/volunteer",
    "open data": "/data",
    "site map": "/sitemap.xml",
    "site map, editions": "/sitemap/editions.xml",
    "site map, articles": "/sitemap/articles.xml",
}
"""Pages of strangers, made anew each time."""
OFFICE = {
    "desk": "/organizer",
    "list of editions": "/organizer/editions",
    "list of articles": "/organizer/articles",
    "list of entries": "/organizer/entries",
    "dates": "/organizer/dates",
    "stages": "/organizer/stages",
    "people": "/organizer/people",
    "search": "/organizer/search?q=5G",
    "audit record": "/organizer/audit",
}
"""Pages of organizers."""
OTHERS = {"leader": {"own entries": "/entries"}, "judge": {"own sheets": "/judging"}}
FIELD = re.compile(r'name="change" value="copy:([^"@.]+)"')
"""The button that copies a field of a form."""
Acts = dict[str, turns.Act]
"""What is asked of one product, by the name of the page."""


def views(running: site.Site, people: Mapping[str, visitor.Visitor]) -> Acts:
    """Each page, asked for by whom it is for."""
    stranger, fresh = visitor.Visitor(running.port), count()

    def anew(path: str) -> str:
        return stranger.get(f"{path}?fresh={next(fresh)}")

    found: Acts = {name: (running.pid, partial(anew, path)) for name, path in PUBLIC.items()}
    for role, pages in ({"organizer": OFFICE} | OTHERS).items():
        found |= {name: (running.pid, partial(people[role].get, path)) for name, path in pages.items()}
    return found


def large_edition(organizer: visitor.Visitor, slug: str) -> None:
    """Give an edition that is not public twenty stages and a form of sixty fields, as its organizers would."""
    matters = f"/organizer/editions/{slug}/matters"
    page = organizer.get(f"{matters}/form/edit")
    fields = FIELD.findall(page)
    for field in (fields * FIELDS)[: FIELDS - len(fields)]:
        page = organizer.get(organizer.press(page, f"{matters}/form/edit", change=f"copy:{field}"))
    written = {"key": "entry", "kind": "entry", "name": "报名"}
    stages = [written, *({"key": f"s{n}", "kind": "other", "name": f"阶段{n}"} for n in range(1, STAGES))]
    typed = {f"stages.{n}.{name}": text for n, stage in enumerate(stages) for name, text in stage.items()}
    for n in range(STAGES):
        typed |= {
            f"stages.{n}.opens_day": f"2031-{n // 2 + 1:02}-03",
            f"stages.{n}.closes_day": f"2031-{n // 2 + 1:02}-20",
        }
    organizer.press(organizer.get(f"{matters}/calendar/edit"), f"{matters}/calendar/edit", action="save", **typed)


def editing(running: site.Site, organizer: visitor.Visitor, slug: str) -> dict[str, float]:
    """What each page costs on which a large edition is written, and a press on the largest."""
    here = f"/organizer/editions/{slug}"
    pages = {
        "edition as a whole": here,
        "preview": f"/preview/{slug}",
        "calendar": f"{here}/matters/calendar/edit",
        "calendar, looked over": f"{here}/matters/calendar",
        "tracks": f"{here}/matters/tracks/edit",
        "form, outline": f"{here}/matters/form/edit",
        "form, looked over": f"{here}/matters/form",
        "form, preview": f"{here}/matters/form/preview",
    }
    acts: Acts = {name: (running.pid, partial(organizer.get, path)) for name, path in pages.items()}
    outline = f"{here}/matters/form/edit"
    moved = re.findall(r'name="change" value="(down:[^"@.]+)"', organizer.get(outline))[0]
    acts[MOVED] = running.pid, lambda: organizer.press(organizer.get(outline), outline, change=moved)
    found = turns.costs(acts)
    return found | {MOVED: found[MOVED] - found["form, outline"]}  # the page is opened anew for each press


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="egret bench volume")
    parser.add_argument("--notices", type=int, default=10_000)
    parser.add_argument("--editions", type=int, default=100)
    given = parser.parse_args()
    report = Report("Volume")
    sizes = {"few": (FEW, FEW_EDITIONS), "many": (given.notices, given.editions)}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="egret-bench-")))
        acts: dict[tuple[str, str], turns.Act] = {}
        for name, (notices, editions) in sizes.items():
            running = stack.enter_context(site.product(folder / name))
            people = {role: visitor.Visitor(running.port) for role in ("organizer", *OTHERS)}
            for role, person in people.items():
                visitor.sign_in(person, running.link(role))
            copies.notices(running.data, range(notices))
            copies.editions(people["organizer"], range(editions))
            acts |= {(name, what): act for what, act in views(running, people).items()}
        costs = turns.costs(acts)
        for what in (what for name, what in costs if name == "many"):
            few, many = costs["few", what], costs["many", what]
            report.figure(what, f"{many:,.1f} ms CPU", LIMIT, f"few: {few:,.1f} ms CPU", f"{many / few:.2f}")
        slug = copies.edition(people["organizer"], "BIG")
        large_edition(people["organizer"], slug)
        for what, spent in editing(running, people["organizer"], slug).items():
            report.figure(f"writing: {what}", f"{spent:,.1f} ms CPU", EDITING)
    report.show()


if __name__ == "__main__":
    main()
