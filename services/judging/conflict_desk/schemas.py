"""Shapes of declarations and conflicts over HTTP."""

from typing import Any

import marshmallow as ma
from flask_babel import lazy_gettext as _l
from marshmallow import fields

from chassis.http.paging import PageSchema
from chassis.http.schemas import FieldError, Length, Schema, Text, Trimmed
from services.judging.conflicts.models import KINDS, OTHER
from services.judging.conflicts.states import ACTIVE, LIFTED
from services.judging.editions.schemas import NameSchema

MOST_TOLD = 500
MOST_NOTE = 500
"""Code points."""


def _explained(given: dict[str, Any]) -> None:
    if given["kind"] in {"", OTHER} and not given["note"]:
        raise ma.ValidationError({"note": [FieldError("required", _l("请简要说明情况。"))]})


class ToldConflictSchema(Schema):
    """An interest in one of the applicants: an organisation of the list, or a person."""

    organisation = fields.String(load_default="")
    person = fields.UUID(load_default=None, allow_none=True)
    kind = fields.String(required=True, validate=ma.validate.OneOf(KINDS, error=_l("请选择利害关系的类型。")))
    note = Text(load_default="", validate=Length(0, MOST_NOTE))

    @ma.validates_schema
    def _check(self, given: dict[str, Any], **_: Any) -> None:
        _explained(given)


class DeclarationSchema(Schema):
    """What a judge signs and tells; no conflicts: they have an interest in none."""

    undertaking = Trimmed(
        required=True,
        validate=ma.validate.Regexp(r"\d{4}-\d{2}-\d{2}", error=_l("请先阅读并勾选评审承诺书。")),
        metadata={"description": "The version that was read and accepted."},
    )
    conflicts = fields.List(
        fields.Nested(ToldConflictSchema), load_default=list, validate=ma.validate.Length(max=MOST_TOLD)
    )


class RecusalSchema(Schema):
    """Why a judge gives an entry back: the kind of their interest; empty where they decline for another reason."""

    kind = fields.String(load_default="", validate=ma.validate.OneOf(("", *KINDS), error=_l("请选择利害关系的类型。")))
    note = Text(load_default="", validate=Length(0, MOST_NOTE))

    @ma.validates_schema
    def _check(self, given: dict[str, Any], **_: Any) -> None:
        _explained(given)


class ApplicantOrganisationSchema(Schema):
    """An organisation that applies."""

    key = fields.String()
    name = fields.String()


class OwnConflictSchema(Schema):
    """What the judge told of an applicant."""

    organisation_key = fields.String(allow_none=True)
    organisation = fields.String()
    person_id = fields.UUID(allow_none=True)
    kind = fields.String()
    note = fields.String()
    made_at = fields.AwareDateTime()


class ApplicantsSchema(Schema):
    """Everybody who applies in an edition, nobody with an entry; and what the judge declared."""

    name = fields.String()
    name_en = fields.String()
    organisations = fields.List(fields.Nested(ApplicantOrganisationSchema))
    people = fields.List(fields.UUID(), metadata={"description": "Accounts; pages know their names."})
    declared_at = fields.AwareDateTime(allow_none=True)
    undertaking = fields.String(metadata={"description": "The version accepted; empty before the declaration."})
    conflicts = fields.List(fields.Nested(OwnConflictSchema), metadata={"description": "About applicants."})


class JudgesOfEditionQuery(PageSchema):
    """Which judges of an edition."""

    q = Trimmed(load_default="", metadata={"description": "Part of the name or of an organisation."})
    declared = fields.String(load_default="", validate=ma.validate.OneOf(("", "yes", "no")))


class JudgeOfEditionSchema(Schema):
    """A judge of an edition with what they said and signed."""

    id = fields.UUID()
    name = fields.String()
    title = fields.String()
    employers = fields.List(fields.String())
    former = fields.List(fields.String())
    tracks = fields.List(fields.Nested(NameSchema), metadata={"description": "Those they know well."})
    most = fields.Integer(allow_none=True)
    undertaking = fields.String()
    declared_at = fields.AwareDateTime(allow_none=True)
    conflicts = fields.Integer()
    assigned = fields.Integer()
    submitted = fields.Integer()


class JudgesOfEditionSchema(Schema):
    """Judges of an edition, by name."""

    items = fields.List(fields.Nested(JudgeOfEditionSchema))
    next = fields.String(allow_none=True)


class ConflictsQuery(PageSchema):
    """Which conflicts of an edition."""

    state = fields.String(load_default="", validate=ma.validate.OneOf(("", ACTIVE, LIFTED)))


class LiftingSchema(Schema):
    """Why a conflict does not hold."""

    reason = Text(required=True, validate=Length(1, 500))


class ConflictSchema(Schema):
    """A conflict as organizers see it."""

    id = fields.UUID()
    edition = fields.String()
    judge_id = fields.UUID()
    judge = fields.String()
    organisation = fields.String()
    person_id = fields.UUID(allow_none=True)
    entry_id = fields.UUID(allow_none=True)
    number = fields.String(allow_none=True)
    kind = fields.String()
    source = fields.String()
    note = fields.String()
    state = fields.String()
    made_at = fields.AwareDateTime()
    lifted_reason = fields.String()
    may = fields.List(fields.String(), metadata={"description": "lift: open to the caller now."})


class ConflictsSchema(Schema):
    """Conflicts, the latest first."""

    items = fields.List(fields.Nested(ConflictSchema))
    next = fields.String(allow_none=True)
