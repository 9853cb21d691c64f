"""A request's database session: opened when first asked for, committed once, only when the answer is not an error."""

from typing import cast

from flask import Flask, Response, current_app, g, request
from sqlalchemy.orm import Session

from chassis.http import privileged_use
from chassis.storage import audit
from chassis.storage.engine import Database

_SAFE = {"GET", "HEAD", "OPTIONS"}


def database() -> Database:
    """The database of the part that serves this request."""
    return cast(Database, current_app.extensions["egret_database"])


def session() -> Session:
    """The request's session. Reading requests get a read view, all others one write transaction."""
    if "session" not in g:
        writing = request.method not in _SAFE
        g.session = database().session(write=writing)
        if writing:
            g.session.info[audit.RIGHT] = privileged_use.right()
    return cast(Session, g.session)


def init_app(app: Flask, opened: Database) -> None:
    """Let the app's requests use the database."""
    app.extensions["egret_database"] = opened

    @app.after_request
    def commit(response: Response) -> Response:
        if "session" in g and response.status_code < 400 and request.method not in _SAFE:
            g.session.commit()
        return response

    @app.teardown_request
    def close(_error: BaseException | None) -> None:
        if (opened_session := g.pop("session", None)) is not None:
            opened_session.close()
