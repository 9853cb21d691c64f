"""The editor's form: what it asks, and how its answers go to registration and come back."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from gateway.clients.registration.articles import Article
from gateway.forms.fields import Field
from gateway.forms.form import Form, plain

CHINESE = (
    Field(name="title", label=_l("中文标题"), most=100, required=True),
    Field(name="summary", label=_l("中文摘要"), kind="area", rows=3, most=300, hint=_l("列表和分享时显示，可不填")),
    Field(name="body", label=_l("中文正文"), kind="area", rows=16, required=True),
)
ENGLISH = (
    Field(name="title_en", label=_l("英文标题"), most=200, hint=_l("英文可不填；英文读者会看到中文和提示")),
    Field(name="summary_en", label=_l("英文摘要"), kind="area", rows=3, most=600),
    Field(name="body_en", label=_l("英文正文"), kind="area", rows=16),
)
SETTINGS = (
    Field(name="pinned", label=_l("置顶"), kind="tick"),
    Field(name="red_head", label=_l("使用红头版式"), kind="tick"),
    Field(name="rank", label=_l("排序"), kind="number", low="0", high="999", hint=_l("0 排在最前，用于常见问题")),
)
FORM = Form((*CHINESE, *ENGLISH, *SETTINGS), draft=True)
TICKS = ("pinned", "red_head")
LANGUAGES = {"zh": [one.name for one in CHINESE], "en": [one.name for one in ENGLISH]}


def stored(article: Article) -> dict[str, str]:
    """What the saved article puts into the form."""
    texts = {one.name: str(getattr(article, one.name)) for one in (*CHINESE, *ENGLISH)}
    ticks = {name: "1" if getattr(article, name) else "" for name in TICKS}
    return {**texts, **ticks, "rank": str(article.rank)}


def changes(typed: Mapping[str, str]) -> dict[str, Any]:
    """What registration is to change. A tick that was not sent was taken off."""
    texts = {one.name: plain(typed[one.name]) for one in (*CHINESE, *ENGLISH) if one.name in typed}
    ticks = {name: bool(typed.get(name)) for name in TICKS}
    rank = typed.get("rank", "").strip()
    number = {"rank": int(rank)} if rank.isascii() and rank.isdecimal() else {}
    return {**texts, **ticks, **number}
