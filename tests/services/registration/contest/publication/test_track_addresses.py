"""The pages of tracks follow their names, and no address that was public is lost."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from services.registration.contest.publication.track_addresses import addresses_of
from tests.services.registration.contest.written import draft, publish, write
from tests.services.registration.factories import Caller

NAMES = st.sampled_from(["5G+医疗", "5G+港航", "港航", "Track", "！", "A", "b"])
VERSIONS = st.lists(
    st.tuples(st.booleans(), st.dictionaries(st.sampled_from("abcd"), NAMES, min_size=1)), min_size=1, max_size=6
)


@settings(deadline=None)
@given(VERSIONS)
def test_every_track_has_one_address_and_old_ones_lead_to_it(versions: list[tuple[bool, dict[str, str]]]) -> None:
    standing: list[dict[str, Any]] = []
    names: dict[str, str] = {}
    for by_name, said in versions:
        before, tracks = standing, [{"key": key, "name": name} for key, name in said.items()]
        standing = addresses_of(tracks, before, names, by_name=by_name)
        now = {one["key"]: one for one in standing}
        assert list(now) == list(said)
        assert len({one["address"] for one in standing}) == len(standing)
        for one in (old for old in before if old["key"] in now):
            kept = now[one["key"]]
            assert {one["address"], *one["former"]} <= {kept["address"], *kept["former"]}
            assert said[one["key"]] != names[one["key"]] or kept == one
        names = said


def test_a_track_is_found_under_its_new_name_once_that_is_published(begun: Caller) -> None:
    def addresses() -> list[tuple[str, list[str]]]:
        found = publish(begun).get_json()["track_addresses"]
        return [(one["address"], one["former"]) for one in found]

    write(begun, "basics", summary="征集5G应用项目。")
    write(begun, "organisers", organisers=[{"rank": "hosting", "name": "厦门市信息协会"}])
    write(begun, "tracks", tracks=[{"name": "5G+港口"}, {"name": "5G+医疗"}])
    rows = draft(begun, "tracks")["content"]["tracks"]
    rows[0]["name"] = "5G+港航"
    write(begun, "tracks", tracks=rows)
    assert addresses() == [("5g-ganghang", []), ("5g-yiliao", [])]
    rows[1]["name"] = "5G+港口"
    write(begun, "tracks", tracks=rows)
    assert addresses() == [("5g-ganghang", []), ("5g-gangkou", ["5g-yiliao"])]
