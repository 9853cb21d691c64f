"""What a person typed is kept where it could not be handed on, and given back when the form opens again."""

from flask import current_app, request, session
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from chassis.http import auth, request_session
from chassis.http.auth import ANONYMOUS
from gateway.accounts import kept_forms, sessions
from gateway.shell import access

VERSION = "etag"
"""The field that says which version of something a form was opened with."""
HIDDEN = {"csrf_token", "edition", VERSION, "key", "next", "action"}
"""Fields of a form that nobody typed."""
SECRET = {"code", "password", "new_password", "recovery"}
"""Fields whose text is kept nowhere and never shown again."""
GIVEN_BACK = 8 << 20
"""Bytes of a form that is refused for its size, up to which its text is shown again: a thick book."""


def typed() -> dict[str, str]:
    """What the person typed into the form of this request; empty where it cannot be read."""
    if request.method == "GET" or request.mimetype != "application/x-www-form-urlencoded":
        return {}
    try:
        form = _form().items(multi=True)
    except HTTPException:
        return {}
    fields: dict[str, str] = {}
    for name, text in form:
        if name not in HIDDEN | SECRET and text.strip():
            fields[name] = f"{fields[name]}\n{text}" if name in fields else text
    return fields


def _form() -> ImmutableMultiDict[str, str]:
    try:
        return request.form
    except RequestEntityTooLarge:  # too large to be taken in, and yet somebody may have typed it
        request.max_content_length = request.max_form_memory_size = GIVEN_BACK
        return request.form


def keep() -> bool:
    """Keep the form of this request, for its own address; True if there was something and it is safe now.

    Nothing of a view that says `kept_nowhere`: what is kept says whose it is.
    """
    fields, view = typed(), current_app.view_functions.get(request.endpoint or "")
    if not fields or getattr(view, "kept_nowhere", False):
        return False
    person = auth.identity()
    with request_session.database().write() as database:
        owner = None if person.account_id == ANONYMOUS.account_id else person.account_id
        if owner is None and (secret := request.cookies.get(access.SESSION_COOKIE)):
            owner = sessions.owner_of(database, secret)
        version = {name: text for name, text in _form().items() if name == VERSION}
        return kept_forms.keep_form(database, access.browser(), request.path, fields | version, owner)


def given_back() -> dict[str, str] | None:
    """What was kept for the form at this address, if anything."""
    found = _kept()
    return None if found is None else {name: text for name, text in found.items() if name != VERSION}


def version_read() -> str:
    """The version of what the kept form was typed over; empty where that was something new."""
    return (_kept() or {}).get(VERSION, "")


def _kept() -> dict[str, str] | None:
    if access.BROWSER_COOKIE not in request.cookies:
        return None
    database, person = request_session.database(), auth.identity()
    return kept_forms.kept_form(database, access.browser(), request.path, person.account_id)


def forget() -> None:
    """Drop what was kept for this address, now that it is saved. Hardly ever is there any, and looking costs little."""
    if access.BROWSER_COOKIE not in request.cookies:
        return
    database = request_session.database()
    if kept_forms.is_kept(database, access.browser(), request.path):
        with database.write() as session:
            kept_forms.drop_form(session, access.browser(), request.path)


def return_here(path: str) -> None:
    """Come back to this path after sign-in."""
    session["next"] = path
