"""What judges are shown of an entry in these tests."""

from chassis.storage import ids
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
