"""What can be sent to an API, by its own description: the start of every test that sends whatever that allows."""

from collections.abc import Mapping

import schemathesis
from flask import Flask
from schemathesis.specs.openapi.schemas import OpenApiSchema

schemathesis.serializer.alias("application/offset+octet-stream", "application/octet-stream")


def described(app: Flask, reader: Mapping[str, str] | None = None) -> OpenApiSchema:
    """The operations of an app, ready to be called in process; `reader`: headers of whoever reads what there is."""
    return schemathesis.openapi.from_wsgi("/openapi.json", app, headers=dict(reader or {}))
