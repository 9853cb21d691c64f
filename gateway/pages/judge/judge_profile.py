"""What a judge says of themselves: where they work, which tracks they know, how much they can bear."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug import Response

from chassis.http.auth import allow
from contracts.roles import JUDGE
from gateway.clients.judging.judges import JUDGES, OwnReadiness, Profile
from gateway.forms import saving
from gateway.forms.fields import Field
from gateway.forms.form import Filled, Form
from gateway.shell.display import named

blp = Blueprint("judge_profile", __name__)
TRACKS, MOST = "tracks-", "most-"
"""Prefixes of the fields of each edition; its slug follows."""
MOST_DIGITS = 9
"""Digits of a number at most, far beyond what judging accepts."""
BASIC = (
    Field(name="title", label=_l("职务或职称"), hint=_l("例如：教授、高级工程师"), most=100),
    Field(
        name="employers",
        label=_l("现任职单位"),
        kind="area",
        rows=3,
        required=True,
        hint=_l("每行一个单位全称，兼职单位也请写上。这些单位申报的项目不会分配给您"),
    ),
    Field(
        name="former",
        label=_l("近三年内曾任职的单位"),
        kind="area",
        rows=3,
        hint=_l("每行一个单位全称，没有可以不填"),
    ),
)


def _of_edition(place: int, edition: OwnReadiness) -> tuple[Field, ...]:
    tracks = tuple({"key": one.key, "name": one.name, "name_en": one.name_en} for one in edition.choices)
    known = Field(
        name=f"{TRACKS}{edition.edition}",
        label=_("%(edition)s：熟悉的赛道", edition=named(edition)),
        kind="checks",
        choices=tracks,
        sent_as=f"editions.{place}.tracks",
        hint=_l("不选表示都可以"),
    )
    most = Field(
        name=f"{MOST}{edition.edition}",
        label=_("%(edition)s：每个阶段最多评审多少个项目", edition=named(edition)),
        kind="number",
        low="1",
        high="1000",
        sent_as=f"editions.{place}.most",
        hint=_l("不填表示不限"),
    )
    return (known, most) if tracks else (most,)


def form_of(profile: Profile) -> Form:
    """The form, with the editions that the judge judges in."""
    return Form((*BASIC, *(field for place, one in enumerate(profile.editions) for field in _of_edition(place, one))))


def _stored(profile: Profile) -> dict[str, str]:
    facts = {"title": profile.title, "employers": "\n".join(profile.employers), "former": "\n".join(profile.former)}
    for one in profile.editions:
        facts[f"{TRACKS}{one.edition}"] = "\n".join(one.tracks)
        facts[f"{MOST}{one.edition}"] = str(one.most or "")
    return facts


@blp.route("/judging/profile", methods=["GET"])
@allow(JUDGE)
def show() -> Response:
    """The profile as it stands."""
    profile = JUDGES.own_profile()
    return saving.page("judge/profile.html", Filled(form_of(profile), _stored(profile)), profile=profile)


@blp.route("/judging/profile", methods=["POST"])
@allow(JUDGE)
def save() -> Response:
    """Replace it; entries of an organisation named there are the judge's no longer."""
    profile = JUDGES.own_profile()
    form = form_of(profile)
    typed = saving.sent(form)
    outcome = saving.made(form, typed, lambda sent: JUDGES.write_profile(_written(profile, sent)))
    if isinstance(outcome, Filled):
        return saving.page("judge/profile.html", outcome, profile=profile)
    flash(_("评委资料已保存。"), "success")
    return redirect(url_for("judge_profile.show"), 303)


def _written(profile: Profile, sent: dict[str, str]) -> dict[str, Any]:
    editions = [
        {
            "edition": one.edition,
            "tracks": [key for key in sent.get(f"{TRACKS}{one.edition}", "").split("\n") if key],
            "most": _whole(sent[f"{MOST}{one.edition}"]),
        }
        for one in profile.editions
    ]
    lines = {
        name: [line.strip() for line in sent[name].split("\n") if line.strip()] for name in ("employers", "former")
    }
    return {"title": sent["title"], **lines, "editions": editions}


def _whole(text: str) -> int | str | None:
    """The number; what is none is handed on as it is, for judging to say so."""
    return int(text) if text.isdecimal() and len(text) < MOST_DIGITS else text or None
