"""HTTP shapes of editions."""

from typing import Any

import marshmallow as ma
from flask_babel import lazy_gettext as _l

from chassis.http.fields import Count, Key, Matches, Moment, refuse_repeated, wrong
from chassis.http.schemas import Between, Length, Name, Schema, Text, Trimmed
from services.registration.contest.editions.models import ENTRY_STAGE, Edition
from services.registration.contest.editions.part_schemas import (
    AwardSchema,
    ChoiceSchema,
    ContactSchema,
    ContestSchema,
    ExceptionalDaySchema,
    NoticePeriodSchema,
    OrganiserSchema,
    PointSchema,
    ScreeningPointSchema,
    ScreeningRulesSchema,
    StageSchema,
    TeamRulesSchema,
    TrackAddressSchema,
)
from services.registration.files.collections.schemas import OfferedFileSchema, site_file

PREFIX = Matches(r"[A-Z0-9]{2,12}", "invalid-prefix", _l("编号前缀应为 2 至 12 个大写字母或数字。"))
"""Prefixes of entry numbers."""


FACTS = (
    *("slug", "version", "sha256", "archived_at", "opens_at", "closes_at", "judging_opens_at", "updated_at"),
    "track_addresses",
)
"""What is said about an edition and is no part of its document."""


def _items(kind: type[Schema], least: int, most: int) -> ma.fields.Field[Any]:
    if least:
        return ma.fields.List(ma.fields.Nested(kind), required=True, validate=Count(least, most))
    return ma.fields.List(ma.fields.Nested(kind), load_default=list, validate=Count(least, most))


class EditionSchema(Schema):
    """An edition. What is read may be sent back as it is."""

    slug = Key(metadata={"description": "As in the address; may be left out."})
    name = Name(required=True, validate=Length(2, 100))
    name_en = Name(load_default="", validate=Length(0, 200))
    summary = Text(load_default="", validate=Length(0, 5000))
    summary_en = Text(load_default="", validate=Length(0, 10_000))
    entry_prefix = Trimmed(
        required=True, validate=PREFIX, metadata={"description": "Entry numbers are `<prefix>-0001` and so on."}
    )
    opens_at = Moment(metadata={"description": "Beginning of the stage `entry`; may be left out."})
    closes_at = Moment(metadata={"description": "The deadline: exclusive end of the stage `entry`; may be left out."})
    judging_overlaps = ma.fields.Boolean(
        load_default=False,
        metadata={"description": "Judging may open before the deadline; entries then are taken back by organizers."},
    )
    upload_grace = ma.fields.Integer(
        load_default=0,
        strict=True,
        validate=Between(0, 120),
        metadata={"description": "Minutes after the deadline in which uploads begun before it may end."},
    )
    judging_opens_at = Moment(
        allow_none=True, metadata={"description": "When the first stage of judging opens; follows from the stages."}
    )
    version = ma.fields.Integer(metadata={"description": "One more at each change; what is sent is not looked at."})
    sha256 = ma.fields.String(metadata={"description": "Of the canonical document; what is sent is not looked at."})
    archived_at = Moment(allow_none=True, metadata={"description": "Since when it is read-only; not looked at either."})
    updated_at = Moment(metadata={"description": "When it last changed; what is sent is not looked at."})
    contest = ma.fields.Nested(ContestSchema, allow_none=True, load_default=None)
    contacts = _items(ContactSchema, 0, 20)
    picture = site_file()
    stages = _items(StageSchema, 1, 30)
    exceptional_days = _items(ExceptionalDaySchema, 0, 50)
    tracks = _items(ChoiceSchema, 1, 50)
    groups = _items(ChoiceSchema, 1, 50)
    eligibility = _items(PointSchema, 0, 30)
    materials = _items(PointSchema, 0, 30)
    team_rules = ma.fields.Nested(TeamRulesSchema, load_default=lambda: TeamRulesSchema().load({}))
    screening = _items(ScreeningPointSchema, 0, 50)
    screening_rules = ma.fields.Nested(ScreeningRulesSchema, load_default=lambda: ScreeningRulesSchema().load({}))
    awards = _items(AwardSchema, 0, 50)
    notice_periods = _items(NoticePeriodSchema, 0, 10)
    organisers = _items(OrganiserSchema, 0, 50)
    documents = _items(OfferedFileSchema, 0, 30)
    track_addresses = ma.fields.List(
        ma.fields.Nested(TrackAddressSchema),
        metadata={"description": "Where the page of each track lies; what is sent is not looked at."},
    )

    @ma.pre_dump
    def read(self, edition: Edition | dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
        """The document beside the facts about it; one that is not public yet comes with them."""
        if isinstance(edition, dict):
            return edition
        return {**{name: getattr(edition, name) for name in FACTS}, **edition.document}

    @ma.validates_schema
    def whole(self, edition: dict[str, Any], **_kwargs: Any) -> None:
        """Keys are unique; the stage `entry` exists and agrees with the edition's own times."""
        for field in ("stages", "tracks", "groups", "screening"):
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


def content_of(edition: Edition) -> dict[str, Any]:
    """The document of the edition as JSON data, without the facts about it."""
    found: dict[str, Any] = EditionSchema(exclude=FACTS).dump(edition)
    return found
