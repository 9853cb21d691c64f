"""HTTP shapes of entries."""

from typing import Any

import marshmallow as ma

from chassis.forms.answers import fields_of
from chassis.forms.marks import marks_of
from chassis.http.fields import Key
from chassis.http.paging import PageSchema
from chassis.http.schemas import Length, Schema, Text, Trimmed
from services.registration.contest.editions.part_schemas import TeamRulesSchema
from services.registration.contest.entries.access import RELATIONS, access_of, open_actions
from services.registration.contest.entries.completeness import Described
from services.registration.contest.entries.draft_schemas import EntryCorrectionSchema, KeptSchema, MissingSchema
from services.registration.contest.entries.models import STATES
from services.registration.contest.entries.team_list import joint_applicants_of, team_mark, team_of
from services.registration.contest.joint_applicants.schemas import (
    HandedInJointApplicantSchema,
    JointApplicantSchema,
)
from services.registration.contest.papers.schemas import HandedInFileSchema
from services.registration.contest.teams.schemas import HandedInMemberSchema, TeamMemberSchema
from services.registration.files.checks.states import FILE_CHECK


class DraftSchema(Schema):
    """What a team typed so far: anything may be missing, empty, too short or too long for submission."""

    answers = ma.fields.Dict(
        load_default=dict,
        metadata={"description": "Answers by the key of their field; those that are not sent stay as they are."},
    )


class CorrectionWordsSchema(Schema):
    """What the team says of a correction."""

    explanation = Text(
        load_default="",
        validate=Length(0, 1000),
        metadata={"description": "Why nothing needs changing, or what was changed: read by who screens it."},
    )


class NewEntrySchema(DraftSchema):
    """A first draft."""

    edition = Key(metadata={"description": "Slug; the current edition if left out."})


class EntryQuerySchema(PageSchema):
    """Which entries to list."""

    mine = ma.fields.Boolean(load_default=False, metadata={"description": "Only the caller's own."})
    edition = Trimmed()
    state = Trimmed(validate=ma.validate.OneOf(STATES))
    track = Trimmed()
    group = Trimmed()
    q = Trimmed(
        load_default="",
        validate=Length(0, 100),
        metadata={"description": "Words of number, title, organisation or leader; width and case do not matter."},
    )


class LeaderSchema(Schema):
    """Who enters."""

    id = ma.fields.UUID()
    name = ma.fields.String()


class FileSchema(Schema):
    """An uploaded file."""

    id = ma.fields.UUID()
    name = ma.fields.String()
    size = ma.fields.Integer(metadata={"description": "Bytes."})
    type = ma.fields.String(metadata={"description": "By its content: pdf, jpg …"})
    sha256 = ma.fields.String()
    uploaded_at = ma.fields.AwareDateTime()
    state = ma.fields.String(
        validate=ma.validate.OneOf(tuple(FILE_CHECK.states)),
        metadata={"description": "Every file is opened after its upload; until it is ready, nothing is handed in."},
    )
    finding = ma.fields.String(metadata={"description": "Why it is refused."})
    scanner_away = ma.fields.Boolean(metadata={"description": "Its check waits for the virus scanner."})
    pages = ma.fields.Integer(allow_none=True, metadata={"description": "Pages or slides, where the file says."})
    pictured = ma.fields.Boolean(metadata={"description": "There is a picture of its first page."})


class EntryScreeningSchema(Schema):
    """Where the screening of an entry stands, as its team is told."""

    state = ma.fields.String()
    due_at = ma.fields.AwareDateTime(allow_none=True, metadata={"description": "Until when the team may answer."})


class EntryLineSchema(Schema):
    """An entry in a list."""

    id = ma.fields.UUID()
    edition = ma.fields.String()
    number = ma.fields.String(allow_none=True)
    version = ma.fields.Integer(metadata={"description": "How often it was submitted."})
    state = ma.fields.String(validate=ma.validate.OneOf(STATES))
    title = ma.fields.String()
    track = ma.fields.String()
    group = ma.fields.String()
    organisation = ma.fields.String()
    leader = ma.fields.Nested(LeaderSchema)
    relation = ma.fields.String(
        validate=ma.validate.OneOf(RELATIONS), metadata={"description": "What the caller is to it."}
    )
    lacking = ma.fields.Integer(metadata={"description": "Fields that still stop submission."})
    created_at = ma.fields.AwareDateTime()
    updated_at = ma.fields.AwareDateTime()
    submitted_at = ma.fields.AwareDateTime(allow_none=True)
    revising = ma.fields.Boolean(
        metadata={"description": "A next version is being written; what was handed in last stands until it is."}
    )
    closes_at = ma.fields.AwareDateTime(metadata={"description": "The deadline, an exclusive end."})
    screening = ma.fields.Nested(EntryScreeningSchema, allow_none=True)
    etag = ma.fields.String(metadata={"description": "For `If-Match`."})


_STANDING = ("form_version", "form_sha256", "answers", "files")
"""What of an entry may differ from what stands of it."""


class EntrySchema(EntryLineSchema):
    """An entry as its team and the organizers see it."""

    form_version = ma.fields.Integer(metadata={"description": "The version of the edition's form that it answers."})
    form_sha256 = ma.fields.String()
    answers = ma.fields.Dict(keys=ma.fields.String())
    aside = ma.fields.Dict(
        keys=ma.fields.String(), metadata={"description": "Answers to what the form does not ask at present."}
    )
    marks = ma.fields.Dict(
        keys=ma.fields.String(),
        values=ma.fields.String(),
        metadata={"description": "Of each answer, to say which one another replaces."},
    )
    kept = ma.fields.List(ma.fields.Nested(KeptSchema))
    files = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.List(ma.fields.Nested(FileSchema)))
    replacements = ma.fields.Dict(
        keys=ma.fields.String(),
        values=ma.fields.Nested(FileSchema),
        metadata={"description": "By slot a file that is to replace the one in it, and was not found good."},
    )
    missing = ma.fields.List(ma.fields.Nested(MissingSchema))
    warnings = ma.fields.List(ma.fields.Nested(MissingSchema))
    team = ma.fields.List(ma.fields.Nested(TeamMemberSchema), metadata={"description": "In order, the leader first."})
    team_mark = ma.fields.String(metadata={"description": "Of the team's order, for whoever changes it."})
    team_rules = ma.fields.Nested(TeamRulesSchema)
    joint_applicants = ma.fields.List(
        ma.fields.Nested(JointApplicantSchema), metadata={"description": "As what is being written names them."}
    )
    may = ma.fields.List(ma.fields.String(), metadata={"description": "What the caller may do with the entry now."})
    changed = ma.fields.Boolean(
        metadata={"description": "What is being written differs from what was handed in; only while both are there."}
    )
    correction = ma.fields.Nested(EntryCorrectionSchema, allow_none=True)
    upload_grace = ma.fields.Integer(
        metadata={"description": "Minutes after the deadline in which uploads begun before it may end."}
    )
    judging_began = ma.fields.Boolean(
        metadata={"description": "Judges score already: an organizer alone takes back what was handed in."}
    )

    @ma.pre_dump
    def spread(self, found: Described, **_kwargs: Any) -> dict[str, Any]:
        """The entry's own facts beside what it lacks."""
        beside = {
            "marks": marks_of(found.entry.aside | found.entry.answers),
            "missing": found.missing,
            "changed": found.changed,
            "correction": found.correction,
            "warnings": found.warnings,
            "lacking": len(fields_of({m["field"]: m for m in found.missing})),
            "relation": access_of(found.reader, found.entry).relation,
            "team": team_of(found.reader, found.entry),
            "team_mark": team_mark(found.entry),
            "may": open_actions(found.reader, found.entry),
            "joint_applicants": joint_applicants_of(found.reader, found.entry),
            "screening": found.entry.screening_told,
        }
        if found.stands:
            beside |= {name: getattr(found.stands, name) for name in _STANDING}
            beside |= {"aside": {}, "kept": [], "marks": {}, "replacements": {}}
            beside["joint_applicants"] = []
        return {name: getattr(found.entry, name) for name in self.fields if name not in beside} | beside


class EntryPageSchema(Schema):
    """One page of entries."""

    items = ma.fields.List(ma.fields.Nested(EntryLineSchema))
    next = ma.fields.String(allow_none=True)


class ReceiptSchema(Schema):
    """Proof of what was handed in, and when."""

    entry_id = ma.fields.UUID()
    edition = ma.fields.String()
    number = ma.fields.String()
    title = ma.fields.String()
    version = ma.fields.Integer()
    latest = ma.fields.Integer(attribute="entry.version", metadata={"description": "The version handed in last."})
    submitted_at = ma.fields.AwareDateTime(metadata={"description": "By the server's clock."})
    form_version = ma.fields.Integer()
    form_sha256 = ma.fields.String()
    organisation = ma.fields.String()
    content_sha256 = ma.fields.String(metadata={"description": "Over all that was handed in."})
    code = ma.fields.String(metadata={"description": "By which anybody verifies the receipt."})
    request_id = ma.fields.UUID(
        allow_none=True, metadata={"description": "The change request that made it; none: the team handed it in."}
    )
    files = ma.fields.List(ma.fields.Nested(HandedInFileSchema), attribute="papers")
    team = ma.fields.List(ma.fields.Nested(HandedInMemberSchema))
    joint_applicants = ma.fields.List(ma.fields.Nested(HandedInJointApplicantSchema))
