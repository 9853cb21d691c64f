"""Shapes that every kind of resolution is proposed with."""

from marshmallow import fields

from chassis.http.schemas import Length, Schema, Text

MOST_REASON = 1000
"""Code points."""


class ProposalSchema(Schema):
    """Why it is proposed; whoever decides reads it, and the record keeps it."""

    reason = Text(required=True, validate=Length(1, MOST_REASON))


class ResolutionProposedSchema(Schema):
    """The resolution that was proposed."""

    id = fields.UUID()


class DifferenceSchema(Schema):
    """One entry before and after; empty where it has no line there."""

    number = fields.String()
    title = fields.String()
    before = fields.String()
    after = fields.String()


class PendingSchema(Schema):
    """A resolution that waits for another person."""

    id = fields.UUID()
    edition = fields.String()
    stage = fields.String(attribute="stage.name")
    stage_en = fields.String(attribute="stage.name_en")
    kind = fields.String()
    reason = fields.String()
    proposed_by = fields.UUID()
    proposed_at = fields.AwareDateTime()
