"""What a new form would touch is counted by the database, on both engines as one by one."""

from collections import Counter

from sqlalchemy import not_, select

from chassis.app import create_app
from chassis.forms.documents import read
from chassis.forms.versions.steps import Touched
from chassis.storage.engine import Database
from services.registration.app import PART
from services.registration.config import RegistrationSettings
from services.registration.contest.editions.models import Edition
from services.registration.contest.entries.models import BEING_WRITTEN, Entry
from services.registration.contest.entries.new_form import Steps, touched_in_place
from services.registration.contest.form_publication.counting import count_touched
from tests.chassis.forms.samples import field
from tests.services.registration import factories
from tests.services.registration.contest.forms.test_versions import FORM, changed, current
from tests.services.registration.factories import leader, organizer, start_entry, submitted_entry


def test_entries_counted_together_are_touched_as_one_by_one(
    settings_on_each: RegistrationSettings, opened: Database
) -> None:
    app = create_app(PART, settings_on_each, opened)
    staff = organizer(app)
    assert staff.put("/editions/xm5g-04", json=factories.edition()).status_code == 200
    for number, track in enumerate(("t1", "t2", "t1")):
        start_entry(leader(app, f"示例{number}"), title=f"第{number}个草稿项目", track=track, summary="简" * 110)
    bare = leader(app, "没有文件")
    assert bare.post("/entries", json=factories.draft(track=None)).status_code == 201
    submitted_entry(leader(app, "已交"), title="已经提交的5G项目", summary="简" * 130)
    first = current(staff)["document"]
    staff.put(FORM, json=changed(first, field("text", "slogan", "口号", required=True)))
    for_one = {"is": "equals", "field": "track", "value": "t1"}
    third = changed(first, field("text", "slogan", "口号", required_when=for_one), without=("document",))
    for one in third["sections"][0]["fields"]:
        one |= {"most": 120, "least": 0} if one["key"] == "summary" else {}
    with opened.read() as session:
        edition = session.get_one(Edition, "xm5g-04")
        steps, known = Steps(session, edition, read(third)), Steps(session, edition, read(first))
        drafts, handed_in = session.scalars(select(Entry).where(BEING_WRITTEN)).all(), not_(BEING_WRITTEN)
        whole = [touched for entry in drafts if (touched := steps.of(entry).touched)]
        assert len({entry.form_sha256 for entry in drafts}) == 1
        assert whole
        told = Counter[Touched](one for touched in whole for one in touched)
        assert count_touched(session, [BEING_WRITTEN], steps) == (len(whole), told)
        (found,) = touched_in_place(steps, known, session.scalars(select(Entry).where(handed_in)))
        assert count_touched(session, [handed_in], steps, known) == (1, Counter(found[1]))
