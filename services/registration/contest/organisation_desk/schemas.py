"""HTTP shapes of organisations."""

from typing import Any

import marshmallow as ma

from chassis.forms import patterns
from chassis.http.paging import PageSchema
from chassis.http.schemas import FieldError, Length, Schema, Text, Trimmed
from services.registration.contest.organisation_desk.reading import CHECKS
from services.registration.contest.organisations.likeness import REASONS
from services.registration.contest.organisations.models import STATES


class OrganisationQuerySchema(PageSchema):
    """Which organisations to list."""

    edition = Trimmed(load_default="")
    check = Trimmed(load_default="", validate=ma.validate.OneOf(("", *CHECKS)))
    q = Trimmed(load_default="", validate=Length(0, 100), metadata={"description": "Part of a name or credit code."})


class SaidSchema(Schema):
    """A choice in words."""

    zh = ma.fields.String(dump_default="")
    en = ma.fields.String(dump_default="")


class OrganisationFactsSchema(Schema):
    """An organisation."""

    id = ma.fields.UUID()
    state = ma.fields.String(validate=ma.validate.OneOf(STATES))
    name = ma.fields.String()
    type = ma.fields.Nested(SaidSchema, metadata={"description": "Empty where no form asked."})
    district = ma.fields.Nested(SaidSchema)
    credit_code = ma.fields.String()
    doubtful = ma.fields.Boolean(metadata={"description": "The check digit of its code does not fit."})
    filled_name = ma.fields.String(metadata={"description": "Who first handed in an entry of it."})
    filled_at = ma.fields.AwareDateTime()

    @ma.pre_dump
    def in_words(self, found: Any, **_kwargs: Any) -> dict[str, Any]:
        """Its type and district as their form called them."""
        facts = dict(found if isinstance(found, dict) else found._mapping)
        words = facts.pop("words")
        return facts | {name: words.get(name, {"zh": "", "en": ""}) for name in ("type", "district")}


class OrganisationRowSchema(OrganisationFactsSchema):
    """An organisation in the list."""

    entries = ma.fields.Integer(metadata={"description": "Handed in, in all editions."})
    alike = ma.fields.Integer(metadata={"description": "Others that may be the same."})


class OrganisationPageSchema(Schema):
    """One page of the list."""

    items = ma.fields.List(ma.fields.Nested(OrganisationRowSchema))
    next = ma.fields.String(allow_none=True)


class OrganisationEntrySchema(Schema):
    """An entry of the organisation."""

    id = ma.fields.UUID()
    edition = ma.fields.String()
    number = ma.fields.String(allow_none=True)
    title = ma.fields.String()
    state = ma.fields.String()
    organisation = ma.fields.String(metadata={"description": "As the entry says it."})
    leader_name = ma.fields.String()


class AlikeSchema(Schema):
    """Another organisation that may be the same."""

    id = ma.fields.UUID()
    name = ma.fields.String()
    credit_code = ma.fields.String()
    reason = ma.fields.String(validate=ma.validate.OneOf(REASONS))


class OrganisationMergeSchema(Schema):
    """What was merged into the organisation."""

    id = ma.fields.UUID()
    name = ma.fields.String()
    reason = ma.fields.String()
    entries = ma.fields.Integer(metadata={"description": "That moved."})
    merged_at = ma.fields.AwareDateTime()
    parted_at = ma.fields.AwareDateTime(allow_none=True, metadata={"description": "When it was taken back."})


class NamedOrganisationSchema(Schema):
    """An organisation by its name."""

    id = ma.fields.UUID()
    name = ma.fields.String()


class OrganisationSchema(OrganisationFactsSchema):
    """An organisation with everything about it."""

    entries = ma.fields.List(ma.fields.Nested(OrganisationEntrySchema))
    alike = ma.fields.List(ma.fields.Nested(AlikeSchema))
    merges = ma.fields.List(ma.fields.Nested(OrganisationMergeSchema))
    merged_into = ma.fields.Nested(NamedOrganisationSchema, allow_none=True)
    may_change = ma.fields.Boolean(metadata={"description": "The caller organizes every edition it entered."})


class ForeseenMergeSchema(Schema):
    """What merging two organisations would do."""

    gone = ma.fields.Nested(OrganisationFactsSchema)
    stays = ma.fields.Nested(OrganisationFactsSchema)
    entries = ma.fields.List(
        ma.fields.Nested(OrganisationEntrySchema), metadata={"description": "Of the former, which move."}
    )
    may_change = ma.fields.Boolean(metadata={"description": "The caller organizes every edition that either entered."})


class PartedOrganisationsSchema(Schema):
    """Two organisations that were one."""

    name = ma.fields.String()
    entries = ma.fields.Integer(metadata={"description": "That it has now."})
    from_name = ma.fields.String()
    from_entries = ma.fields.Integer()


class ReasonSchema(Schema):
    """Why it is done; it stays on record."""

    reason = Text(required=True, validate=Length(2, 300))


class MergeOrganisationSchema(ReasonSchema):
    """The organisation that gets everything."""

    into = ma.fields.UUID(required=True)


class CorrectionSchema(ReasonSchema):
    """The name and code of an organisation as they ought to be."""

    name = Trimmed(required=True, validate=Length(2, 100))
    credit_code = Trimmed(load_default="")

    @ma.post_load
    def evenly(self, facts: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
        """The code as it is kept; none where none is typed."""
        code = patterns.credit_code(facts["credit_code"]) if facts["credit_code"] else ""
        if isinstance(code, FieldError):
            raise ma.ValidationError([code], "credit_code")
        return facts | {"credit_code": code}
