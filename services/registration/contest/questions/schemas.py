"""HTTP shapes of questions."""

import marshmallow as ma

from chassis.http.paging import PageSchema
from chassis.http.schemas import Length, Schema, Text, Trimmed
from services.registration.contest.entries.access import RELATIONS
from services.registration.contest.questions.states import QUESTION

STATES = tuple(QUESTION.states)
LONGEST = 2000
"""Characters of what is written at a time."""


class PostedSchema(Schema):
    """What somebody writes."""

    text = Text(required=True, validate=Length(2, LONGEST))


class NewQuestionSchema(PostedSchema):
    """A question."""

    title = Trimmed(load_default="", validate=Length(0, 50), metadata={"description": "Made of the text if empty."})
    section = Trimmed(load_default="", validate=Length(0, 40), metadata={"description": "Key of a section."})


class QuestionQuerySchema(PageSchema):
    """Which questions to list."""

    state = Trimmed(load_default="", validate=ma.validate.OneOf(("", *STATES)))
    track = Trimmed(load_default="")
    taken_by = ma.fields.UUID(load_default=None)


class QuestionHeadSchema(Schema):
    """A question in the list of its team."""

    id = ma.fields.UUID()
    title = ma.fields.String()
    state = ma.fields.String(validate=ma.validate.OneOf(STATES))
    since = ma.fields.AwareDateTime(metadata={"description": "Since when it is in this state."})
    asked_name = ma.fields.String()
    asked_at = ma.fields.AwareDateTime()


class SectionNameSchema(Schema):
    """A section of the form by name; empty for none."""

    title = ma.fields.String()
    title_en = ma.fields.String()


class SectionChoiceSchema(SectionNameSchema):
    """A section that can be asked about."""

    key = ma.fields.String()


class QuestionListSchema(Schema):
    """The questions of an entry, the latest first."""

    entry_id = ma.fields.UUID()
    edition = ma.fields.String()
    title = ma.fields.String(metadata={"description": "Of the entry."})
    relation = ma.fields.String(validate=ma.validate.OneOf(RELATIONS))
    sections = ma.fields.List(ma.fields.Nested(SectionChoiceSchema))
    items = ma.fields.List(ma.fields.Nested(QuestionHeadSchema))
    may = ma.fields.List(ma.fields.String())


class QuestionRowSchema(QuestionHeadSchema):
    """A question on the desk of the office."""

    entry_id = ma.fields.UUID()
    entry_title = ma.fields.String()
    number = ma.fields.String(allow_none=True)
    track = ma.fields.String()
    taken_name = ma.fields.String(metadata={"description": "Who of the office works on it."})
    article_id = ma.fields.UUID(allow_none=True)


class QuestionPageSchema(Schema):
    """One page of questions, the oldest first."""

    items = ma.fields.List(ma.fields.Nested(QuestionRowSchema))
    next = ma.fields.String(allow_none=True)


class PostSchema(Schema):
    """What was written."""

    author_name = ma.fields.String()
    office = ma.fields.Boolean()
    text = ma.fields.String()
    written_at = ma.fields.AwareDateTime()


class QuestionSchema(QuestionRowSchema):
    """A question, whole."""

    edition = ma.fields.String()
    section = ma.fields.Nested(SectionNameSchema)
    taken_by = ma.fields.UUID(allow_none=True)
    posts = ma.fields.List(ma.fields.Nested(PostSchema), metadata={"description": "In their order."})
    may = ma.fields.List(ma.fields.String(), metadata={"description": "What the caller may do now."})
