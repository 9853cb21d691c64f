"""Two organisations are made one on pages, after a look, and parted again."""

import re

from contracts.roles import LEADER, ORGANIZER
from tests.gateway import papers
from tests.gateway.browsing import Browser, Contest

LIST = "/organizer/organisations"


def entered(contest: Contest, organisation: str) -> None:
    leader = contest.signed_in(LEADER)
    address = contest.draft(leader)
    leader.press(f"{address}/edit", **{**papers.entry(), "organisation": organisation})
    leader.upload(f"{address}/files/document", papers.PDF)
    assert leader.press(f"{address}/review", f"{address}/submission").status_code == 303


def page_of(organizer: Browser, name: str) -> str:
    listed = organizer.get(LIST, query_string={"q": name}).text
    found = re.search(rf'href="({LIST}/[^"]+)">{name}</a>', listed)
    assert found, listed
    return found[1]


def test_two_organisations_are_merged_after_a_look_and_parted_again(contest: Contest) -> None:
    for name in ("合并示例集团", "合并示例（集团）公司"):
        entered(contest, name)
    organizer = contest.signed_in(ORGANIZER)
    gone, stays = page_of(organizer, "合并示例（集团）公司"), page_of(organizer, "合并示例集团")
    merge = f"{gone}/merge/{stays.rpartition('/')[2]}"
    assert "1 个项目移到“合并示例集团”名下" in organizer.get(merge).text
    assert organizer.press(merge, reason="").status_code == 422
    assert organizer.press(merge, reason="来电核实为同一单位").location == stays
    assert "移来 1 个项目" in organizer.get(stays).text
    assert "已并入另一个单位" in organizer.get(gone).text
    again = organizer.press(stays, name="合并示例控股集团", credit_code="123", reason="更名")
    assert (again.status_code, "应为 18 位" in again.text) == (422, True)
    assert organizer.press(stays, name="合并示例控股集团", reason="更名").location == stays
    parting = re.search(rf'href="({stays}/merges/[^"]+)"', organizer.get(stays).text)
    assert parting
    assert organizer.press(parting[1], reason="合并错了").location == stays
    assert "合并示例（集团）公司" in organizer.get(LIST, query_string={"q": "合并示例"}).text
