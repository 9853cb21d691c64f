"""HTTP shapes of editions."""

from typing import Any

import marshmallow as ma
from flask_babel import lazy_gettext as _l

from chassis.http.fields import (
    Count,
    Key,
    Matches,
    Moment,
    refuse_disorder,
    refuse_repeated,
    wrong,
)
from chassis.http.schemas import Between, Length, Schema, Text, Trimmed
from services.registration.contest.editions.models import ENTRY, ENTRY_STAGE, OTHER, STAGE_KINDS

_PREFIX = Matches(r"[A-Z0-9]{2,12}", "invalid-prefix", _l("编号前缀应为 2 至 12 个大写字母或数字。"))


def _kind(stage: dict[str, Any]) -> str:
    return ENTRY if stage["key"] == ENTRY_STAGE else OTHER


class ChoiceSchema(Schema):
    """A track or a group."""

    key = Key(required=True)
    name = Trimmed(required=True, validate=Length(1, 50))
    name_en = Trimmed(load_default="", validate=Length(0, 100))


class StageSchema(ChoiceSchema):
    """A stage of the edition, with its exclusive end."""

    kind = ma.fields.String(
        validate=ma.validate.OneOf(STAGE_KINDS),
        metadata={"description": "What happens in it; `other` if left out, and `entry` for the stage of that key."},
    )
    opens_at = Moment(required=True)
    closes_at = Moment(required=True, metadata={"description": "Exclusive end."})

    @ma.validates_schema
    def in_order(self, stage: dict[str, Any], **_kwargs: Any) -> None:
        """A stage ends after it begins; teams enter in the stage `entry` and in no other."""
        refuse_disorder(stage)
        if stage.get("kind") not in {None, _kind(stage)} and ENTRY in {stage["kind"], _kind(stage)}:
            raise wrong("entry-stage-only", _l("报名阶段的标识应为 entry，其他阶段不能设为报名阶段。"), "kind")

    @ma.post_load
    def fill_in(self, stage: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
        """What happens in it, where that was left out."""
        return {"kind": _kind(stage), **stage}


class OrganiserSchema(Schema):
    """An organisation and what it does: 主办单位, 承办单位 …"""

    label = Trimmed(required=True, validate=Length(1, 20))
    label_en = Trimmed(load_default="", validate=Length(0, 50))
    name = Trimmed(required=True, validate=Length(1, 100))
    name_en = Trimmed(load_default="", validate=Length(0, 200))


class PointSchema(Schema):
    """One point of a list that people read before they enter."""

    text = Trimmed(required=True, validate=Length(1, 300))
    text_en = Trimmed(load_default="", validate=Length(0, 600))


class AwardSchema(Schema):
    """A prize: a name, how many there are, and what belongs to it."""

    name = Trimmed(required=True, validate=Length(1, 50))
    name_en = Trimmed(load_default="", validate=Length(0, 100))
    count = ma.fields.Integer(
        load_default=None,
        allow_none=True,
        strict=True,
        validate=Between(1, 10_000),
        metadata={"description": "Left out where the number is open."},
    )
    note = Trimmed(load_default="", validate=Length(0, 200))
    note_en = Trimmed(load_default="", validate=Length(0, 400))


class EditionSchema(Schema):
    """An edition. What is read may be sent back as it is."""

    slug = Key(metadata={"description": "As in the address; may be left out."})
    name = Trimmed(required=True, validate=Length(2, 100))
    name_en = Trimmed(load_default="", validate=Length(0, 200))
    summary = Text(load_default="", validate=Length(0, 5000))
    summary_en = Text(load_default="", validate=Length(0, 10_000))
    entry_prefix = Trimmed(
        required=True, validate=_PREFIX, metadata={"description": "Entry numbers are `<prefix>-0001` and so on."}
    )
    opens_at = Moment(metadata={"description": "Beginning of the stage `entry`; may be left out."})
    closes_at = Moment(metadata={"description": "The deadline: exclusive end of the stage `entry`; may be left out."})
    judging_overlaps = ma.fields.Boolean(
        load_default=False,
        metadata={"description": "Judging may open before the deadline; entries then are taken back by organizers."},
    )
    judging_opens_at = Moment(
        allow_none=True, metadata={"description": "When the first stage of judging opens; follows from the stages."}
    )
    version = ma.fields.Integer(metadata={"description": "One more at each change; what is sent is not looked at."})
    updated_at = Moment(metadata={"description": "When it last changed; what is sent is not looked at."})
    stages = ma.fields.List(ma.fields.Nested(StageSchema), required=True, validate=Count(1, 30))
    tracks = ma.fields.List(ma.fields.Nested(ChoiceSchema), required=True, validate=Count(1, 50))
    groups = ma.fields.List(ma.fields.Nested(ChoiceSchema), required=True, validate=Count(1, 50))
    organisers = ma.fields.List(ma.fields.Nested(OrganiserSchema), load_default=list, validate=Count(0, 50))
    eligibility = ma.fields.List(ma.fields.Nested(PointSchema), load_default=list, validate=Count(0, 30))
    materials = ma.fields.List(ma.fields.Nested(PointSchema), load_default=list, validate=Count(0, 30))
    awards = ma.fields.List(ma.fields.Nested(AwardSchema), load_default=list, validate=Count(0, 30))

    @ma.validates_schema
    def whole(self, edition: dict[str, Any], **_kwargs: Any) -> None:
        """Keys are unique; the stage `entry` exists and agrees with the edition's own times."""
        for field in ("stages", "tracks", "groups"):
            refuse_repeated(edition[field], field)
        entry = next((stage for stage in edition["stages"] if stage["key"] == ENTRY_STAGE), None)
        if entry is None:
            raise wrong("entry-stage-missing", _l("请设置标识为 entry 的报名阶段。"), "stages")
        for field in ("opens_at", "closes_at"):
            if edition.get(field, entry[field]) != entry[field]:
                raise wrong("differs-from-stage", _l("应与报名阶段 entry 的时间一致，也可以不填。"), field)


class EditionPageSchema(Schema):
    """The editions."""

    items = ma.fields.List(ma.fields.Nested(EditionSchema))
    next = ma.fields.String(allow_none=True)
