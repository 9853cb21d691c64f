"""What templates need to show things: names in the reader's language, states, sizes, who is looking."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from flask import Flask, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from jinja2 import StrictUndefined
from markupsafe import Markup, escape

from chassis import trace
from chassis.forms import patterns
from chassis.http import auth
from chassis.storage import ids
from chassis.words.sizes import file_size
from chassis.words.texts import current_locale
from contracts.events import FORMER
from contracts.roles import (
    ADMIN,
    AUDITOR,
    COORDINATOR,
    JUDGE,
    LEADER,
    ORGANIZER,
    SCREENER,
    VOLUNTEER,
)
from gateway.edge.security import public_address, settings
from gateway.shell.state_words import STATES

ROLES = {
    LEADER: _l("团队负责人"),
    JUDGE: _l("评委"),
    SCREENER: _l("形式审查员"),
    VOLUNTEER: _l("志愿者"),
    COORDINATOR: _l("带队联系人"),
    ORGANIZER: _l("组委会"),
    AUDITOR: _l("监督员（只读）"),
    ADMIN: _l("平台管理员"),
}
MEANINGS = {
    LEADER: _l("可以创建、填写和提交参赛项目，并管理团队。"),
    JUDGE: _l("可以查看分配给自己的参赛项目并评分。"),
    SCREENER: _l("可以对已提交的参赛项目作形式审查。"),
    VOLUNTEER: _l("可以报名志愿服务班次。"),
    COORDINATOR: _l("可以查看和管理本活动的志愿者报名。"),
    ORGANIZER: _l("可以在适用范围内发布届次和活动、查看参赛项目、分配评委、查看排名，并授予评委、志愿者等角色。"),
    AUDITOR: _l("可以查看组委会所见的内容和审计记录，不能作任何更改。"),
    ADMIN: _l("可以授予和撤销所有角色，查看审计记录，处理系统异常。"),
}
"""What a role lets one do, within its scope."""


def language() -> str:
    """The language of this page: `zh_CN` or `en`."""
    locale = current_locale()
    return "en" if locale and locale.language == "en" else "zh_CN"


def _of(thing: object, field: str) -> Any:
    """A field of what a service answered, or of a mapping, which may lack it."""
    return thing.get(field) if isinstance(thing, Mapping) else getattr(thing, field)


def named(thing: object, field: str = "name") -> str:
    """A thing's name in the reader's language, as far as it has one."""
    if not thing:
        return ""
    own = _of(thing, f"{field}_en") if language() == "en" else None
    return str(own or _of(thing, field) or "")


def said(thing: object, field: str = "name") -> Markup:
    """A thing's name in the reader's language for the text of a page; marked as Chinese where English has none."""
    text = named(thing, field)
    foreign = language() == "en" and not _of(thing, f"{field}_en") and not text.isascii()
    return Markup('<span lang="zh-CN">{}</span>').format(text) if foreign else escape(text)


def either(texts: Sequence[str]) -> str:
    """Of a text in Chinese and in English the one that the reader reads, as far as there is one."""
    return texts[1] if language() == "en" and texts[1] else texts[0]


def listed(names: Iterable[object]) -> str:
    """Names one after the other, as the reader's language separates them."""
    return (", " if language() == "en" else "、").join(str(name) for name in names)


def institution(field: str) -> str:
    """What the settings say of the institution, its `organiser` or `address`, in the reader's language."""
    return named(vars(settings()), field)


def label_of(things: Sequence[object] | None, key: str | None) -> str:
    """The name of the track or group with this key; the key itself where it is unknown."""
    found = next((thing for thing in things or () if _of(thing, "key") == key), None)
    return named(found) if found else str(key or "")


def grouped(things: Iterable[Any], field: str) -> list[tuple[str, list[Any]]]:
    """Things under the names of what `field` says of them, in order: answers under their sections."""
    found: dict[str, list[Any]] = {}
    for thing in things:
        found.setdefault(named(thing, field), []).append(thing)
    return list(found.items())


def is_link(text: str) -> bool:
    """Whether a text that somebody typed is the address of a page, so that it may become a link."""
    return isinstance(patterns.link(text), str)


def here_with(**changes: Any) -> str:
    """The address of this page with other arguments; None takes one away. For tables that sort, filter and leaf."""
    asked = {**request.args.to_dict(), **changes}
    query = urlencode({name: value for name, value in asked.items() if value not in (None, "")})
    return f"{request.path}?{query}" if query else request.path


def _context() -> dict[str, Any]:
    person = auth.identity()
    return {
        "me": person,
        "signed_in": person.known,
        "language": language(),
        "here": request.path,
        "trace_id": trace.trace_id(),
    }


def _in_words(value: Any) -> Any:
    """What stands in records for the name of somebody whose account is closed, as the reader says it."""
    return _("已注销用户") if isinstance(value, str) and value == FORMER else value


def init_app(app: Flask) -> None:
    """Give templates these names."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.filters["size"] = file_size
    app.jinja_env.finalize = _in_words
    app.jinja_env.filters["named"] = named
    app.jinja_env.filters["groupby_named"] = grouped
    app.jinja_env.filters["listed"] = listed
    app.jinja_env.globals.update(
        here_with=here_with,
        is_link=is_link,
        named=named,
        said=said,
        either=either,
        institution=institution,
        public_address=public_address,
        label_of=label_of,
        ROLE_NAMES=ROLES,
        ROLE_MEANINGS=MEANINGS,
        STATES=STATES,
        new_key=lambda: str(ids.new_id()),
    )
    app.context_processor(_context)
