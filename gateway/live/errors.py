"""Refusals of the live feed."""

from flask_babel import lazy_gettext as _l

from chassis.http.errors import Problem


class StreamsFull(Problem):
    """As many people watch live as this process serves. Not a 503: a full house is no failure."""

    status = 429
    code = "streams-full"
    title = _l("实时连接已满")
    detail = _l("同时查看实时动态的人数已达上限。请稍后再试，或刷新页面查看最新动态。")
    headers = {"Retry-After": "10"}
