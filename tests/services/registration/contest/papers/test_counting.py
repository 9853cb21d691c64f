"""Which file of a slot counts while another is to replace it."""

from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.forms.files import CHECKING, READY, REFUSED
from chassis.storage import ids
from services.registration.contest.papers.counting import add_paper, counting, forget_replaced
from services.registration.contest.papers.models import EntryFile
from services.registration.files.checks.models import FileCheck
from tests.sample_files import pdf
from tests.services.registration.factories import PDF, Caller, checked, start_entry, submit, upload

LOCKED = pdf(password="geheim")


def paper(state: str) -> EntryFile:
    made = EntryFile(id=ids.new_id(), slot="document", replaces=True)
    made.check = FileCheck(state=state)
    return made


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["upload", "accept", "refuse", "remove"]), st.integers(0, 2))))
def test_good_file_counts_until_a_later_one_is_found_good(steps: list[tuple[str, int]]) -> None:
    """Whatever comes in which order: what counts is the latest good one, where there ever was one that is not taken
    off."""
    held: list[EntryFile] = []
    good: list[UUID] = []
    for step, which in steps:
        if step == "upload":
            add_paper(held, paper(CHECKING), replaces=True)
        elif held and (chosen := held[which % len(held)]):
            if step == "remove":
                held.remove(chosen)
            elif chosen.check and chosen.state == CHECKING:
                chosen.check.state = READY if step == "accept" else REFUSED
                good += [chosen.id] if chosen.good else []
            forget_replaced(held)
        found = [one.id for one in counting(held).papers]
        still_there = {one.id for one in held}
        assert [one.id for one in held if one.good] == [one for one in good[-1:] if one in still_there]
        assert len(found) == bool(held)
        assert good[-1:] == found or not set(good[-1:]) & still_there


def test_refused_upload_leaves_the_file_before_it(team: Caller) -> None:
    entry = start_entry(team)
    old = checked(team, entry["id"])["files"]["document"][0]
    uploaded = upload(team, entry["id"], LOCKED, "new.pdf").get_json()
    assert [one["id"] for one in uploaded["files"]["document"]] == [old["id"]]
    assert "file-checking" in {one["code"] for one in uploaded["missing"]}, "nobody hands in the old one unawares"
    assert submit(team, uploaded).status_code == 412, "its check is over, and what counts is not what was seen"

    found = team.get(f"/entries/{entry['id']}").get_json()
    assert (found["missing"], found["replacements"]["document"]["finding"]) == ([], "encrypted")
    assert [one["code"] for one in found["warnings"]] == ["not-replaced"]
    receipt = submit(team, found).get_json()
    assert [one["sha256"] for one in receipt["files"]] == [old["sha256"]]


def test_good_upload_replaces_the_file_before_it(team: Caller) -> None:
    entry = start_entry(team)
    checked(team, entry["id"])
    upload(team, entry["id"], LOCKED, "new.pdf")
    upload(team, entry["id"], PDF + b"% better", "better.pdf")
    found = checked(team, entry["id"])
    assert ([one["name"] for one in found["files"]["document"]], found["replacements"]) == (["better.pdf"], {})
    at = f"/entries/{entry['id']}/files/{found['files']['document'][0]['id']}"
    assert team.delete(at).get_json()["files"] == {}, "what was replaced does not come back"
