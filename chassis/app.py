"""Builds the web application of a part. Wiring only; nothing happens at import."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
from babel import Locale
from flask import Flask, Response, request
from flask.json.provider import DefaultJSONProvider
from flask_babel import Babel

from chassis import health, logs, part_routes, trace
from chassis.config import Settings
from chassis.http import auth, deadline, error_answers, privileged_use, request_checks, request_session
from chassis.http.addresses import LateRule
from chassis.part import Part
from chassis.storage.engine import Database
from chassis.words import languages, texts
from contracts.roles import WATCHED

CHASSIS = Path(__file__).parent
MAX_JSON = 1 << 20


class Json(DefaultJSONProvider):
    """Flask's own, but that answers are written by msgspec."""

    def response(self, *args: Any, **kwargs: Any) -> Response:
        """An answer with these data."""
        body = msgspec.json.encode(self._prepare_response_obj(args, kwargs), enc_hook=self.default)
        return Response(body, mimetype=self.mimetype)


def create_app(part: Part, settings: Settings, database: Database | None = None) -> Flask:
    """The WSGI application of one part, with the database opened unless given."""
    app = Flask(part.name, root_path=str(part.folder), static_folder=None)
    app.config.update(
        SECRET_KEY=settings.secret,
        MAX_CONTENT_LENGTH=MAX_JSON,
        MAX_FORM_MEMORY_SIZE=MAX_JSON,
        API_TITLE=f"Egret {part.name}",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/",
        OPENAPI_JSON_PATH="openapi.json",
        BABEL_DEFAULT_LOCALE="zh_CN",
        BABEL_DEFAULT_TIMEZONE="Asia/Shanghai",
        BABEL_TRANSLATION_DIRECTORIES=f"{part.folder / 'translations'};{CHASSIS / 'translations'}",
    )
    app.json, app.url_rule_class = Json(app), LateRule
    app.extensions["egret_settings"] = settings
    trace_requests(app, part.name)
    opened = database or Database(settings.database_url(part.name))
    request_session.init_app(app, opened)
    privileged_use.init_app(app, opened, WATCHED)
    texts.init_app(app, Babel(app, locale_selector=locale))
    error_answers.init_app(app)
    auth.init_app(app, audience=part.name, secret=settings.secret)
    app.before_request(_join_deadline)
    request_checks.init_app(app)
    health.init_app(app, part)
    part.wire(app, settings)
    part_routes.init_app(app, part)
    return app


def locale() -> Locale | None:
    """The language of the answer: the caller's own, else what the request asks for."""
    caller = auth.identity()
    known = caller is not auth.ANONYMOUS
    name = caller.locale if known else languages.asked_for(request.headers.get("Accept-Language", ""))
    return _parsed(name) if name else None


@lru_cache(maxsize=100)
def _parsed(name: str) -> Locale:
    """Looked up once: finding a locale's file compares its name with those of all others."""
    return Locale.parse(name)


def _join_deadline() -> None:
    """Take over the deadline of another part; what a stranger says of it counts for nothing."""
    if auth.identity() is not auth.ANONYMOUS:
        deadline.start(request.headers.get(deadline.HEADER))


def trace_requests(app: Flask, part: str) -> None:
    """Join the caller's trace, and answer with the trace's id."""

    @app.before_request
    def begin() -> None:
        trace.start(request.headers.get("traceparent"))
        logs.speak_for(part)
        deadline.start()

    @app.after_request
    def name(response: Any) -> Any:
        response.headers["X-Trace-Id"] = trace.trace_id()
        return response
