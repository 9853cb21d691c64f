"""The file a person takes along: a ZIP of JSON, made when it is asked for and kept nowhere."""

import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from flask_babel import gettext as _

from chassis import clock

README = "README.txt"


def zipped(parts: Mapping[str, Mapping[str, Any]], missing: Sequence[str], gathered: datetime) -> bytes:
    """One JSON file per part, and a text that says what is in them, as of when, and which part is missing."""
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(README, _explained(missing, gathered))
        for part, facts in parts.items():
            archive.writestr(f"{part}.json", json.dumps(facts, ensure_ascii=False, indent=2, sort_keys=True))
    return memory.getvalue()


def _explained(missing: Sequence[str], gathered: datetime) -> str:
    at = gathered.astimezone(clock.LOCAL).strftime("%Y-%m-%d %H:%M")
    contents = {
        "gateway": _("账号、角色、登录记录、同意记录"),
        "registration": _("参赛项目、提交记录、志愿服务报名"),
        "judging": _("评审任务和评分表"),
        "notify": _("联系方式、站内消息、邮件发送记录"),
    }
    lines = [
        _("这里是平台保存的您的个人信息，每个文件来自一个部分。"),
        "",
        *(f"{part + '.json':<19}{content}" for part, content in contents.items()),
        "",
        _("时间均为世界协调时（UTC）。上传的文件可以在“我的参赛”中下载。"),
        _("汇集时间（北京时间）：%(at)s", at=at),
    ]
    if missing:
        lines.append(_("未能按时汇集：%(parts)s。请稍后重新申请。", parts=", ".join(missing)))
    return "\n".join(lines) + "\n"
