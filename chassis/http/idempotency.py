"""A creating request sent twice is done once: its answer is stored with its effect, in one transaction."""

import functools
import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar, cast, overload

import msgspec
from flask import Response, after_this_request, make_response, request
from flask_babel import lazy_gettext as _l
from sqlalchemy import Insert, bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from chassis import clock, shapes
from chassis.config import Settings
from chassis.http import creation_limit, request_session
from chassis.http.auth import identity
from chassis.http.errors import Problem
from chassis.storage.engine import Database
from chassis.storage.jobs import Job
from chassis.storage.tables import idempotency

HEADER = "Idempotency-Key"
KEPT = timedelta(days=2)
"""How long an answer can be asked for again."""
REPEATED = ("Content-Type", "ETag", "Location")
View = TypeVar("View", bound=Callable[..., Any])

_MINE = (idempotency.c.account == bindparam("whose"), idempotency.c.key == bindparam("which"))
_STORED = select(idempotency).where(*_MINE)
_KEEP = update(idempotency).where(*_MINE)


def _claiming(insert: "Callable[..., sqlite.Insert | postgresql.Insert]") -> Insert:
    """Takes a key that is new, or whose answer is too old to be asked for."""
    claim = insert(idempotency)
    return claim.on_conflict_do_update(
        index_elements=[idempotency.c.account, idempotency.c.key],
        set_=dict(claim.excluded.items()),
        where=idempotency.c.created_at < bindparam("too_old"),
    ).returning(idempotency.c.key)


_CLAIM = {"sqlite": _claiming(sqlite.insert), "postgresql": _claiming(postgresql.insert)}


class KeyMissing(Problem):
    code = "idempotency-key-missing"
    title = _l("缺少幂等键")
    detail = _l("请带上 Idempotency-Key 请求头，每次新的提交使用一个新的值。")


class KeyInvalid(Problem):
    code = "idempotency-key-invalid"
    title = _l("幂等键格式不正确")
    detail = _l("Idempotency-Key 应为 1 至 100 个可见的 ASCII 字符。")


class KeyReused(Problem):
    status = 422
    code = "idempotency-key-reused"
    title = _l("幂等键已用于另一次提交")
    detail = _l("同一个 Idempotency-Key 只能用于内容相同的请求。请更换后重新提交。")


@overload
def idempotent(view: View) -> View: ...
@overload
def idempotent(*, required: bool) -> Callable[[View], View]: ...
def idempotent(view: View | None = None, *, required: bool = False) -> View | Callable[[View], View]:
    """Under `allow`: do a request with an `Idempotency-Key` once per account, then answer with what was answered.

    The same request at the same time waits for the first. Only answers below 400 are kept. Raises KeyReused.
    """
    if view is None:
        return functools.partial(_guarded, required=required)
    return _guarded(view, required=required)


def _guarded(view: View, *, required: bool) -> View:
    @functools.wraps(view)
    def once(*args: Any, **kwargs: Any) -> Any:
        key = request.headers.get(HEADER)
        if key is None:
            if required:
                raise KeyMissing
            return view(*args, **kwargs)
        if not (0 < len(key) <= 100 and key.isascii() and key.isprintable()):
            raise KeyInvalid
        given = {"account": str(identity().account_id), "key": key}
        if stored := _answered_before(request_session.session(), given):
            return stored
        creation_limit.check(request_session.session(), identity())
        return _answer_and_keep(view(*args, **kwargs), given)

    once.takes_key = required  # type: ignore[attr-defined]  # the API's document tells it
    return cast(View, once)


def _answered_before(session: Session, given: dict[str, str]) -> Response | None:
    """Claim the key, waiting for whoever holds it; the stored answer where there is one."""
    now = clock.now()
    claim = {"fingerprint": _fingerprint(), "status": 0, "headers": "{}", "body": b"", "created_at": now}
    claiming = _CLAIM[session.get_bind().dialect.name]
    if session.execute(claiming, {**given, **claim, "too_old": now - KEPT}).first():
        return None
    stored = session.execute(_STORED, _named(given)).one()
    if stored.fingerprint != claim["fingerprint"]:
        raise KeyReused
    return Response(stored.body, stored.status, shapes.read(stored.headers, dict[str, str]))


def _fingerprint() -> str:
    """Of the whole request; the length of each part keeps one from running into the next."""
    parts = (request.method.encode(), request.full_path.encode(), request.get_data(cache=True))
    return hashlib.sha256(b"".join(b"%d:%b" % (len(part), part) for part in parts)).hexdigest()


def _named(given: dict[str, str]) -> dict[str, str]:
    return {"whose": given["account"], "which": given["key"]}


def _answer_and_keep(answer: Any, given: dict[str, str]) -> Response:
    """Keep the finished answer, with what the view still adds to its headers, before `web` commits."""

    @after_this_request
    def keep(response: Response) -> Response:
        if response.status_code < 400:
            headers = {name: response.headers[name] for name in REPEATED if name in response.headers}
            kept = {"headers": msgspec.json.encode(headers).decode(), "body": response.get_data()}
            request_session.session().execute(_KEEP, {**_named(given), **kept, "status": response.status_code})
        return response

    return make_response(answer)


def forget_answers(database: Database, _settings: Settings) -> None:
    """Delete the answers that are too old to be asked for."""
    with database.write() as session:
        session.execute(delete(idempotency).where(idempotency.c.created_at < clock.now() - KEPT))


JOB = Job("forget-answers", 3600.0, forget_answers)
