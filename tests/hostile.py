"""What can be sent to an API, by its own description: the start of every test that sends whatever that allows."""

from collections.abc import Iterator, Mapping
from typing import Any

import schemathesis
from flask import Flask
from schemathesis.specs.openapi.schemas import OpenApiSchema

FREE = {"type": "string", "minLength": 1}
"""What an argument in an address is that may be any text."""

schemathesis.serializer.alias("application/offset+octet-stream", "application/octet-stream")


def described(app: Flask, reader: Mapping[str, str] | None = None) -> OpenApiSchema:
    """The operations of an app, ready to be called in process; `reader`: headers of whoever reads what there is."""
    return schemathesis.openapi.from_wsgi("/openapi.json", app, headers=dict(reader or {}))


def operations(document: OpenApiSchema, mode: schemathesis.GenerationMode) -> Iterator[Any]:
    """What can be called in this mode: where an address takes free text or nothing, nothing wrong can be sent."""
    for found in document.get_all_operations():
        operation = found.ok()
        asks = any((operation.query, operation.headers, operation.cookies, operation.body))
        asks = asks or any(one.definition["schema"] != FREE for one in operation.path_parameters)
        if asks or mode is not schemathesis.GenerationMode.NEGATIVE:
            yield operation
