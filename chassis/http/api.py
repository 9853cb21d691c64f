"""A part's HTTP API as OpenAPI: flask-smorest, with our error shape and our tokens in the document."""

import json
import re
from collections.abc import Callable
from copy import deepcopy
from functools import partial
from threading import Lock
from typing import Any

import flask_smorest
import marshmallow as ma
from flask import Flask, Response, current_app, jsonify

from chassis.http.auth import PUBLIC, allow, identity, may_call
from chassis.http.idempotency import HEADER

TOKEN = {
    "type": "http",
    "scheme": "bearer",
    "bearerFormat": "JWT",
    "description": "Signed by the gateway for one call to one part; valid for a minute.",
}
KEY = {
    "in": "header",
    "name": HEADER,
    "schema": {"type": "string", "minLength": 1, "maxLength": 100, "pattern": "^[ -~]+$"},
    "description": "New for each submission; the same request with the same key is done once and answered again.",
}
METHODS = {"get", "put", "post", "delete", "patch"}
"""What operations of a path are called in a document."""
SHAPE = re.compile('"#/components/schemas/([^"]+)"')
"""How a document refers to a shape."""
ARGUMENT = re.compile(r"<(?:[^:<>]+:)?([^<>]+)>")


class Blueprint(flask_smorest.Blueprint):  # type: ignore[misc]  # the library is not typed
    """flask-smorest's Blueprint. A shape of arguments is made once, where it would be made for every request.

    Routes are described when somebody asks for the document, which most processes of a part are never asked for.
    """

    def arguments(self, schema: Any, **options: Any) -> Any:
        """As flask-smorest says."""
        return super().arguments(schema() if isinstance(schema, type) else schema, **options)

    def register_views_in_doc(self, api: "Api", app: Flask, spec: Any, **options: Any) -> None:
        """As flask-smorest says, but later."""
        api.left_out.append(partial(super().register_views_in_doc, api, app, spec, **options))


class ProblemSchema(ma.Schema):
    """problem+json (RFC 9457). For the document only: `chassis.http.errors` writes the answers."""

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

    def __init__(self, app: Flask, *, by_caller: bool = False, **options: Any) -> None:
        """`by_caller`: the document names what its reader may call, and nothing else."""
        self.by_caller = by_caller
        self.left_out: list[Callable[[], None]] = []
        self._writing = Lock()
        schemes = {"securitySchemes": {"token": TOKEN}}
        super().__init__(app, spec_kwargs={"components": schemes, "security": [{"token": []}], **options})

    def _register_responses(self) -> None:
        self.DEFAULT_RESPONSE_CONTENT_TYPE = "application/problem+json"
        super()._register_responses()
        del self.DEFAULT_RESPONSE_CONTENT_TYPE

    def _register_error_handlers(self) -> None:
        """Leave errors to `chassis.http.errors`, one shape everywhere."""

    def _written(self) -> dict[str, Any]:
        """The document, with what was left out of it until now."""
        with self._writing:
            for describe in self.left_out:
                describe()
            self.left_out.clear()
        return deepcopy(self.spec.to_dict())

    @allow(PUBLIC)
    def _openapi_json(self) -> Response:
        document = self._written()
        for rule in current_app.url_map.iter_rules():
            operations = document["paths"].get(ARGUMENT.sub(r"{\1}", rule.rule), {})
            view = current_app.view_functions[rule.endpoint]
            for method in (rule.methods or set()) & {name.upper() for name in operations}:
                if self.by_caller and not may_call(view, identity()):
                    del operations[method.lower()]
                else:
                    _describe(operations[method.lower()], view)
        return jsonify(_without_unused(document) if self.by_caller else document)


def _without_unused(document: dict[str, Any]) -> dict[str, Any]:
    """The document without paths that have no operation, and without areas and shapes that nothing in it names."""
    paths = {path: named for path, named in document["paths"].items() if METHODS & named.keys()}
    used = {tag for named in paths.values() for one in METHODS & named.keys() for tag in named[one].get("tags", ())}
    tags = [tag for tag in document.get("tags", ()) if tag["name"] in used]
    parts = {kind: dict(named) for kind, named in document["components"].items()}
    told = {**document, "paths": paths, "tags": tags, "components": parts}
    while unused := parts.get("schemas", {}).keys() - set(SHAPE.findall(json.dumps(told))):
        for name in unused:
            del parts["schemas"][name]
    return told


def _describe(operation: dict[str, Any], view: Any) -> None:
    """Add to the document what our own decorators know."""
    roles = getattr(view, "allowed_roles", ())
    operation["x-roles"] = list(roles)
    if PUBLIC in roles:
        operation["security"] = []
    if (required := getattr(view, "takes_key", None)) is not None:
        operation.setdefault("parameters", []).append({**KEY, "required": required})
