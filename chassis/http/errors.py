"""One error shape everywhere: problem+json (RFC 9457) with a stable `code`, a sentence and what to do next."""

from collections.abc import Mapping
from typing import Any

from flask import Response, json
from flask_babel import lazy_gettext as _l

from chassis import trace
from chassis.words.sizes import file_size


class Problem(Exception):
    """A refusal a person can act on. Subclass it per reason; keyword arguments fill `detail` and travel as members."""

    status = 400
    code = "bad-request"
    title: Any = _l("请求无法处理")
    detail: Any = _l("请返回上一页，检查后重试。")
    """What happened and what to do next; `%(name)s` takes the keyword arguments."""
    headers: Mapping[str, str] = {}
    """Headers of the answer, such as Retry-After."""

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
    detail = _l("不清楚这次修改所根据的版本。请重新打开页面，读取最新内容后再保存。")


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


class StorageFull(Problem):
    """The disk takes nothing more."""

    status = 507
    code = "storage-full"
    title = _l("服务器存储空间已满")
    detail = _l("刚才的内容没有保存。请稍后再试；如仍不行，请告诉组委会。")


class MalformedJson(Problem):
    code = "malformed-json"
    title = _l("请求内容无法识别")
    detail = _l("请求内容应为有效的 JSON（UTF-8 编码）。")


class UnsupportedMediaType(Problem):
    status = 415
    code = "unsupported-media-type"
    title = _l("请求内容的格式不受支持")
    detail = _l("请使用 Content-Type: application/json。")


class BodyTooLarge(Problem):
    """`limit` and `size` in bytes; `size` is None where the length was not announced."""

    status = 413
    code = "body-too-large"
    title = _l("提交的内容太大")

    def __init__(self, limit: int, size: int | None) -> None:
        known = _l("内容超过 %(most)s（现为 %(found)s），请减少后重新提交。")
        self.detail: Any = known if size else _l("内容超过 %(most)s，请减少后重新提交。")
        super().__init__(limit=limit, size=size, most=file_size(limit), found=file_size(size or 0))


def answer(problem: Problem) -> Response:
    """The problem as an HTTP response."""
    return Response(
        json.dumps(problem.body()), problem.status, problem.headers, content_type="application/problem+json"
    )
