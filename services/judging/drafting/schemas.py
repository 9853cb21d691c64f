"""HTTP shapes of rubrics that are written."""

import marshmallow as ma

from chassis.http.schemas import Length, Schema, Trimmed
from services.judging.scoring.schemas import ScoredStageSchema


class RubricHeadSchema(Schema):
    """Where the rubric of a stage stands, in short."""

    edition = ma.fields.String()
    edition_name = ma.fields.String()
    edition_name_en = ma.fields.String()
    key = ma.fields.String()
    name = ma.fields.String()
    name_en = ma.fields.String()
    opens_at = ma.fields.AwareDateTime()
    closes_at = ma.fields.AwareDateTime(metadata={"description": "Exclusive end."})
    phase = ma.fields.String(metadata={"description": "upcoming, open or closed"})
    state = ma.fields.String(metadata={"description": "missing, draft, published, changed, frozen or gone"})
    frozen_at = ma.fields.AwareDateTime(
        allow_none=True, metadata={"description": "When the first assignment was made; from then on it stays as it is."}
    )
    may = ma.fields.List(ma.fields.String(), metadata={"description": "What the caller can do with it now."})


class ListedRubricSchema(RubricHeadSchema):
    """A stage in the list of organizers."""

    missing = ma.fields.Integer(metadata={"description": "How many places stop the publication of the draft."})


class RubricPageSchema(Schema):
    """One page of the stages that the caller oversees, the latest first."""

    items = ma.fields.List(ma.fields.Nested(ListedRubricSchema))
    next = ma.fields.String(allow_none=True)


class WrittenRubricSchema(RubricHeadSchema):
    """The stage that a document belongs to."""

    assigned = ma.fields.Integer(metadata={"description": "Score sheets that judges have in this stage now."})
    shown = ma.fields.Nested(
        ScoredStageSchema,
        allow_none=True,
        metadata={"description": "The stage as its judges would see it; null while the draft is not complete."},
    )


class OfferedStageSchema(Schema):
    """A stage whose published rubric can be taken over."""

    edition = ma.fields.String()
    edition_name = ma.fields.String()
    edition_name_en = ma.fields.String()
    key = ma.fields.String()
    name = ma.fields.String()
    name_en = ma.fields.String()


class RubricBeginningsSchema(Schema):
    """What the draft of a stage can be begun from, or filled with."""

    stage = ma.fields.Nested(RubricHeadSchema)
    etag = ma.fields.String(metadata={"description": "Of the draft, for `If-Match`; empty where there is none."})
    ready_made = ma.fields.List(ma.fields.String())
    items = ma.fields.List(ma.fields.Nested(OfferedStageSchema))


class ChosenBeginningSchema(Schema):
    """What the draft shall say: the name of a ready-made rubric, or `edition/stage`."""

    beginning = Trimmed(required=True, validate=Length(1, 120))


class RubricPublicationSchema(Schema):
    """Nothing more has to be said."""
