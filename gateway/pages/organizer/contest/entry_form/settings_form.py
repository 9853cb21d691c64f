"""What can be said of a section or a field, as a form of its own that pages draw."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, get_args

from flask_babel import lazy_gettext as _l

from chassis.forms.bilingual import Words
from chassis.forms.conditions import Equals, OneOf
from chassis.forms.definition import Form, Section
from chassis.forms.fields import (
    AnyField,
    Area,
    Checks,
    Choice,
    Date,
    FileType,
    Number,
    Radio,
    Rows,
    Select,
    Text,
    Undertaking,
)
from gateway.pages.organizer.contest.entry_form import clauses
from gateway.pages.organizer.contest.entry_form.parts import SAME, SEEN

ALWAYS, NEVER, WHEN = "always", "never", "when"
TEXTS: Mapping[str, tuple[Any, ...]] = {
    "title": (_l("部分名称"), 200),
    "label": (_l("名称"), 200),
    "help": (_l("填写说明"), 1000),
    "text": (_l("承诺的话"), 2000),
    "noun": (_l("一行叫什么"), 40),
    "unit": (_l("单位"), 40),
}
"""Texts in both languages: what each is called, and its longest."""
LONG = ("help", "text")
"""Those of several lines."""
OPTIONAL = ("help", "unit")
"""Those that a part can do without."""
WHOLE: Mapping[str, tuple[Any, int, int]] = {
    "least": (_l("最少"), 0, 100_000),
    "most": (_l("最多"), 0, 100_000),
    "lines": (_l("输入框高度（行）"), 2, 40),
    "decimals": (_l("小数位数"), 0, 6),
    "count": (_l("最多几个文件"), 1, 50),
    "pages": (_l("每个文件最多几页"), 1, 2000),
}
"""Whole numbers, with their bounds."""
FIGURES: Mapping[str, Any] = {"low": _l("最小值"), "high": _l("最大值")}
DAYS: Mapping[str, Any] = {"earliest": _l("最早日期"), "latest": _l("最晚日期")}
TODAY: Mapping[str, Any] = {"earliest": _l("不早于填写当天"), "latest": _l("不晚于填写当天")}
PATTERNS: Mapping[str, Any] = {
    "any": _l("不限"),
    "email": _l("邮箱"),
    "mobile": _l("手机号码"),
    "uscc": _l("统一社会信用代码"),
    "time": _l("时间，例如 14:30"),
    "name": _l("名称，不含网址"),
}
FLAGS: Mapping[str, Any] = {
    "searched": _l("组委会搜索项目时也查找这一项"),
    "listed": _l("在项目列表和导出的表格中单列一栏"),
    "personal": _l("是填写人本人的信息，本人注销账号时删除"),
}
LIMITS: Mapping[str, tuple[str, ...]] = {
    "text": ("least", "most", "pattern"),
    "area": ("least", "most", "lines", "rich"),
    "number": ("decimals", "low", "high"),
    "money": ("low", "high"),
    "date": ("earliest", "latest"),
    "checks": ("least", "most"),
    "link": ("most",),
    "rows": ("least", "most"),
    "file": ("types", "size", "count", "pages", "template"),
}
"""What each kind can be limited by."""
EXTRA: Mapping[str, tuple[str, ...]] = {"undertaking": ("text",), "rows": ("noun",), "number": ("unit",)}
"""Texts that single kinds have."""
CHOSEN = ("select", "radio", "checks")


def texts_of(part: Mapping[str, Any]) -> tuple[str, ...]:
    """The texts that a part has."""
    kind = part.get("kind", "section")
    return ("title" if kind == "section" else "label", "help", *EXTRA.get(kind, ()))


def template_key(sha256: str) -> str:
    """What the settings call the file of this content: as many letters of it as a choice has."""
    return sha256[:40]


def settings_form(part: Mapping[str, Any], place: str, form: Form, templates: Iterable[Mapping[str, Any]] = ()) -> Form:
    """The form of what can be said of a part; `form` is the one it stands in, with its choices.

    `templates`: the files that a slot may offer.
    """
    files = {"templates": [Choice(template_key(one["sha256"]), Words(one["name"])) for one in templates]}
    sections = [*_sections(part, place, form)]
    found = Form(key="part", version=1, title=Words("—"), sections=tuple(one for one in sections if one.fields))
    return found.offering(files)


def _sections(part: Mapping[str, Any], place: str, form: Form) -> Iterator[Section]:
    kind = part.get("kind", "section")
    yield _section("words", _l("名称与说明"), _texts(*texts_of(part)))
    if kind in CHOSEN and not part.get("source"):
        yield _section("choosing", _l("选项"), [_choices()])
    yield _section("limits", _l("限制"), (_limit(one) for one in LIMITS.get(kind, ())), _days(kind))
    offered = tuple(clauses.clause_choices(form, place))
    if kind != "section":
        yield _section("demand", _l("是否必填"), _when("required", part, offered))
    yield _section("showing", _l("什么时候出现"), _when("shown", part, offered), _only_for(form, place))
    if kind != "section":
        yield _section("use", _l("谁能看到"), _use(in_row="." in place))


def _section(key: str, title: Any, *fields: Iterable[AnyField]) -> Section:
    return Section(key=key, title=Words(str(title)), fields=tuple(one for some in fields for one in some))


def _texts(*names: str) -> Iterator[AnyField]:
    for name in names:
        label, most = TEXTS[name]
        for key, said in ((name, label), (f"{name}_en", _l("%(name)s（英文）", name=label))):
            facts: Any = {"most": most, "required": key == name and name not in OPTIONAL}
            words = Words(str(said))
            yield Area(key=key, label=words, lines=2, **facts) if name in LONG else Text(key=key, label=words, **facts)


def _choices() -> Rows:
    cells = (
        Text(key="name", label=Words(str(_l("中文"))), most=200, required=True),
        Text(key="name_en", label=Words(str(_l("英文"))), most=200),
        Text(key="key", label=Words("—"), most=50, pattern="handle"),
    )
    return Rows(key="choices", label=Words(str(_l("选项"))), noun=Words(str(_l("选项"))), most=100, fields=cells)


def _limit(name: str) -> AnyField:
    if name in WHOLE:
        label, low, high = WHOLE[name]
        return Number(key=name, label=Words(str(label)), low=Decimal(low), high=Decimal(high))
    if name in FIGURES:
        return Number(key=name, label=Words(str(FIGURES[name])), decimals=6)
    if name in DAYS:
        return Date(key=name, label=Words(str(DAYS[name])))
    if name == "size":
        return Number(
            key=name, label=Words(str(_l("每个文件最大（MB）"))), decimals=2, low=Decimal("0.01"), high=Decimal(2048)
        )
    if name == "template":
        hint = Words(str(_l("团队可以下载、填好后在这里上传；从这一届的文件中选，或点“保存并上传模板”")))
        return Select(key=name, label=Words(str(_l("模板文件"))), help=hint, source="templates")
    if name == "rich":
        return _tick(name, _l("排版"), _l("可以加粗、分标题、列项目"))
    if name == "types":
        choices = tuple(Choice(one, Words(one.upper())) for one in get_args(FileType))
        return Checks(key=name, label=Words(str(_l("允许的文件类型"))), choices=choices)
    return Select(key=name, label=Words(str(_l("格式"))), choices=_named(PATTERNS))


def _days(kind: str) -> Iterator[AnyField]:
    if kind == "date":
        yield from (_tick(f"{name}_today", DAYS[name], said) for name, said in TODAY.items())


def _when(name: str, part: Mapping[str, Any], offered: tuple[Choice, ...]) -> Iterator[AnyField]:
    """Always, perhaps never, or under a condition that is picked."""
    demand = name == "required"
    words = {ALWAYS: _l("必填"), NEVER: _l("选填"), WHEN: _l("符合条件时必填")} if demand else _SHOWN
    yield Radio(
        key=name, label=Words(str(_l("必填或选填") if demand else _l("出现"))), choices=_named(words), required=True
    )
    modes = dict(_MODES)
    if clauses.rows_of(clauses.read_condition(part.get(f"{name}_when")))[0] != clauses.KEPT:
        del modes[clauses.KEPT]
    asked = Equals(name, WHEN)
    yield Radio(
        key=f"{name}_mode", label=Words(str(_l("几个条件之间"))), choices=_named(modes), shown_when=asked, required=True
    )
    cells = (
        Select(key="clause", label=Words(str(_l("哪一项的答案"))), choices=offered, required=True),
        Select(key="holds", label=Words(str(_l("比较"))), choices=clauses.holding(), required=True),
    )
    yield Rows(
        key=f"{name}_when",
        label=Words(str(_l("条件"))),
        noun=Words(str(_l("条件"))),
        most=20,
        fields=cells,
        shown_when=OneOf(f"{name}_mode", (clauses.ALL, clauses.ANY)),
    )


_SHOWN = {ALWAYS: _l("一律出现"), WHEN: _l("符合条件时出现")}
_MODES = {
    clauses.ALL: _l("全部符合"),
    clauses.ANY: _l("符合其中一个"),
    clauses.KEPT: _l("保持现有的条件（从文件导入，较为复杂）"),
}


def _only_for(form: Form, place: str) -> Iterator[AnyField]:
    labels = {"track": _l("只在这些赛道出现"), "group": _l("只在这些组别出现")}
    hint = Words(str(_l("都不选即不限")))
    for key, label in labels.items():
        field = form.by_key.get(key)
        if isinstance(field, Select | Radio) and field.choices and key != place:
            yield Checks(key=f"only_{key}", label=Words(str(label)), help=hint, choices=field.choices)


def _use(*, in_row: bool) -> Iterator[AnyField]:
    seen = {key: words for key, words in SEEN.items() if in_row or key != SAME}
    yield Radio(key="seen", label=Words(str(_l("谁能看到答案"))), choices=_named(seen), required=True)
    flags = {key: words for key, words in FLAGS.items() if not in_row or key != "listed"}
    yield Checks(key="flags", label=Words(str(_l("另外"))), choices=_named(flags))


def _tick(name: str, label: Any, said: Any) -> Undertaking:
    return Undertaking(key=name, label=Words(str(label)), text=Words(str(said)))


def _named(words: Mapping[str, Any]) -> tuple[Choice, ...]:
    return tuple(Choice(key, Words(str(said))) for key, said in words.items())
