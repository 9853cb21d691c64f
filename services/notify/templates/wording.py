"""How facts are worded: times, lengths, and text from people made safe to stand in one line."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from babel import Locale

from chassis.words import moments

_WHY = {
    "entry-refused": {"zh_CN": "项目未通过形式审查", "en": "the entry did not pass screening"},
    "entry-withdrawn": {"zh_CN": "项目已撤回", "en": "the entry was withdrawn"},
    "judge-retired": {"zh_CN": "已不再担任本届评委", "en": "no longer a judge of this edition"},
    "plan-adjusted": {"zh_CN": "评委统一调整", "en": "judges were evened out"},
    "plan-undone": {"zh_CN": "分配方案已撤销", "en": "the assignment was taken back"},
    "account-closed": {"zh_CN": "评委账号已注销", "en": "the judge's account was closed"},
    "conflict-of-interest": {"zh_CN": "因利害关系回避", "en": "recused for a conflict of interest"},
    "declined": {"zh_CN": "评委说明情况后退出评审", "en": "the judge declined the entry"},
}
"""Reasons that a part gives by a code; an organizer's own words stand as they are."""
_RECUSED = {
    "declared": {"zh_CN": "评委申报了利害关系", "en": "the judge declared a conflict of interest"},
    "recognised": {
        "zh_CN": "评委认出项目并申请回避",
        "en": "the judge recognised the entry and has an interest",
    },
    "declined": {"zh_CN": "评委说明情况后退出评审", "en": "the judge declined the entry"},
    "team": {"zh_CN": "评委是项目团队成员或指导教师", "en": "the judge is of the team or advises it"},
    "organisation": {"zh_CN": "评委与申报单位同属一个单位", "en": "the judge is of an organisation that applies"},
}
"""Why a judge is recused, by the codes of its event."""
_DECISIONS = {
    "seal": {"zh_CN": "封存成绩", "en": "sealing the result"},
    "amend": {"zh_CN": "更正成绩", "en": "correcting the result"},
    "return-sheet": {"zh_CN": "截止后退回评分表", "en": "returning a sheet after the closing"},
    "advance": {"zh_CN": "晋级名单", "en": "who advances"},
    "awards": {"zh_CN": "奖项评定", "en": "who is awarded"},
}
"""What two people decide, by `contracts.resolutions.KINDS`."""
_SAFEGUARDS = {
    "password-changed": {"zh_CN": "密码已设置或修改", "en": "A password was set or changed"},
    "password-removed": {"zh_CN": "密码已取消", "en": "The password was removed"},
    "factor-added": {"zh_CN": "已添加两步验证方式", "en": "A second step for signing in was added"},
    "factor-removed": {"zh_CN": "已移除两步验证方式", "en": "A second step for signing in was removed"},
    "recovery-used": {"zh_CN": "已使用一个恢复码登录", "en": "A recovery code was used to sign in"},
    "factor-reset": {"zh_CN": "管理员已重置两步验证", "en": "An administrator reset the second step for signing in"},
}
_TOUCHED = {
    "gone": {"zh_CN": "新版没有这一项，已填内容为您保留", "en": "no longer asked; what you filled in is kept"},
    "changed": {"zh_CN": "填写方式已改变，原内容为您保留", "en": "asked in another way; what you filled in is kept"},
    "choice-gone": {"zh_CN": "原选项已取消", "en": "what you chose is no longer there to choose"},
    "out-of-bounds": {"zh_CN": "已填内容不符合新的要求", "en": "what you filled in is outside the new limits"},
    "demanded": {"zh_CN": "新版要求必填", "en": "now required"},
}
"""What a new version of a form does to a field, by the codes of its event."""
_STEERING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]")
"""Marks that turn the reading direction: in a title they could make a line say something else than it holds."""


def one_line(text: str) -> str:
    """Text from a person as one line: no line breaks, control characters or direction marks."""
    if text.isprintable():
        return " ".join(text.split())  # nothing of the kind is in it
    plain = "".join(" " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char for char in text)
    return " ".join(_STEERING.sub("", plain).split())


def short(text: str, most: int) -> str:
    """At most `most` characters, with an ellipsis where something was left out."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def paired(text: str) -> str:
    """The line with single quotation marks inside of double ones, where double ones stand in pairs."""
    depth, found = 0, list[str]()
    for char in text:
        depth += char == "“"
        found.append("‘’"["“”".index(char)] if depth > 1 and char in "“”" else char)
        depth -= char == "”"
        if depth < 0:
            return text
    return text if depth else "".join(found)


def _worded(known: Mapping[str, Mapping[str, str]], locale: str) -> Callable[[str], str]:
    """Puts a code into words; what is none of the known ones is in words already."""
    return lambda code: known.get(code, {}).get(locale, code)


def filters(locale: str) -> dict[str, Callable[..., Any]]:
    """What templates may use: `short`, `when` (to the minute), `exact` (to the second), `end`, `until` (a period)."""
    known = Locale.parse(locale)
    return {
        "short": short,
        "why": _worded(_WHY, locale),
        "safeguard": _worded(_SAFEGUARDS, locale),
        "touched": lambda code: _TOUCHED[code][locale],
        "recused": _worded(_RECUSED, locale),
        "decision": _worded(_DECISIONS, locale),
        "when": lambda at: moments.written(at, "moment", known),
        "exact": lambda at: moments.written(at, "second", known),
        "end": lambda at: moments.deadline(at, known),
        "until": lambda starts, ends: moments.span(starts, ends, known),
    }
