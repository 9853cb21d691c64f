"""The list of editions that organizers see."""

from datetime import timedelta
from typing import Any

from chassis import clock
from tests.services.registration.contest.publication.test_drafts import LATE
from tests.services.registration.contest.written import publish, write
from tests.services.registration.factories import Caller


def test_editions_are_listed_by_what_goes_on_in_them_page_by_page(begun: Caller) -> None:
    def listed(**wanted: Any) -> tuple[list[tuple[str, str]], str]:
        found = begun.get("/edition-drafts", query_string=wanted).get_json()
        return [(one["slug"], one["state"]) for one in found["items"]], found["next"]

    first, after = listed(limit=1)
    assert (first, listed(limit=1, after=after)) == ([("xm5g-04", "open")], ([("xm5g05", "draft")], None))
    write(begun, "basics", summary="征集5G应用项目。")
    write(begun, "organisers", organisers=[{"rank": "hosting", "name": "厦门市信息协会"}])
    with clock.frozen(LATE + timedelta(days=700)):
        publish(begun)
        assert listed()[0] == [("xm5g05", "closed"), ("xm5g-04", "closed")]
        assert begun.put("/editions/xm5g05/archive").status_code == 200
        assert listed()[0] == [("xm5g-04", "closed"), ("xm5g05", "archived")]
