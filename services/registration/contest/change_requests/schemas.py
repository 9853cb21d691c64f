"""HTTP shapes of change requests."""

import marshmallow as ma

from chassis.http.fields import Count
from chassis.http.paging import PageSchema
from chassis.http.schemas import Length, Schema, Text, Trimmed
from services.registration.contest.change_requests.models import APPROVED, OPEN, PARTLY, REFUSED, WITHDRAWN
from services.registration.contest.change_requests.states import ADDITION, CHANGE_REQUEST
from services.registration.contest.entries.schemas import FileSchema
from services.registration.contest.memberships.schemas import LONGEST_DIVISION, LONGEST_NAME
from services.registration.contest.teams.models import MOST_PLACES, ROLES
from services.registration.contest.versions.schemas import VersionSchema

STATES = tuple(CHANGE_REQUEST.states)
SHOWN = (OPEN, APPROVED, PARTLY, REFUSED, WITHDRAWN)
"""States that the office sees."""
LONGEST = 1000
"""Characters of a reason, and of what the office says."""


class ChangeScopeSchema(Schema):
    """What is to change."""

    fields_ = ma.fields.List(
        ma.fields.String(),
        data_key="fields",
        attribute="fields",
        load_default=list,
        validate=Count(0, 200),
        metadata={"description": "Keys of fields and file slots of the form."},
    )
    team = ma.fields.Boolean(load_default=False, metadata={"description": "Whether the team is to change as well."})


class ChangedPlaceSchema(Schema):
    """Somebody who stays in the team."""

    id = ma.fields.UUID(required=True)
    name = Trimmed(required=True, validate=Length(0, LONGEST_NAME))
    division = Trimmed(load_default="", validate=Length(0, LONGEST_DIVISION))


class ChangeDraftSchema(Schema):
    """What was typed so far; what is left out stays as it is."""

    answers = ma.fields.Dict(metadata={"description": "What the chosen fields are to say, by their keys."})
    team = ma.fields.List(
        ma.fields.Nested(ChangedPlaceSchema),
        validate=Count(1, MOST_PLACES),
        metadata={"description": "Everybody who stays, in their order."},
    )
    reason = Text(validate=Length(0, LONGEST))


class RowDecisionSchema(Schema):
    """What the office decides about a row."""

    key = ma.fields.String(required=True, validate=Length(1, 100))
    approve = ma.fields.Boolean(required=True)
    reason = Text(
        load_default="", validate=Length(0, LONGEST), metadata={"description": "Why not; needed for a refusal."}
    )


class ChangeDecisionSchema(Schema):
    """What the office decides, row by row."""

    rows = ma.fields.List(
        ma.fields.Nested(RowDecisionSchema),
        required=True,
        validate=Count(1, 300),
        metadata={"description": "Every one of the request's `rows`."},
    )
    message = Text(
        load_default="", validate=Length(0, LONGEST), metadata={"description": "What is said about all of it."}
    )


class ChangeQuerySchema(PageSchema):
    """Which requests to list."""

    state = Trimmed(load_default="", validate=ma.validate.OneOf(("", *SHOWN)))


class ChangeHeadSchema(Schema):
    """A request in the list of its entry."""

    id = ma.fields.UUID()
    state = ma.fields.String(validate=ma.validate.OneOf(STATES))
    begun_at = ma.fields.AwareDateTime()
    asked_at = ma.fields.AwareDateTime(allow_none=True, metadata={"description": "None: it was never handed in."})
    decided_at = ma.fields.AwareDateTime(allow_none=True)
    made_version = ma.fields.Integer(allow_none=True, metadata={"description": "The version that came of it."})


class ChangeableSchema(Schema):
    """A field or slot that can be chosen."""

    key = ma.fields.String()
    label = ma.fields.String()
    label_en = ma.fields.String()


class ChangeableSectionSchema(Schema):
    """What can be chosen in a section of the form."""

    title = ma.fields.String()
    title_en = ma.fields.String()
    items = ma.fields.List(ma.fields.Nested(ChangeableSchema))


class ListedChangeSchema(ChangeHeadSchema):
    """A request in the list of its entry, with what it is about."""

    chosen = ma.fields.List(ma.fields.Nested(ChangeableSchema))
    team_chosen = ma.fields.Boolean()


class ChangeListSchema(Schema):
    """The requests of an entry, the latest first."""

    entry_id = ma.fields.UUID()
    edition = ma.fields.String()
    title = ma.fields.String()
    number = ma.fields.String(allow_none=True)
    closed = ma.fields.String(metadata={"description": "Why none can be begun now; empty where one can."})
    results_at = ma.fields.AwareDateTime(allow_none=True, metadata={"description": "Until when, exclusive."})
    revising = ma.fields.Boolean(metadata={"description": "A next version was begun and never handed in."})
    sections = ma.fields.List(
        ma.fields.Nested(ChangeableSectionSchema), metadata={"description": "What can be chosen, where one can begin."}
    )
    may = ma.fields.List(ma.fields.String())
    items = ma.fields.List(ma.fields.Nested(ListedChangeSchema))


class ChangeRowSchema(Schema):
    """A request in the office's list."""

    id = ma.fields.UUID()
    entry_id = ma.fields.UUID()
    number = ma.fields.String()
    title = ma.fields.String()
    organisation = ma.fields.String()
    track = ma.fields.String()
    state = ma.fields.String(validate=ma.validate.OneOf(SHOWN))
    asked_at = ma.fields.AwareDateTime()
    asked_name = ma.fields.String()
    decided_at = ma.fields.AwareDateTime(allow_none=True)
    decided_name = ma.fields.String()


class ChangePageSchema(Schema):
    """One page of requests, those first that wait longest."""

    items = ma.fields.List(ma.fields.Nested(ChangeRowSchema))
    next = ma.fields.String(allow_none=True)


class PlaceInChangeSchema(Schema):
    """Somebody of the team."""

    id = ma.fields.UUID()
    role = ma.fields.String(validate=ma.validate.OneOf(ROLES))
    name = ma.fields.String()
    division = ma.fields.String()
    leads = ma.fields.Boolean()


class AdditionSchema(Schema):
    """Somebody who is to join the team."""

    id = ma.fields.UUID()
    role = ma.fields.String(validate=ma.validate.OneOf(ROLES))
    name = ma.fields.String()
    division = ma.fields.String()
    state = ma.fields.String(validate=ma.validate.OneOf(tuple(ADDITION.states)))
    answered_at = ma.fields.AwareDateTime(allow_none=True)
    may = ma.fields.List(ma.fields.String(), metadata={"description": "`link`, `take off`: what the caller may do."})


class DecidedRowSchema(Schema):
    """What was decided about a row."""

    key = ma.fields.String()
    approved = ma.fields.Boolean()
    reason = ma.fields.String()


class ChangeSchema(ChangeHeadSchema):
    """A request, whole, beside the version that it asks to change."""

    entry_id = ma.fields.UUID()
    edition = ma.fields.String()
    number = ma.fields.String()
    title = ma.fields.String()
    version = ma.fields.Integer()
    stands = ma.fields.Nested(VersionSchema)
    sections = ma.fields.List(ma.fields.Nested(ChangeableSectionSchema))
    fields_ = ma.fields.List(
        ma.fields.String(), data_key="fields", attribute="fields", metadata={"description": "Keys that are chosen."}
    )
    answers = ma.fields.Dict(keys=ma.fields.String())
    files = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.List(ma.fields.Nested(FileSchema)))
    replacements = ma.fields.Dict(
        keys=ma.fields.String(),
        values=ma.fields.Nested(FileSchema),
        metadata={"description": "By slot a file that is to replace one of `files`, and was not found good."},
    )
    evidence = ma.fields.List(ma.fields.Nested(FileSchema))
    differing = ma.fields.List(ma.fields.String(), metadata={"description": "Keys that would say something else."})
    team_chosen = ma.fields.Boolean()
    team_differs = ma.fields.Boolean()
    team = ma.fields.List(ma.fields.Nested(PlaceInChangeSchema), metadata={"description": "As it is to be."})
    people = ma.fields.List(ma.fields.Nested(PlaceInChangeSchema), metadata={"description": "As it is now."})
    additions = ma.fields.List(ma.fields.Nested(AdditionSchema), metadata={"description": "Who is to join it."})
    rows = ma.fields.List(
        ma.fields.String(),
        metadata={"description": "What is decided one by one: keys, `@team`, and `@team.<id>` of who is to join."},
    )
    decisions = ma.fields.List(ma.fields.Nested(DecidedRowSchema), metadata={"description": "Empty until decided."})
    reason = ma.fields.String()
    asked_name = ma.fields.String()
    decided_name = ma.fields.String()
    message = ma.fields.String()
    screening = ma.fields.String(metadata={"description": "Where the entry's screening stands; empty: nowhere."})
    results_at = ma.fields.AwareDateTime(allow_none=True)
    own = ma.fields.Boolean(metadata={"description": "The caller stands behind the entry and may not decide."})
    may = ma.fields.List(ma.fields.String(), metadata={"description": "What the caller may do now."})
    etag = ma.fields.String()
