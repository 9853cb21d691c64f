"""Articles of one contest or edition stand on its pages, and on no other contest's."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.services.registration.factories import Caller, edition
from tests.services.registration.site.articles.writing import Desk

EDITIONS = {"5g-03": "5g", "5g-04": "5g", "sea-01": "sea"}
"""Slugs, and their contests."""
CONCERNS = {"all": "", "of-5g": "contest_5g", "of-5g-04": "edition_5g-04", "of-sea": "contest_sea"}
"""Notices, and what each belongs to."""


@pytest.fixture
def contests(staff: Caller) -> None:
    for number, (slug, contest) in enumerate(EDITIONS.items()):
        named = {"key": contest, "name": f"大赛{contest}", "name_en": f"Contest {contest}"}
        sent = edition(contest=named, entry_prefix=f"AB{number}", name=f"大赛{contest}{slug}")
        assert staff.put(f"/editions/{slug}", json=sent).status_code == 200


@pytest.mark.usefixtures("contests")
def test_notice_of_one_contest_stands_on_its_pages_alone(desk: Desk, read: Callable[[str], Any]) -> None:
    for slug, concern in CONCERNS.items():
        desk.publish(desk.write(slug=slug, concern=concern, display=["pinned"]))
    listed = {key: read(f"/published?kind=notice&narrowing=true&contest={key}") for key in ("", "5g", "sea", "none")}
    shown = {key: {one["slug"] for one in found["items"]} for key, found in listed.items()}
    assert shown == {
        "": {"all", "of-5g", "of-5g-04", "of-sea"},
        "5g": {"all", "of-5g", "of-5g-04"},
        "sea": {"all", "of-sea"},
        "none": {"all"},
    }
    assert [one["key"] for one in listed["sea"]["contests"]] == ["5g", "sea"]
    homes = {slug: {one["slug"] for one in read(f"/front?edition={slug}")["articles"]} for slug in EDITIONS}
    assert homes == {"5g-03": {"all", "of-5g"}, "5g-04": {"all", "of-5g", "of-5g-04"}, "sea-01": {"all", "of-sea"}}
    assert [one["slug"] for one in read("/front?edition=5g-04&alone=true")["articles"]] == ["of-5g-04"]
    facts = read("/published/notice/of-5g-04")
    assert (facts["contest"], facts["edition"]) == ("", "5g-04")


@pytest.mark.usefixtures("contests")
def test_form_offers_contests_and_editions_by_name_but_not_to_pages_of_the_site(desk: Desk) -> None:
    def offered(draft: dict[str, Any]) -> list[str]:
        fields = [one for part in draft["form"]["sections"] for one in part["fields"] if one["key"] == "concern"]
        return [choice["name"]["zh"] for one in fields for choice in one["choices"]]

    assert offered(desk.write()) == ["大赛5g", "大赛sea", "大赛5g5g-03", "大赛5g5g-04", "大赛seasea-01"]
    assert offered(desk.write(kind="page", slug="about")) == []
    gone = desk.write(slug="gone", concern="edition_none")
    assert desk.try_to_publish(gone).get_json()["errors"]["concern"]
