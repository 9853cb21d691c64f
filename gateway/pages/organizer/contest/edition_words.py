"""What is said of an edition: its name, where it stands, what it needs next."""

import re
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from gateway.clients.registration.edition_heads import EditionHead, ListedEdition
from gateway.shell.display import named

PREFIX = "edition-"
"""Before the states of editions in the table of states."""
NEXT: Mapping[str, Any] = {
    "draft": _l("继续填写，检查后发布"),
    "announced": _l("等待报名开始"),
    "open": _l("团队正在报名"),
    "judging": _l("审查与评审进行中"),
    "notice": _l("公示进行中，留意异议"),
    "closed": _l("已全部结束，可以归档或复制为下一届"),
    "archived": _l("只供查阅，可以复制为下一届"),
}
"""What comes next, by state."""
FROZEN: Mapping[str, Any] = {
    "judging": _l("评审开始后固定"),
    "archive": _l("归档后固定"),
}
"""By what a matter is fixed."""


def name_of(edition: EditionHead) -> str:
    """Its name in the reader's language, or that there is none yet."""
    return named(edition) or _("（未命名）")


def next_step(edition: ListedEdition) -> str:
    """What it needs next: changes that nobody sees yet come first."""
    if edition.version and edition.changed:
        count = edition.changed
        return str(ngettext("有 %(num)d 部分修改未发布", "有 %(num)d 部分修改未发布", count))
    return str(NEXT[edition.state])


def next_prefix(prefix: str) -> str:
    """The prefix that comes after one: XM5G05 after XM5G04; empty where it has no number."""
    found = re.fullmatch(r"(.*?)(\d+)", prefix)
    return f"{found[1]}{int(found[2]) + 1:0{len(found[2])}}" if found else ""
