"""The document of the style guide: rare characters, long names, a table longer than a page."""

from typing import Any

from flask_babel import gettext as _

from gateway.shell.display import institution, language


def document_facts() -> dict[str, Any]:
    """What its template shows."""
    rows = [[f"申报书（第{number}版，含权属证明）.pdf", "2.1 MB", "0123456789abcdef" * 4] for number in range(1, 41)]
    return {
        "title": _("样式指南"),
        "lang": "zh" if language() == "zh_CN" else "en",
        "issuer": institution("organiser"),
        "text": "示例·甲、𠮷示例、𬭎示例、𬀩示例：基于5G专网与机器视觉的卫浴陶瓷釉面缺陷在线检测。",
        "pairs_title": "pairs",
        "pairs": [[_("编号"), "XM5G04-0001"], [_("项目名称"), "基于5G专网与机器视觉的卫浴陶瓷釉面缺陷在线检测" * 2]],
        "list_title": "listing",
        "head": [_("项目名称"), "size", "SHA-256"],
        "rows": rows,
    }
