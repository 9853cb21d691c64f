"""HTTP shapes of changes to an edition."""

from typing import Any

import marshmallow as ma

from chassis.http.fields import Moment, refuse_disorder
from chassis.http.schemas import Schema


class WindowSchema(Schema):
    """When a stage is open."""

    opens_at = Moment(required=True)
    closes_at = Moment(required=True, metadata={"description": "Exclusive end."})

    @ma.validates_schema
    def in_order(self, window: dict[str, Any], **_kwargs: Any) -> None:
        """A stage ends after it begins."""
        refuse_disorder(window)
