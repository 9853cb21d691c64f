"""What a new version of a form changes, in words."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from chassis.forms.conditions import Condition
from chassis.forms.definition import Form, joined_conditions
from chassis.forms.fields import AnyField, Chosen, Field, Rows, choice_names, kind_of
from chassis.forms.wording import ASPECTS, KINDS, in_words

_BOUNDS = ("least", "most", "low", "high", "earliest", "latest")
"""Aspects without which anything goes."""


Fields = Mapping[str, Any]
"""Fields by their keys."""


class Asked(NamedTuple):
    """Under which conditions a field is shown and required; None: always, or never by a condition."""

    shown: Condition | None
    required: Condition | None


def differences(old: Form, new: Form) -> list[str]:
    """What the new version changes, a sentence each, in the reader's language; empty where nothing changes.

    Forms that take choices from lists are offered with them first, so that conditions are told by their names.
    """
    return list(_differences(old, new))


def _differences(old: Form, new: Form) -> Iterator[str]:
    if str(old.title) != str(new.title):
        yield _say(_l("表单名称由“%(old)s”改为“%(new)s”。"), old=old.title, new=new.title)
    elif old.title != new.title:
        yield str(_l("表单名称在另一种语言中有修改。"))
    yield from _sections(old, new)
    yield from _fields(old.by_key, new.by_key, "", new.by_key)
    for field in new:
        if field.key in old.by_key:
            before, after = (Asked(form.conditions[field.key], form[field.key].required_when) for form in (old, new))
            yield from _conditions(str(field.label), before, after, new.by_key)
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


def _fields(old: Fields, new: Fields, around: str, known: Fields) -> Iterator[str]:
    for key, field in new.items():
        label = around + str(field.label)
        if key not in old:
            added = _l("新增必填的“%(label)s”（%(kind)s）。") if field.required else _l("新增“%(label)s”（%(kind)s）。")
            yield _say(added, label=label, kind=KINDS[kind_of(field)])
        elif kind_of(old[key]) != kind_of(field):
            kinds = {"old": KINDS[kind_of(old[key])], "new": KINDS[kind_of(field)]}
            yield _say(_l("“%(label)s”由%(old)s改为%(new)s。"), label=label, **kinds)
        else:
            yield from _field(old[key], field, label, known)
            if around:
                before, after = (Asked(joined_conditions(one), one.required_when) for one in (old[key], field))
                yield from _conditions(label, before, after, {**known, **new})
    for key in (one for one in old if one not in new):
        yield _say(_l("删除“%(label)s”。"), label=around + str(old[key].label))


def _field(old: AnyField, new: AnyField, label: str, known: Fields) -> Iterator[str]:
    if old.required != new.required:
        yield _say(_l("“%(label)s”改为必填。") if new.required else _l("“%(label)s”改为选填。"), label=label)
    for name, called in ASPECTS.items():
        before, after = getattr(old, name, None), getattr(new, name, None)
        if before == after:
            continue
        aspect = _within(called)
        alike = str(before) == str(after)  # it differs in the other language alone
        if name == "label" or alike or not _short(before) or not _short(after):
            yield _say(_l("“%(label)s”的%(aspect)s有修改。"), label=label, aspect=aspect)
        else:
            facts = {"old": _read(name, before), "new": _read(name, after)}
            yield _say(_l("“%(label)s”的%(aspect)s由%(old)s改为%(new)s。"), label=label, aspect=aspect, **facts)
    if isinstance(old, Chosen) and isinstance(new, Chosen):
        yield from _choices(choice_names(old), choice_names(new), label)
    if isinstance(old, Rows) and isinstance(new, Rows):
        before, after = ({one.key: one for one in rows.fields} for rows in (old, new))
        yield from _fields(before, after, f"{label} › ", known)


def _choices(old: Mapping[str, Any], new: Mapping[str, Any], label: str) -> Iterator[str]:
    for key in new:
        if key not in old:
            yield _say(_l("“%(label)s”新增选项“%(choice)s”。"), label=label, choice=new[key])
        elif old[key] != new[key]:
            yield _say(_l("“%(label)s”的选项“%(choice)s”改了名称。"), label=label, choice=new[key])
    for key in old:
        if key not in new:
            yield _say(_l("“%(label)s”删除选项“%(choice)s”。"), label=label, choice=old[key])


def _conditions(label: str, old: Asked, new: Asked, known: Fields) -> Iterator[str]:
    if old.shown != new.shown:
        if new.shown is None:
            yield _say(_l("“%(label)s”改为一律填写。"), label=label)
        else:
            yield _say(_l("“%(label)s”改为在%(clause)s时填写。"), label=label, clause=in_words(new.shown, known))
    if old.required != new.required:
        if new.required is None:
            yield _say(_l("“%(label)s”不再按条件必填。"), label=label)
        else:
            yield _say(_l("“%(label)s”改为在%(clause)s时必填。"), label=label, clause=in_words(new.required, known))


def _within(aspect: Any) -> str:
    """A name as it stands inside of a sentence."""
    return str(aspect)[:1].lower() + str(aspect)[1:]


def _short(value: Any) -> bool:
    return not isinstance(value, tuple | bool | Field) and len(str(value)) <= 30


def _read(name: str, value: Any) -> str:
    nothing = _l("不限") if name in _BOUNDS else _l("未设")
    return str(nothing) if value in (None, "") else f"“{value}”"


def _say(sentence: Any, **facts: Any) -> str:
    return str(sentence) % {name: str(fact) for name, fact in facts.items()}
