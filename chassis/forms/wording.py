"""Fields and conditions in words, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from chassis.forms.conditions import AllOf, AnyOf, Condition, Equals, Filled, Not, OneOf
from chassis.forms.definition import Form
from chassis.forms.fields import AnyField, Chosen, Rows, choice_names

KINDS: Mapping[str, Any] = {
    "text": _l("单行文字"),
    "area": _l("多行文字"),
    "number": _l("数字"),
    "money": _l("金额"),
    "date": _l("日期选择"),
    "select": _l("下拉选择"),
    "radio": _l("单选"),
    "checks": _l("多选"),
    "link": _l("网址"),
    "undertaking": _l("承诺"),
    "rows": _l("多行表格"),
    "file": _l("文件"),
}
"""What each kind of field is called."""
ASPECTS: Mapping[str, Any] = {
    "label": _l("名称"),
    "help": _l("填写说明"),
    "least": _l("下限"),
    "most": _l("上限"),
    "low": _l("最小值"),
    "high": _l("最大值"),
    "decimals": _l("小数位数"),
    "unit": _l("计量单位"),
    "earliest": _l("最早日期"),
    "latest": _l("最晚日期"),
    "pattern": _l("格式要求"),
    "types": _l("文件类型"),
    "size": _l("文件大小上限"),
    "count": _l("文件数量上限"),
    "pages": _l("页数上限"),
    "template": _l("模板文件"),
    "text": _l("承诺内容"),
    "noun": _l("行的名称"),
    "phase": _l("填写阶段"),
    "seen_by": _l("可见范围"),
    "searched": _l("是否可搜索"),
    "personal": _l("是否个人信息"),
    "listed": _l("是否列入列表"),
    "source": _l("选项来源"),
    "lines": _l("输入框高度"),
    "rich": _l("是否可排版"),
}
"""What a field has besides its conditions, its choices and its rows."""


def label_at(form: Form, path: str) -> str:
    """What the field at this place is called, `stages.2.name` with the number of its row; "" where there is none."""
    key, _, inner = path.partition(".")
    field = form.by_key.get(key)
    number, _, cell = inner.partition(".")
    if isinstance(field, Rows) and number.isdecimal():
        found = (label_in_row(field, int(number), one) for one in field.fields if one.key == cell)
        return next(found, str(field.label))
    return str(field.label) if field else ""


def label_in_row(rows: Rows, number: int, field: AnyField) -> str:
    """What a field of a row is called, the rows counted from 0 and shown from 1: 阶段 3 · 阶段名称."""
    return f"{rows.noun} {number + 1} · {field.label}"


def in_words(condition: Condition, fields: Mapping[str, Any]) -> str:
    """The condition as a clause: “落地阶段”为“试点”或“商用”."""
    match condition:
        case Not(Equals() | OneOf() | Filled() as one):
            return _simple(one, fields, negated=True)
        case Not(of):
            return str(_l("并非（%(clause)s）")) % {"clause": in_words(of, fields)}
        case AllOf(of):
            return str(_l("，并且")).join(in_words(one, fields) for one in of)
        case AnyOf(of):
            return str(_l("，或者")).join(in_words(one, fields) for one in of)
        case _:
            return _simple(condition, fields, negated=False)


def _simple(condition: Equals | OneOf | Filled, fields: Mapping[str, Any], *, negated: bool) -> str:
    field = fields.get(condition.field)
    label = str(field.label if field is not None else _l("已不存在的填写项"))
    if isinstance(condition, Filled):
        return str(_l("未填写“%(label)s”") if negated else _l("已填写“%(label)s”")) % {"label": label}
    values = condition.values if isinstance(condition, OneOf) else (condition.value,)
    quoted = list(dict.fromkeys(_quoted(field, value) for value in values))
    sentence = _l("“%(label)s”不是%(values)s") if negated else _l("“%(label)s”为%(values)s")
    return str(sentence) % {"label": label, "values": str(_l("或")).join(quoted)}


def _quoted(field: Any, value: str) -> str:
    """An answer that is asked for, a choice by its name."""
    name: Any = value
    if isinstance(field, Chosen) and (field.choices or field.source):
        name = choice_names(field).get(value)
    return str(_l("已不存在的选项") if name is None else _l("“%(name)s”") % {"name": name})
