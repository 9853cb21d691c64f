"""A section or field of a form document as answers to its settings, and back."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

import msgspec

from chassis.forms.editing import MEGABYTE
from chassis.forms.fields import AnyField
from chassis.words.keys import key_from
from gateway.clients.registration.form_effects import Template
from gateway.pages.organizer.contest.entry_form import clauses
from gateway.pages.organizer.contest.entry_form.parts import AUDIENCES, SAME, seen_by
from gateway.pages.organizer.contest.entry_form.settings_form import (
    ALWAYS,
    CHOSEN,
    DAYS,
    FIGURES,
    FLAGS,
    LIMITS,
    NEVER,
    OPTIONAL,
    WHEN,
    WHOLE,
    template_key,
    texts_of,
)

DEFAULTS = {
    one.__struct_config__.tag: {f.name: f.default for f in msgspec.structs.fields(one) if f.name in (*WHOLE, "pattern")}
    for one in get_args(AnyField)
}
"""What stands where a document says nothing of a limit, by the kind of field."""
Part = Mapping[str, Any]
Answers = dict[str, Any]


def answers_of(part: Part, place: str) -> Answers:
    """What is said of the part, as answers to its settings."""
    found: Answers = {}
    for name in texts_of(part):
        words = part.get(name) or {}
        found |= {name: words.get("zh", ""), f"{name}_en": words.get("en", "")}
    if part.get("kind") in CHOSEN:
        found["choices"] = [_choice_row(one) for one in part.get("choices", ())]
    found |= dict(_limits(part))
    found |= {f"only_{key}": list(values) for key, values in part.get("only_for", {}).items()}
    found |= _condition_answers(part, "shown", ALWAYS)
    if "kind" in part:
        found |= _condition_answers(part, "required", NEVER)
        found["required"] = ALWAYS if part.get("required") else found["required"]
        found["seen"] = seen_by(part, in_row="." in place)
        found["flags"] = [name for name in FLAGS if part.get(name)]
    return found


def _choice_row(choice: Part) -> dict[str, str]:
    return {"name": choice["name"].get("zh", ""), "name_en": choice["name"].get("en", ""), "key": choice["key"]}


def _limits(part: Part) -> Iterator[tuple[str, Any]]:
    kind = part.get("kind", "")
    for name in LIMITS.get(kind, ()):
        value = part.get(name, DEFAULTS[kind].get(name))
        if name in DAYS:
            yield f"{name}_today", value == "today"
            yield name, "" if value in (None, "today") else value
        elif name == "size":
            yield name, _megabytes(part["size"])
        elif name == "template":
            yield name, template_key(value["sha256"]) if value else ""
        elif name in ("types", "rich"):
            yield name, value or ([] if name == "types" else False)
        else:
            yield name, "" if value is None else str(value)


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.2f}".rstrip("0").rstrip(".")


def _condition_answers(part: Part, name: str, otherwise: str) -> Answers:
    condition = clauses.read_condition(part.get(f"{name}_when"))
    mode, rows = clauses.rows_of(condition)
    return {name: WHEN if condition else otherwise, f"{name}_mode": mode, f"{name}_when": rows}


def offered_templates(part: Part, known: Iterable[Template]) -> list[dict[str, Any]]:
    """The files that a slot may offer: those of the edition, and the one it offers already."""
    files = {one["sha256"]: one for one in (msgspec.to_builtins(one) for one in known)}
    own = part.get("template")
    return [*files.values(), *([own] if own and own["sha256"] not in files else [])]


def part_of(part: Part, answers: Mapping[str, Any], templates: Iterable[Mapping[str, Any]] = ()) -> dict[str, Any]:
    """The part as its settings say now; what they do not ask about stays."""
    found = dict(part)
    if "template" in LIMITS.get(part.get("kind", ""), ()):
        files = {template_key(one["sha256"]): dict(one) for one in templates}
        answers = {**answers, "template": files.get(answers.get("template") or "")}
    for name in texts_of(part):
        _set(found, name, _words(answers, name), keep=name not in OPTIONAL)
    if "choices" in answers or (part.get("kind") in CHOSEN and not part.get("source")):
        found["choices"] = _choices(answers.get("choices") or [])
    for name in LIMITS.get(part.get("kind", ""), ()):
        _set(found, name, _limit(part, name, answers), keep=False)
    for name in ("shown", *(("required",) if "kind" in part else ())):
        _set(found, f"{name}_when", _condition(part, name, answers), keep=False)
    _set(found, "only_for", _only_for(part, answers), keep=False)
    if "kind" in part:
        seen = answers.get("seen") or seen_by(part, in_row="seen_by" not in part)
        _set(found, "seen_by", None if seen == SAME else list(AUDIENCES[seen]), keep=False)
        found |= {name: name in (answers.get("flags") or ()) for name in FLAGS}
        found["required"] = answers.get("required") == ALWAYS
    return found


def _set(part: dict[str, Any], name: str, value: Any, *, keep: bool) -> None:
    """Set it, or leave it out where nothing is said."""
    part[name] = value
    if value in (None, {}) and not keep:
        del part[name]


def _words(answers: Mapping[str, Any], name: str) -> dict[str, str] | None:
    zh, en = answers.get(name) or "", answers.get(f"{name}_en") or ""
    if not zh and not en and name in OPTIONAL:
        return None
    return {"zh": zh, "en": en} if en else {"zh": zh}


def _choices(rows: list[Mapping[str, str]]) -> list[dict[str, Any]]:
    """The choices; each has a key that stays, made from its name at first."""
    taken = {key for row in rows if (key := row.get("key"))}
    used: set[str] = set()
    found = []
    for row in rows:
        if not any(row.get(name) for name in ("name", "name_en", "key")):
            continue
        key = row.get("key", "")
        if not key or key in used:
            key = key_from(row.get("name") or row.get("name_en") or "", taken | used, "choice")
        used.add(key)
        found.append({"key": key, "name": _words(row, "name") or {"zh": ""}})
    return found


def _limit(part: Part, name: str, answers: Mapping[str, Any]) -> Any:
    value = answers.get(name)
    if name in WHOLE:
        return int(value) if value else None
    if name in FIGURES:
        return value or None
    if name in DAYS:
        return "today" if answers.get(f"{name}_today") else value or None
    if name == "size":
        same = not value or value == _megabytes(part["size"])
        return part["size"] if same else round(float(str(value)) * MEGABYTE)
    return list(value or ()) if name == "types" else value


def _condition(part: Part, name: str, answers: Mapping[str, Any]) -> Any:
    if answers.get(name) != WHEN:
        return None
    mode = answers.get(f"{name}_mode") or clauses.ALL
    if mode == clauses.KEPT:
        return part.get(f"{name}_when")
    condition = clauses.condition_of(mode, answers.get(f"{name}_when") or [])
    return None if condition is None else msgspec.to_builtins(condition)


def _only_for(part: Part, answers: Mapping[str, Any]) -> dict[str, list[str]]:
    """For which tracks and groups; what is no question of the page stays."""
    given = {key: list(values) for key, values in part.get("only_for", {}).items()}
    given |= {key: list(answers[f"only_{key}"] or ()) for key in ("track", "group") if f"only_{key}" in answers}
    return {key: values for key, values in given.items() if values}
