"""Publishing the rules of a judging stage from their JSON document."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug import Response

from chassis.http.auth import allow
from chassis.http.client import Refused
from chassis.http.schemas import WHOLE
from contracts.roles import ORGANIZER, OVERSEEING
from gateway.clients.judging.client import JUDGING
from gateway.shell import unsaved_text
from gateway.shell.display import named

blp = Blueprint("publishing", __name__)
SAMPLES = Path(__file__).parent / "samples"
ADDED = {"id", "frozen", "max", "updated_at", "version", "may", "state"}
"""Fields a service adds to a document when it is read."""
_PART = re.compile(r"[^/.]+")


@dataclass(frozen=True)
class Kind:
    """A sort of document: which of its fields name it, how one is read, which there are."""

    named_by: tuple[str, ...]
    read: Callable[..., dict[str, Any]]
    """One as its service has it, by its names."""
    published: Callable[[], list[tuple[str, str]]]
    """Key and name of each that is published and can be changed."""
    title: Any
    explanation: Any
    told: frozenset[str] = frozenset()
    """Fields of the document as a whole that are shown and not written here."""

    def names(self, content: Mapping[str, Any]) -> list[str]:
        """What names this document. Raises KeyError for names that would lead elsewhere."""
        names = [str(content[field]) for field in self.named_by]
        if any(not _PART.fullmatch(name) for name in names):
            raise KeyError(names)
        return names


def _stages() -> list[tuple[str, str]]:
    return [(f"{stage.edition}/{stage.key}", named(stage)) for stage in JUDGING.stages().items]


KINDS = {
    "stage": Kind(
        ("edition", "key"),
        JUDGING.document,
        _stages,
        _l("评审阶段"),
        _l("一个评审阶段的评分细则；阶段名称和起止时间在大赛届次中设置。各项权重合计须为 100；分配评委后不可更改。"),
        frozenset({"name", "name_en", "opens_at", "closes_at", "phase"}),
    ),
}


def _kind(name: str) -> Kind:
    return KINDS.get(name) or abort(404)


@blp.route("/organizer/publish/<name>", methods=["GET"])
@allow(*OVERSEEING)
def document(name: str) -> str:
    """The document as it stands, or a sample to start from."""
    kind = _kind(name)
    if typed := unsaved_text.given_back():
        return _page(name, typed["document"])
    chosen = request.args.get("of", "").split("/")
    if chosen == [""]:
        return _page(name, _shown(_sample()), sample=True)
    if len(chosen) != len(kind.named_by) or not all(map(_PART.fullmatch, chosen)):
        abort(404)
    found = kind.read(*chosen)
    return _page(name, _shown(_writable({field: value for field, value in found.items() if field not in kind.told})))


@blp.route("/organizer/publish/<name>", methods=["POST"])
@allow(ORGANIZER)
def publish(name: str) -> Response | str | tuple[str, int]:
    """Hand the document to its service; what it refuses is shown with the text kept."""
    kind, text = _kind(name), request.form.get("document", "")
    try:
        content = json.loads(text)
        names = kind.names(content)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        return _page(name, text, problem=_unreadable(error, kind)), 422
    key, body = "/".join(names), {field: value for field, value in content.items() if field not in kind.named_by}
    try:
        JUDGING.put_rubric(names[0], names[1], body)
    except Refused as refused:
        if refused.status not in {400, 409, 422}:
            raise
        return _page(name, text, problem=refused.problem), refused.status
    unsaved_text.forget()
    flash(_("已发布：%(title)s %(key)s。", title=kind.title, key=key), "success")
    return redirect(url_for("publishing.document", name=name, of=key), 303)


def _shown(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2)


def _unreadable(error: Exception, kind: Kind) -> dict[str, Any]:
    if isinstance(error, json.JSONDecodeError):
        detail = _("第 %(line)d 行第 %(column)d 列附近不是有效的 JSON，请检查。", line=error.lineno, column=error.colno)
    elif isinstance(error, RecursionError):
        detail = _("括号的层次太多，无法读取，请检查括号是否成对。")
    else:
        detail = _("请填写标识字段 “%(field)s”，只能使用小写字母、数字和连字符。", field="、".join(kind.named_by))
    return {"title": _("无法读取"), "detail": detail}


def _writable(content: Any) -> Any:
    """The document without what the service adds when it is read."""
    if isinstance(content, dict):
        return {field: _writable(value) for field, value in content.items() if field not in ADDED}
    return [_writable(item) for item in content] if isinstance(content, list) else content


def _sample() -> Any:
    return json.loads((SAMPLES / "stage.json").read_text(encoding="utf-8"))


def _page(name: str, text: str, *, sample: bool = False, problem: dict[str, Any] | None = None) -> str:
    wrong = [path for path in (problem or {}).get("errors") or {} if path != WHOLE]
    return render_template(
        "organizer/publish.html",
        name=name,
        kind=_kind(name),
        kinds=KINDS,
        published=_kind(name).published(),
        text=text,
        sample=sample,
        problem=problem,
        labels={path: _("JSON 中的 %(path)s", path=path) for path in wrong},
        anchors=dict.fromkeys(wrong, "#document"),
    )
