"""Whatever goes wrong becomes a problem: refusals of the web framework, of the database, and our own mistakes."""

import errno
import logging
from typing import Any

from flask import Flask, Response, request
from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import DataError, DBAPIError, DisconnectionError, OperationalError, StatementError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException, RequestTimeout

from chassis.http.errors import (
    BodyTooLarge,
    Forbidden,
    Invalid,
    NotFound,
    Problem,
    StorageFull,
    Unauthenticated,
    Unavailable,
    answer,
)
from chassis.http.schemas import field_errors
from chassis.storage.database_errors import is_down

log = logging.getLogger(__name__)


class Busy(Unavailable):
    """The database is locked or away."""

    detail = _l("系统正忙，请稍后重试；已填写的内容会保留。")


FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
"""What the system says where a disk, or somebody's share of it, takes nothing more."""
BUG = (_l("系统出错了"), _l("错误已记录。请稍后重试；如仍有问题，请把编号告诉我们。"))
SENTENCES: dict[int, tuple[Any, Any]] = {
    400: (_l("请求无法处理"), _l("请返回上一页，检查后重试。")),
    405: (_l("不支持这种操作"), _l("请从页面上的按钮或链接进入。")),
    406: (_l("没有所需的格式"), _l("请换一种格式，或从页面上的链接下载。")),
    408: (_l("等待时间过长"), _l("请检查网络后重试。")),
    411: (_l("缺少内容长度"), _l("请带上 Content-Length 请求头。")),
    414: (_l("链接太长"), _l("请从页面上的链接进入。")),
    415: (_l("请求内容的格式不受支持"), _l("请按说明的格式提交。")),
    416: (_l("没有这一段内容"), _l("请重新下载整个文件。")),
    429: (_l("操作过于频繁"), _l("请稍等片刻再试。")),
    431: (_l("请求头太长"), _l("请清除本站的 Cookie 后重试。")),
}
"""What we say where the web framework refuses."""


def init_app(app: Flask) -> None:
    """Answer every error of the app as problem+json."""
    app.register_error_handler(Problem, answer)
    app.register_error_handler(HTTPException, _from_http)
    app.register_error_handler(Exception, _from_exception)


def _from_http(error: HTTPException) -> Response:
    if (cause := getattr(error, "original_exception", None)) is not None:
        return _from_exception(cause)  # what failed when the view was done, such as the commit
    response = answer(_as_problem(error))
    for name, value in error.get_headers():
        if name.lower() in {"allow", "retry-after"}:
            response.headers[name] = value
    return response


def _as_problem(error: HTTPException) -> Problem:
    status = error.code or 500
    data = getattr(error, "data", None)
    if status == 422 and data:
        return Invalid(field_errors(data["messages"]))
    if status == 413:
        return BodyTooLarge(request.max_content_length or 0, request.content_length)
    known = {401: Unauthenticated, 403: Forbidden, 404: NotFound, 503: Unavailable}.get(status, Problem)()
    known.status = status
    if type(known) is Problem:
        known.code = f"http-{status}"
        known.title, known.detail = SENTENCES.get(status, SENTENCES[400] if status < 500 else BUG)
    return known


def _from_exception(error: Exception) -> Response:
    """A value no column takes is the caller's, a database that is busy is nobody's, the rest is a bug of ours."""
    if isinstance(error, OSError) and error.errno in FULL:
        log.error("nothing more can be stored", exc_info=error)
        return answer(StorageFull())
    if isinstance(error, OperationalError | DisconnectionError | PoolTimeout) or is_down(error):
        log.error("the database failed", exc_info=error)
        response = answer(Busy())
        response.headers["Retry-After"] = "1"
        return response
    if isinstance(error, TimeoutError) and request.content_length:
        return answer(_as_problem(RequestTimeout()))
    unbound = isinstance(error, StatementError) and not isinstance(error, DBAPIError)
    if unbound or isinstance(error, DataError | OverflowError | UnicodeError):
        log.warning("a value that cannot be stored got past the schemas", exc_info=error)
        return answer(Problem())
    log.error("unhandled error", exc_info=error)
    problem = Problem()
    problem.status, problem.code = 500, "internal"
    problem.title, problem.detail = BUG
    return answer(problem)
