"""What judges are shown of an entry in these tests."""

from chassis.storage import ids
from contracts.editions import EditionAward
from contracts.shown import Shown, ShownFile

SHOWN = Shown(
    key="summary",
    kind="area",
    section="项目",
    section_en="Project",
    label="项目简介",
    label_en="Summary",
    value="摘要",
    value_en="",
)
PAPER = ShownFile(
    file_id=ids.new_id(),
    slot="document",
    label="申报书",
    label_en="Entry document",
    type="pdf",
    size=1000,
    sha256="ab" * 32,
)

PROGRAMME = (
    EditionAward(key="first", name="一等奖", name_en="First prize", count=1, note="", note_en=""),
    EditionAward(key="second", name="二等奖", name_en="Second prize", count=2, note="", note_en=""),
    EditionAward(key="merit", name="优秀奖", name_en="Merit award", count=None, note="", note_en="", share_percent=20),
)
"""What the edition of most tests promises."""
