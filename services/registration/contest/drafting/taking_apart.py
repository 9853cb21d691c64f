"""A document of an edition taken apart into its matters, as their forms are answered."""

from collections.abc import Mapping
from typing import Any

from chassis.manuscripts.content import Content
from services.registration.contest.drafting.composing import ABOUT, CHECKED, CHOICE, REACHED, TEXTS, texts_of
from services.registration.contest.drafting.stages import row_of
from services.registration.files.collections.choosing import file_key


def file_id(file: Mapping[str, Any] | None) -> str:
    """What a form calls a file; empty for none."""
    return file_key(file["sha256"]) if file else ""


def take_apart(document: Mapping[str, Any]) -> dict[str, Content]:
    """The matters of a document, as their forms are answered."""
    return {matter: _answered(content) for matter, content in _parts(document).items()}


def _parts(document: Mapping[str, Any]) -> dict[str, Content]:
    contest = document["contest"]
    basics = {"contest": contest["key"] if contest else "", "picture": file_id(document["picture"])}
    days = [row | {"working": "yes" if row["working"] else "no"} for row in document["exceptional_days"]]
    calendar = {"stages": [row_of(stage) for stage in document["stages"]], "exceptional_days": days}
    return {
        "basics": basics | texts_of(document, TEXTS) | {"contacts": document["contacts"]},
        "calendar": calendar | {name: document[name] for name in ("judging_overlaps", "upload_grace")},
        "tracks": {"tracks": [_row(one) for one in document["tracks"]]},
        "groups": {"groups": [_row(one) for one in document["groups"]]},
        "entering": {name: document[name] for name in ("eligibility", "materials")},
        "team": document["team_rules"],
        "screening": {"screening": [_point(one) for one in document["screening"]], **document["screening_rules"]},
        "awards": {"awards": document["awards"]},
        "notices": {"notice_periods": document["notice_periods"]},
        "organisers": {"organisers": [one | {"logo": file_id(one["logo"])} for one in document["organisers"]]},
        "documents": {"documents": [one | {"file": file_id(one["file"])} for one in document["documents"]]},
    }


def _row(choice: Mapping[str, Any]) -> Content:
    contact = choice["contact"] or {}
    reached = {f"contact_{name}": contact.get(name, "") for name in REACHED}
    return {**texts_of(choice, CHOICE), **reached, "picture": file_id(choice["picture"])}


def _point(point: Mapping[str, Any]) -> Content:
    return {**texts_of(point, CHECKED), **dict(zip(ABOUT, point.get("fields", ()), strict=False))}


def _answered(value: Any) -> Any:
    """As forms keep answers: numbers as text, and nothing where there is none."""
    if isinstance(value, Mapping):
        return {key: _answered(one) for key, one in value.items() if one not in (None, "", []) and one is not False}
    if isinstance(value, list | tuple):
        return [_answered(one) for one in value]
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value
