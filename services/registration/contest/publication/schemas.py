"""HTTP shapes of changes to an edition."""

from typing import Any

import marshmallow as ma
from flask_babel import lazy_gettext as _l

from chassis.http.fields import Moment, PlannedDay, refuse_disorder, wrong
from chassis.http.schemas import Length, Name, Schema, Trimmed
from services.registration.contest.editions.schemas import PREFIX, EditionSchema
from services.registration.contest.form_publication.schemas import FormEffectSchema


class WindowSchema(Schema):
    """When a stage is open."""

    opens_at = Moment(required=True)
    closes_at = Moment(required=True, metadata={"description": "Exclusive end."})

    @ma.validates_schema
    def in_order(self, window: dict[str, Any], **_kwargs: Any) -> None:
        """A stage ends after it begins."""
        refuse_disorder(window)


class BeginningSchema(Schema):
    """What a copy of an edition is given of its own."""

    name = Name(required=True, validate=Length(2, 100))
    name_en = Name(load_default="", validate=Length(0, 200))
    entry_prefix = Trimmed(required=True, validate=PREFIX)
    starts_on = PlannedDay(
        required=True,
        metadata={"description": "On which its first stage opens; all others follow by working days."},
    )


class NewEditionSchema(BeginningSchema):
    """A new edition: of a contest that there is, or of a new one by its name."""

    contest = Trimmed(load_default="", validate=Length(0, 50))
    contest_name = Name(load_default="", validate=Length(0, 100))

    @ma.validates_schema
    def of_a_contest(self, facts: dict[str, Any], **_kwargs: Any) -> None:
        """It belongs to one contest."""
        if not facts["contest"] and not facts["contest_name"]:
            raise wrong("required", _l("请选择大赛，或填写新大赛的名称。"), "contest_name")
        if facts["contest"] and facts["contest_name"]:
            raise wrong("ambiguous", _l("请只选择已有的大赛，或只填写新大赛的名称，另一项请留空。"), "contest_name")


class EditionHeadSchema(Schema):
    """Where an edition stands, in short."""

    slug = ma.fields.String()
    name = ma.fields.String(metadata={"description": "As its draft says; may be empty."})
    name_en = ma.fields.String()
    entry_prefix = ma.fields.String()
    contest = ma.fields.String(metadata={"description": "Name of its contest; may be empty."})
    contest_en = ma.fields.String()
    created_at = ma.fields.AwareDateTime()
    state = ma.fields.String(metadata={"description": "draft, announced, open, judging, notice, closed or archived"})
    version = ma.fields.Integer(metadata={"description": "Of what is public; 0 before anything is."})
    sha256 = ma.fields.String()
    opens_at = ma.fields.AwareDateTime(allow_none=True)
    closes_at = ma.fields.AwareDateTime(allow_none=True)
    archived_at = ma.fields.AwareDateTime(allow_none=True)
    may = ma.fields.List(ma.fields.String(), metadata={"description": "What the caller can do with it now."})


class ListedEditionSchema(EditionHeadSchema):
    """An edition in the list of organizers."""

    changed = ma.fields.Integer(metadata={"description": "How many matters differ from what is public."})


class EditionListSchema(Schema):
    """A page of the editions that the caller oversees."""

    items = ma.fields.List(ma.fields.Nested(ListedEditionSchema))
    next = ma.fields.String(allow_none=True)


class MatterStateSchema(Schema):
    """Where a matter stands."""

    matter = ma.fields.String()
    state = ma.fields.String(metadata={"description": "draft, published or changed"})
    missing = ma.fields.Integer(metadata={"description": "How many places stop publication."})
    saved_at = ma.fields.AwareDateTime()
    saved_name = ma.fields.String()
    frozen_at = ma.fields.AwareDateTime(allow_none=True, metadata={"description": "Since when it is fixed."})
    frozen_by = ma.fields.String(metadata={"description": "judging or archive; empty where it may change."})
    sha256 = ma.fields.String(metadata={"description": "Of what is public of it."})


class PlaceSchema(Schema):
    """Something to look at before publishing."""

    matter = ma.fields.String()
    field = ma.fields.String()
    label = ma.fields.String(metadata={"description": "What the field is called, in the language asked for."})
    code = ma.fields.String()
    message = ma.fields.String()
    stops = ma.fields.Boolean(metadata={"description": "Whether it stops publication."})


class StageMoveSchema(Schema):
    """A stage with the window it would have, and the one that holds."""

    name = ma.fields.String()
    name_en = ma.fields.String()
    opens_at = ma.fields.AwareDateTime()
    closes_at = ma.fields.AwareDateTime(metadata={"description": "Exclusive end."})
    old_opens_at = ma.fields.AwareDateTime()
    old_closes_at = ma.fields.AwareDateTime()


class DateEffectSchema(Schema):
    """What publishing the timetable would move, and whom it concerns."""

    moves = ma.fields.List(ma.fields.Nested(StageMoveSchema))
    teams = ma.fields.Integer(metadata={"description": "Team leaders with a draft or an entry, who would be told."})


class EntryCountSchema(Schema):
    """Entries by state."""

    draft = ma.fields.Integer()
    submitted = ma.fields.Integer()
    withdrawn = ma.fields.Integer()


class DoubtSchema(Schema):
    """What to look at in a timetable, and at which stage."""

    name = ma.fields.String(metadata={"description": "Of the stage; empty where it is about all of them."})
    name_en = ma.fields.String()
    message = ma.fields.String()


class WindowReviewSchema(DateEffectSchema):
    """What another window of a stage would mean, before anything is changed."""

    entries = ma.fields.Nested(EntryCountSchema)
    workdays = ma.fields.Integer(metadata={"description": "Working days within the window looked over."})
    old_workdays = ma.fields.Integer(metadata={"description": "Working days within the window that holds."})
    doubts = ma.fields.List(ma.fields.Nested(DoubtSchema), metadata={"description": "As before publishing."})
    etag = ma.fields.String(metadata={"description": "For `If-Match` when the window is changed."})


class EditionOverviewSchema(ListedEditionSchema):
    """An edition as its organizers look at it."""

    matters = ma.fields.List(ma.fields.Nested(MatterStateSchema))
    points = ma.fields.List(ma.fields.Nested(PlaceSchema))
    fixes = ma.fields.List(
        ma.fields.String(), metadata={"description": "Matters that publishing would fix at once, as judging has begun."}
    )
    ready = ma.fields.Boolean(metadata={"description": "Whether nothing is missing, so that it can be previewed."})
    effect = ma.fields.Nested(DateEffectSchema, allow_none=True)
    etag = ma.fields.String(metadata={"description": "For `If-Match` when it is published."})


class EditionPreviewSchema(EditionHeadSchema):
    """An edition as it would be public were all its drafts published."""

    document = ma.fields.Nested(EditionSchema, allow_none=True, metadata={"description": "Null if incomplete."})


class TemplateSchema(Schema):
    """A file that teams may download, fill in and upload."""

    sha256 = ma.fields.String()
    name = ma.fields.String()
    type = ma.fields.String()
    size = ma.fields.Integer(metadata={"description": "Bytes."})


class MatterSchema(EditionHeadSchema):
    """The edition that a matter belongs to."""

    matter = ma.fields.String()
    frozen_at = ma.fields.AwareDateTime(allow_none=True)
    frozen_by = ma.fields.String()
    effect = ma.fields.Nested(
        DateEffectSchema,
        allow_none=True,
        metadata={"description": "Of the timetable as it is looked over; null where dates stay."},
    )
    form_effect = ma.fields.Nested(FormEffectSchema, metadata={"description": "Of the form as it is looked over."})
    choices = ma.fields.Dict(
        keys=ma.fields.String(),
        values=ma.fields.List(ma.fields.Dict()),
        metadata={"description": "Of the form: the tracks and groups that the edition has as it is written."},
    )
    templates = ma.fields.List(
        ma.fields.Nested(TemplateSchema), metadata={"description": "Of the form: the files that slots may offer."}
    )
    pictures = ma.fields.Dict(
        keys=ma.fields.String(),
        values=ma.fields.String(),
        metadata={"description": "SHA-256 of the pictures that may be chosen, by the keys of the choices."},
    )


class MatterPublicationSchema(Schema):
    """What is asked before a matter is published."""

    confirmed = ma.fields.Boolean(
        load_default=False,
        metadata={"description": "Whether one knows that a form in use becomes a new version."},
    )
