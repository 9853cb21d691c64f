"""HTTP shapes of teams: inviting, answering, order, comments."""

from typing import Any

import marshmallow as ma

from chassis.forms import patterns
from chassis.http.fields import Count, wrong
from chassis.http.schemas import FieldError, Length, Schema, Text, Trimmed
from chassis.words.addresses import email_address
from services.registration.contest.teams.models import EMAIL, MOBILE, MOST_PLACES, ROLES

LONGEST_NAME = 50
LONGEST_DIVISION = 50
"""Characters that say what somebody does in the project."""


class ReachSchema(Schema):
    """Who alone can take an invitation: the holder of an address; whoever has the link where there is none."""

    channel = Trimmed(load_default="", validate=ma.validate.OneOf(("", EMAIL, MOBILE)))
    address = Trimmed(load_default="", metadata={"description": "An e-mail address, or a mobile number in E.164."})

    @ma.validates_schema(skip_on_field_errors=True)
    def check_address(self, reach: dict[str, Any], **_kwargs: Any) -> None:
        """What stands there can be reached."""
        address = reach["address"]
        if bool(address) != bool(reach["channel"]):
            raise wrong("incomplete", patterns.NOT_EMAIL.sentence, "address")
        if reach["channel"] == EMAIL and email_address(address) is None:
            raise ma.ValidationError([patterns.NOT_EMAIL], "address")
        if reach["channel"] == MOBILE and isinstance(found := patterns.mobile(address), FieldError):
            raise ma.ValidationError([found], "address")


class InviteSchema(ReachSchema):
    """Somebody to be invited."""

    role = ma.fields.String(required=True, validate=ma.validate.OneOf(ROLES))
    name = Trimmed(
        required=True, validate=Length(1, LONGEST_NAME), metadata={"description": "What the leader calls them."}
    )
    division = Trimmed(load_default="", validate=Length(0, LONGEST_DIVISION))


class LinkSchema(Schema):
    """An open invitation, for the leader alone."""

    id = ma.fields.UUID()
    role = ma.fields.String()
    name = ma.fields.String()
    channel = ma.fields.String()
    address = ma.fields.String()
    expires_at = ma.fields.AwareDateTime()
    title = ma.fields.String()
    edition = ma.fields.String()
    secret = ma.fields.String(metadata={"description": "What opens it."})


class InvitationSchema(Schema):
    """An invitation as whoever has its link sees it."""

    entry_id = ma.fields.UUID()
    title = ma.fields.String()
    edition = ma.fields.String()
    leader_name = ma.fields.String()
    role = ma.fields.String()
    name = ma.fields.String(metadata={"description": "What the leader calls the person."})
    division = ma.fields.String()
    channel = ma.fields.String(metadata={"description": "`email` or `mobile` where its holder alone can answer."})
    expires_at = ma.fields.AwareDateTime()
    own = ma.fields.Boolean(metadata={"description": "The reader confirmed it."})
    relation = ma.fields.String(metadata={"description": "What the reader is in this team already; empty: not in it."})
    takes = ma.fields.Boolean(metadata={"description": "The reader can be reached where it went."})


class AnswerSchema(Schema):
    """An answer to an invitation, as the gateway hands it on."""

    reached_at = ma.fields.List(
        Trimmed(), load_default=list, metadata={"description": "Addresses that are proven to be the caller's."}
    )


class ConfirmationSchema(AnswerSchema):
    """A yes."""

    publicity_version = Trimmed(
        load_default=None,
        allow_none=True,
        validate=Length(1, 20),
        metadata={"description": "The text about publishing the name that the caller agrees to."},
    )


class PublicitySchema(Schema):
    """Whether the own name is published with the entry."""

    version = Trimmed(required=True, allow_none=True, validate=Length(1, 20))


class RemovalSchema(Schema):
    """Why somebody is removed."""

    reason = Text(required=True, validate=Length(2, 200))


class ArrangedSchema(Schema):
    """Somebody's turn, by the place in the list, and what they do."""

    id = ma.fields.UUID(required=True)
    division = Trimmed(load_default="", validate=Length(0, LONGEST_DIVISION))


class ArrangementSchema(Schema):
    """The whole team in its order."""

    team = ma.fields.List(ma.fields.Nested(ArrangedSchema), required=True, validate=Count(1, MOST_PLACES))
    read = ma.fields.String(
        required=True, metadata={"description": "`team_mark` of the entry as it was read; another is refused."}
    )


class OfferAnswerSchema(Schema):
    """Whether somebody takes the lead that is offered to them."""

    accept = ma.fields.Boolean(required=True)


class NewCommentSchema(Schema):
    """What an advisor writes."""

    text = Text(required=True, validate=Length(1, 1000))


class CommentSchema(Schema):
    """What an advisor wrote."""

    id = ma.fields.UUID()
    author_name = ma.fields.String()
    text = ma.fields.String()
    written_at = ma.fields.AwareDateTime()


class CommentListSchema(Schema):
    """Everything advisors wrote about an entry."""

    entry_id = ma.fields.UUID()
    title = ma.fields.String()
    may = ma.fields.List(ma.fields.String(), metadata={"description": "`comment` where the caller may add to it."})
    items = ma.fields.List(ma.fields.Nested(CommentSchema))


class OwnPlaceSchema(Schema):
    """A place that the caller holds in a team, with what they said about publishing their name."""

    entry_id = ma.fields.UUID()
    edition = ma.fields.String()
    title = ma.fields.String()
    role = ma.fields.String()
    publicity_version = ma.fields.String(allow_none=True)
    publicity_at = ma.fields.AwareDateTime(allow_none=True)


class OwnPlacesSchema(Schema):
    """Every place of the caller, the newest first."""

    items = ma.fields.List(ma.fields.Nested(OwnPlaceSchema))
