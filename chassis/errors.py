"""One error shape everywhere: problem+json (RFC 9457) with a stable `code`, a sentence and what to do next."""

import logging
from typing import Any

from flask import Flask, Response, json
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import HTTPException

from chassis import trace
from chassis.schemas import field_errors

log = logging.getLogger(__name__)


class Problem(Exception):
    """A refusal a person can act on. Subclass it per reason; keyword arguments fill `detail` and travel as members."""

    status = 400
    code = "bad-request"
    title: Any = _l("请求无法处理")
    detail: Any = ""
    """What happened and what to do next; `%(name)s` takes the keyword arguments."""

    def __init__(self, **facts: Any) -> None:
        super().__init__(self.code)
        self.facts = facts

    def body(self) -> dict[str, Any]:
        """The problem as plain JSON data, in the reader's language."""
        return {
            "type": f"urn:egret:problem:{self.code}",
            "code": self.code,
            "status": self.status,
            "title": str(self.title),
            "detail": str(self.detail) % self.facts,
            "trace": trace.trace_id(),
            **self.facts,
        }


class Unauthenticated(Problem):
    status = 401
    code = "unauthenticated"
    title = _l("请先登录")
    detail = _l("登录后即可继续，已填写的内容会保留。")


class Forbidden(Problem):
    status = 403
    code = "forbidden"
    title = _l("没有权限")
    detail = _l("当前账号不能进行此操作。如需权限，请联系组委会。")


class NotFound(Problem):
    status = 404
    code = "not-found"
    title = _l("没有找到")
    detail = _l("请检查链接，或从首页重新进入。")


class Stale(Problem):
    """`If-Match` does not match: someone else saved first."""

    status = 412
    code = "stale"
    title = _l("内容已被更新")
    detail = _l("您打开之后，别处已经保存过新的内容。请核对最新内容后再保存。")


class PreconditionRequired(Problem):
    status = 428
    code = "precondition-required"
    title = _l("缺少版本标识")
    detail = _l("请带上 If-Match 请求头，值为读取时得到的 ETag。")


class Invalid(Problem):
    """Fields that cannot be accepted: `errors` maps a field to a list of {code, message}."""

    status = 422
    code = "invalid"
    title = _l("有内容需要修改")
    detail = _l("请按提示修改后重新提交，已填写的内容会保留。")

    def __init__(self, errors: dict[str, Any], **facts: Any) -> None:
        super().__init__(errors=errors, **facts)


class Unavailable(Problem):
    status = 503
    code = "unavailable"
    title = _l("服务暂时不可用")
    detail = _l("请稍后重试，已填写的内容会保留。")


def init_app(app: Flask) -> None:
    """Answer every error of the app as problem+json."""
    app.register_error_handler(Problem, answer)
    app.register_error_handler(HTTPException, _from_http)
    app.register_error_handler(Exception, _from_bug)


def answer(problem: Problem) -> Response:
    """The problem as an HTTP response."""
    return Response(json.dumps(problem.body()), problem.status, content_type="application/problem+json")


def _from_http(error: HTTPException) -> Response:
    if error.response is not None and error.code is None:
        return error.response  # type: ignore[return-value]  # a redirect made by routing
    data = getattr(error, "data", None)
    if error.code == 422 and data:
        return answer(Invalid(field_errors(data["messages"])))
    known = {401: Unauthenticated, 403: Forbidden, 404: NotFound}.get(error.code or 500, Problem)()
    known.status = error.code or 500
    if type(known) is Problem:
        known.code, known.title = f"http-{error.code}", error.name
        known.detail = error.description or ""
    response = answer(known)
    for name, value in error.get_headers():
        if name.lower() in {"allow", "retry-after"}:
            response.headers[name] = value
    return response


def _from_bug(error: Exception) -> Response:
    log.error("unhandled error", exc_info=error)
    problem = Problem()
    problem.status, problem.code = 500, "internal"
    problem.title = _l("系统出错了")
    problem.detail = _l("错误已记录。请稍后重试；如仍有问题，请把编号告诉我们。")
    return answer(problem)
