"""HTTP shapes of saving answers."""

import marshmallow as ma

from services.registration.contest.entries.schemas import DraftSchema


class AnswersSchema(DraftSchema):
    """Answers, each in place of one that was read."""

    read = ma.fields.Dict(
        keys=ma.fields.String(),
        values=ma.fields.String(),
        load_default=None,
        metadata={"description": "The mark of the answer each replaces, as `marks` says; empty where there was none."},
    )
