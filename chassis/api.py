"""A part's HTTP API as OpenAPI: flask-smorest, with our error shape and our tokens in the document."""

from typing import Any

import flask_smorest
import marshmallow as ma
from flask import Flask

from chassis.auth import PUBLIC, allow

TOKEN = {
    "type": "http",
    "scheme": "bearer",
    "bearerFormat": "JWT",
    "description": "Signed by the gateway for one call to one part; valid for a minute.",
}


class ProblemSchema(ma.Schema):
    """problem+json (RFC 9457). For the document only: `chassis.errors` writes the answers."""

    class Meta:
        unknown = ma.INCLUDE

    type = ma.fields.String(required=True, metadata={"description": "`urn:egret:problem:<code>`"})
    code = ma.fields.String(required=True, metadata={"description": "Stable; programs decide by it."})
    status = ma.fields.Integer(required=True)
    title = ma.fields.String(required=True)
    detail = ma.fields.String(required=True, metadata={"description": "What happened and what to do next."})
    trace = ma.fields.String(required=True, metadata={"description": "Quote it when asking for help."})
    errors = ma.fields.Dict(metadata={"description": "Field -> list of {code, message}."})


class Api(flask_smorest.Api):  # type: ignore[misc]  # the library is not typed
    """flask-smorest's Api without its error handler; the document is served at `/openapi.json`."""

    ERROR_SCHEMA = ProblemSchema

    def __init__(self, app: Flask, **options: Any) -> None:
        schemes = {"securitySchemes": {"token": TOKEN}}
        super().__init__(app, spec_kwargs={"components": schemes, "security": [{"token": []}], **options})

    def _register_responses(self) -> None:
        self.DEFAULT_RESPONSE_CONTENT_TYPE = "application/problem+json"
        super()._register_responses()
        del self.DEFAULT_RESPONSE_CONTENT_TYPE

    def _register_error_handlers(self) -> None:
        """Leave errors to `chassis.errors`, one shape everywhere."""

    @allow(PUBLIC)
    def _openapi_json(self) -> Any:
        return super()._openapi_json()
