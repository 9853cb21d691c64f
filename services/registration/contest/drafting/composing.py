"""Matters put together into the document of an edition; `taking_apart` does the opposite."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from chassis.manuscripts.content import Content
from services.registration.contest.drafting.stages import stages_of
from services.registration.files.collections.choosing import documents_of

Document = dict[str, Any]
TEXTS = ("name", "name_en", "entry_prefix", "summary", "summary_en")
POINT = ("text", "text_en")
CHECKED = ("key", *POINT, "group", "heading", "heading_en")
ABOUT = ("about_1", "about_2", "about_3")
"""The questions of a point that name what it is about."""
CHOICE = ("key", "name", "name_en", "description", "description_en")
CONTACT = ("label", "label_en", "name", "phone", "email")
REACHED = ("name", "phone", "email")
NUMBERS = ("count", "share_percent")
LIMITS = ("one_team_per_person", "one_entry_per_leader", "members_edit", "joint_confirmed")
AWARD = ("key", "name", "name_en", "note", "note_en", "group", "track")


@dataclass(frozen=True)
class Known:
    """What forms name by a key and documents say whole."""

    contests: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, Any] = field(default_factory=dict)
    """By the names that forms have for them."""


def compose(contents: Mapping[str, Content], known: Known) -> Document:
    """The document that complete matters make together."""
    document: Document = {}
    for matter, content in contents.items():
        document |= _COMPOSED[matter](content, known)
    return document


def _basics(content: Content, known: Known) -> Document:
    contest = known.contests.get(content.get("contest", ""))
    contacts = [texts_of(row, CONTACT) for row in content.get("contacts", ())]
    picture = known.files.get(content.get("picture", ""))
    return {"contest": contest, "picture": picture, "contacts": contacts, **texts_of(content, TEXTS)}


def _calendar(content: Content, _known: Known) -> Document:
    days = [
        {"date": row["date"], "working": row["working"] == "yes", "note": row.get("note", "")}
        for row in content.get("exceptional_days", ())
    ]
    stages = [
        stage | {name: stage[name].isoformat() for name in ("opens_at", "closes_at")} for stage in stages_of(content)
    ]
    rules = {
        "judging_overlaps": bool(content.get("judging_overlaps")),
        "upload_grace": _number(content.get("upload_grace")) or 0,
    }
    return {"stages": stages, "exceptional_days": days, **rules}


def _choices(name: str) -> Callable[[Content, Known], Document]:
    def composed(content: Content, known: Known) -> Document:
        return {name: [_choice(row, known) for row in content.get(name, ())]}

    return composed


def _choice(row: Content, known: Known) -> Document:
    reached = {name: row.get(f"contact_{name}", "") for name in REACHED}
    contact = reached if any(reached.values()) else None
    return {**texts_of(row, CHOICE), "contact": contact, "picture": known.files.get(row.get("picture", ""))}


def _entering(content: Content, _known: Known) -> Document:
    return {name: [texts_of(row, POINT) for row in content.get(name, ())] for name in ("eligibility", "materials")}


def _team(content: Content, _known: Known) -> Document:
    numbers = {name: int(content[name]) for name in ("members_least", "members_most", "advisors_most")}
    limits = {name: bool(content.get(name)) for name in LIMITS}
    return {"team_rules": numbers | limits}


def _screening(content: Content, _known: Known) -> Document:
    limits = {"corrections_most": int(content["corrections_most"]), "passed_public": bool(content.get("passed_public"))}
    return {"screening": [_point(row) for row in content.get("screening", ())], "screening_rules": limits}


def _point(row: Content) -> Document:
    named = dict.fromkeys(row[name] for name in ABOUT if row.get(name))
    return {**texts_of(row, CHECKED), "fields": list(named)}


def _awards(content: Content, _known: Known) -> Document:
    rows = content.get("awards", ())
    return {"awards": [texts_of(row, AWARD) | {name: _number(row.get(name)) for name in NUMBERS} for row in rows]}


def _notices(content: Content, _known: Known) -> Document:
    rows = content.get("notice_periods", ())
    return {"notice_periods": [texts_of(row, ("kind", "unit")) | {"days": int(row["days"])} for row in rows]}


def _organisers(content: Content, known: Known) -> Document:
    texts = ("rank", "name", "name_en", "link")
    rows = content.get("organisers", ())
    return {"organisers": [texts_of(row, texts) | {"logo": known.files.get(row.get("logo", ""))} for row in rows]}


def _documents(content: Content, known: Known) -> Document:
    return {"documents": documents_of(content.get("documents", ()), known.files)}


_COMPOSED: Mapping[str, Callable[[Content, Known], Document]] = {
    "basics": _basics,
    "calendar": _calendar,
    "tracks": _choices("tracks"),
    "groups": _choices("groups"),
    "entering": _entering,
    "team": _team,
    "screening": _screening,
    "awards": _awards,
    "notices": _notices,
    "organisers": _organisers,
    "documents": _documents,
}


def texts_of(row: Mapping[str, Any], names: Sequence[str]) -> dict[str, str]:
    """The texts of these names, empty where there is none."""
    return {name: row.get(name, "") for name in names}


def _number(text: str | None) -> int | None:
    return int(text) if text else None
