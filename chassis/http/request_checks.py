"""Turns away what no view should have to think of: broken JSON, NUL characters, numbers no database can hold."""

from typing import Any

import msgspec
from flask import Flask, current_app, request

from chassis.http.errors import Invalid, MalformedJson, NotFound, UnsupportedMediaType
from chassis.http.schemas import FieldError, sentence

LARGEST = 1 << 63


def init_app(app: Flask) -> None:
    """Look at every request before its view does."""
    app.before_request(_check_address)
    app.before_request(_check_body)


def _check_address() -> None:
    numbers = [value for value in (request.view_args or {}).values() if isinstance(value, int)]
    if "\0" in request.path or any(not -LARGEST <= number < LARGEST for number in numbers):
        raise NotFound
    if not request.query_string:
        return
    for name, values in request.args.lists():
        if "\0" in name or any("\0" in value for value in values):
            raise Invalid({name.replace("\0", "") or "_schema": [_unreadable()]})


def _check_body() -> None:
    if not _takes_json(current_app.view_functions.get(request.endpoint or "")):
        return
    if not request.is_json:
        if request.content_length or request.headers.get("Transfer-Encoding"):
            raise UnsupportedMediaType
        return
    body = request.get_data(cache=True)
    try:
        content = msgspec.json.decode(body) if body.strip() else None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise MalformedJson from error
    if b"\\u0000" in body and _holds_nul(content):
        raise Invalid({"_schema": [_unreadable()]})


def _takes_json(view: Any) -> bool:
    """Whether flask-smorest reads the view's arguments from a JSON body."""
    arguments = getattr(view, "_apidoc", {}).get("arguments", {}).get("parameters", [])
    return any(argument.get("in") == "json" for argument in arguments if isinstance(argument, dict))


def _holds_nul(content: Any) -> bool:
    if isinstance(content, str):
        return "\0" in content
    if isinstance(content, dict):
        return any(_holds_nul(key) or _holds_nul(value) for key, value in content.items())
    return isinstance(content, list) and any(map(_holds_nul, content))


def _unreadable() -> dict[str, str]:
    return FieldError("invalid", sentence("invalid")).body()
