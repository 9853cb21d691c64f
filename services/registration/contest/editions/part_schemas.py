"""HTTP shapes of what an edition is made of."""

from datetime import date
from typing import Any

import marshmallow as ma
from flask_babel import lazy_gettext as _l

from chassis.forms import patterns
from chassis.http.fields import Count, Key, Moment, refuse_disorder, wrong
from chassis.http.schemas import Between, FieldError, Length, Name, Schema, Text, Trimmed
from chassis.words.addresses import email_address
from contracts.editions import RANKS
from services.registration.contest.editions.models import ENTRY, ENTRY_STAGE, OTHER, STAGE_KINDS
from services.registration.files.collections.schemas import site_file

PERIODS = ("shortlist", "awards", "correction", "objection")
"""What a number of days is given for: two public notices, a correction of an entry, the answer to an objection."""
WORKING, CALENDAR = "working", "calendar"


def _kind(stage: dict[str, Any]) -> str:
    return ENTRY if stage["key"] == ENTRY_STAGE else OTHER


def _optional_email(text: str) -> None:
    if text and email_address(text) is None:
        raise ma.ValidationError([patterns.NOT_EMAIL])


def _optional_link(text: str) -> None:
    if text and isinstance(found := patterns.link(text), FieldError):
        raise ma.ValidationError([found])


def _day(text: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError as error:
        raise ma.ValidationError([patterns.NOT_DAY]) from error


class ContactSchema(Schema):
    """Whom to ask, and about what."""

    label = Trimmed(load_default="", validate=Length(0, 50))
    label_en = Trimmed(load_default="", validate=Length(0, 100))
    name = Trimmed(load_default="", validate=Length(0, 50))
    phone = Trimmed(load_default="", validate=Length(0, 50))
    email = Trimmed(load_default="", validate=_optional_email)


class ContestSchema(Schema):
    """What editions are editions of."""

    key = Key(required=True)
    name = Name(required=True, validate=Length(2, 100))
    name_en = Name(load_default="", validate=Length(0, 200))
    mark = site_file()
    front = ma.fields.Boolean(
        load_default=False,
        metadata={"description": "Whether the first page of the site shows it; in an edition it is not looked at."},
    )


class NamedSchema(Schema):
    """What has a key and a name."""

    key = Key(required=True)
    name = Name(required=True, validate=Length(1, 50))
    name_en = Name(load_default="", validate=Length(0, 100))


class ChoiceSchema(NamedSchema):
    """A track or a group."""

    description = Text(load_default="", validate=Length(0, 2000))
    description_en = Text(load_default="", validate=Length(0, 4000))
    contact = ma.fields.Nested(ContactSchema, allow_none=True, load_default=None)
    picture = site_file()


class TrackAddressSchema(Schema):
    """Where the public page of a track lies within its edition."""

    key = ma.fields.String()
    address = ma.fields.String()
    former = ma.fields.List(ma.fields.String(), metadata={"description": "What led there before."})


class StageSchema(NamedSchema):
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


class ExceptionalDaySchema(Schema):
    """A day that is worked or free against the public calendar."""

    date = Trimmed(required=True, validate=_day, metadata={"description": "As 2026-10-01."})
    working = ma.fields.Boolean(required=True)
    note = Trimmed(load_default="", validate=Length(0, 100))


class OrganiserSchema(Schema):
    """An organisation and what it is to the edition."""

    rank = ma.fields.String(required=True, validate=ma.validate.OneOf(RANKS))
    name = Name(required=True, validate=Length(1, 100))
    name_en = Name(load_default="", validate=Length(0, 200))
    logo = site_file()
    link = Trimmed(load_default="", validate=[Length(0, 500), _optional_link])


class PointSchema(Schema):
    """One point of a list that people read before they enter."""

    text = Trimmed(required=True, validate=Length(1, 300))
    text_en = Trimmed(load_default="", validate=Length(0, 600))


class TeamRulesSchema(Schema):
    """Who may be in a team."""

    members_least = ma.fields.Integer(load_default=1, strict=True, validate=Between(1, 50))
    members_most = ma.fields.Integer(load_default=10, strict=True, validate=Between(1, 50))
    advisors_most = ma.fields.Integer(load_default=2, strict=True, validate=Between(0, 20))
    one_team_per_person = ma.fields.Boolean(load_default=True)
    one_entry_per_leader = ma.fields.Boolean(load_default=False)
    members_edit = ma.fields.Boolean(
        load_default=False, metadata={"description": "Whether members write in the entry beside the leader."}
    )
    joint_confirmed = ma.fields.Boolean(
        load_default=False, metadata={"description": "Whether every joint applicant confirms, or its letter is there."}
    )

    @ma.validates_schema
    def in_order(self, rules: dict[str, Any], **_kwargs: Any) -> None:
        """The most is not less than the least."""
        if rules["members_least"] > rules["members_most"]:
            raise wrong("disorder", _l("上限不能小于下限。"), "members_most")


class ScreeningPointSchema(PointSchema):
    """One point of the checklist by which entries are screened."""

    key = Key(required=True)
    group = Trimmed(load_default="", validate=Length(0, 50))
    heading = Trimmed(
        load_default="",
        validate=Length(0, 30),
        metadata={"description": "Under which neighbouring points stand together; empty for none."},
    )
    heading_en = Trimmed(load_default="", validate=Length(0, 60))
    fields_ = ma.fields.List(
        Trimmed(validate=Length(1, 40)),
        data_key="fields",
        attribute="fields",
        load_default=list,
        validate=Count(0, 3),
        metadata={"description": "Keys of the fields and file slots of the form that it is about."},
    )


class ScreeningRulesSchema(Schema):
    """What an edition decides about its screening beside the checklist."""

    corrections_most = ma.fields.Integer(
        load_default=1,
        strict=True,
        validate=Between(0, 5),
        metadata={"description": "How often a correction of an entry may be asked for."},
    )
    passed_public = ma.fields.Boolean(
        load_default=False,
        metadata={"description": "Whether everybody may read which entries passed, once the screening is over."},
    )


class AwardSchema(Schema):
    """A prize: a name, how many there are, and what belongs to it."""

    key = Key(blank=True, load_default="")
    name = Name(required=True, validate=Length(1, 50))
    name_en = Name(load_default="", validate=Length(0, 100))
    count = ma.fields.Integer(load_default=None, allow_none=True, strict=True, validate=Between(1, 10_000))
    share_percent = ma.fields.Integer(
        load_default=None,
        allow_none=True,
        strict=True,
        validate=Between(1, 100),
        metadata={"description": "Of a hundred entries at most; the number is open where neither is given."},
    )
    note = Trimmed(load_default="", validate=Length(0, 200))
    note_en = Trimmed(load_default="", validate=Length(0, 400))
    group = Trimmed(load_default="", validate=Length(0, 50))
    track = Trimmed(load_default="", validate=Length(0, 50))


class NoticePeriodSchema(Schema):
    """How long something may be objected to or answered."""

    kind = ma.fields.String(required=True, validate=ma.validate.OneOf(PERIODS))
    days = ma.fields.Integer(required=True, strict=True, validate=Between(1, 365))
    unit = ma.fields.String(required=True, validate=ma.validate.OneOf((WORKING, CALENDAR)))
