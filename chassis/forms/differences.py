"""What a new version of a form changes, in words."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from chassis.forms.definition import Form
from chassis.forms.fields import AnyField, Chosen, Field, Rows, choice_names, kind_of
from chassis.forms.wording import KINDS, in_words

_ASPECTS: Mapping[str, Any] = {
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

_CONDITIONS = ("only_for", "shown_when", "required_when")
"""What decides when a field of a row is asked."""


def differences(old: Form, new: Form) -> list[str]:
    """What the new version changes, a sentence each, in the reader's language; empty where nothing changes."""
    return list(_differences(old, new))


def _differences(old: Form, new: Form) -> Iterator[str]:
    if old.title != new.title:
        yield _say(_l("表单名称由“%(old)s”改为“%(new)s”。"), old=old.title, new=new.title)
    yield from _sections(old, new)
    yield from _fields(old.by_key, new.by_key, "")
    for field in new:
        if field.key in old.by_key:
            yield from _conditions(field.key, old, new)
    if [key for key in new.by_key if key in old.by_key] != [key for key in old.by_key if key in new.by_key]:
        yield str(_l("调整了各项的顺序。"))


def _sections(old: Form, new: Form) -> Iterator[str]:
    before = {section.key: section for section in old.sections}
    for section in new.sections:
        same = before.pop(section.key, None)
        if same is None:
            yield _say(_l("新增部分“%(label)s”。"), label=section.title)
        elif (same.title, same.help) != (section.title, section.help):
            yield _say(_l("“%(label)s”部分的标题或说明有修改。"), label=section.title)
    for section in before.values():
        yield _say(_l("删除部分“%(label)s”。"), label=section.title)


def _fields(old: Mapping[str, Any], new: Mapping[str, Any], around: str) -> Iterator[str]:
    for key, field in new.items():
        label = around + str(field.label)
        if key not in old:
            yield _say(_l("新增“%(label)s”（%(kind)s）。"), label=label, kind=KINDS[kind_of(field)])
        elif kind_of(old[key]) != kind_of(field):
            kinds = {"old": KINDS[kind_of(old[key])], "new": KINDS[kind_of(field)]}
            yield _say(_l("“%(label)s”由%(old)s改为%(new)s。"), label=label, **kinds)
        else:
            yield from _field(old[key], field, label)
            if around and any(getattr(old[key], name) != getattr(field, name) for name in _CONDITIONS):
                yield _say(_l("“%(label)s”的填写条件有修改。"), label=label)
    for key in old.keys() - new.keys():
        yield _say(_l("删除“%(label)s”。"), label=around + str(old[key].label))


def _field(old: AnyField, new: AnyField, label: str) -> Iterator[str]:
    if old.required != new.required:
        yield _say(_l("“%(label)s”改为必填。") if new.required else _l("“%(label)s”改为选填。"), label=label)
    for name, aspect in _ASPECTS.items():
        before, after = getattr(old, name, None), getattr(new, name, None)
        if before == after:
            continue
        if name == "label" or not _short(before) or not _short(after):
            yield _say(_l("“%(label)s”的%(aspect)s有修改。"), label=label, aspect=aspect)
        else:
            facts = {"old": _read(before), "new": _read(after)}
            yield _say(_l("“%(label)s”的%(aspect)s由%(old)s改为%(new)s。"), label=label, aspect=aspect, **facts)
    if isinstance(old, Chosen) and isinstance(new, Chosen):
        yield from _choices(choice_names(old), choice_names(new), label)
    if isinstance(old, Rows) and isinstance(new, Rows):
        before, after = ({one.key: one for one in rows.fields} for rows in (old, new))
        yield from _fields(before, after, f"{label} › ")


def _choices(old: Mapping[str, Any], new: Mapping[str, Any], label: str) -> Iterator[str]:
    for key in new:
        if key not in old:
            yield _say(_l("“%(label)s”新增选项“%(choice)s”。"), label=label, choice=new[key])
        elif old[key] != new[key]:
            yield _say(_l("“%(label)s”的选项“%(choice)s”改了名称。"), label=label, choice=new[key])
    for key in old:
        if key not in new:
            yield _say(_l("“%(label)s”删除选项“%(choice)s”。"), label=label, choice=old[key])


def _conditions(key: str, old: Form, new: Form) -> Iterator[str]:
    label = new[key].label
    if old.conditions[key] != new.conditions[key]:
        condition = new.conditions[key]
        if condition is None:
            yield _say(_l("“%(label)s”改为一律填写。"), label=label)
        else:
            yield _say(_l("“%(label)s”改为在%(clause)s时填写。"), label=label, clause=in_words(condition, new.by_key))
    if old[key].required_when != new[key].required_when:
        when: Any = new[key].required_when
        if when is None:
            yield _say(_l("“%(label)s”不再按条件必填。"), label=label)
        else:
            yield _say(_l("“%(label)s”改为在%(clause)s时必填。"), label=label, clause=in_words(when, new.by_key))


def _short(value: Any) -> bool:
    return not isinstance(value, tuple | bool | Field) and len(str(value)) <= 30


def _read(value: Any) -> str:
    return str(_l("不限")) if value is None else f"“{value}”"


def _say(sentence: Any, **facts: Any) -> str:
    return str(sentence) % {name: str(fact) for name, fact in facts.items()}
