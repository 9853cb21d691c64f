"""What judges write of themselves, and how it is read."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.http.auth import Identity
from chassis.http.errors import Invalid
from chassis.http.schemas import FieldError
from chassis.storage import audit
from chassis.words.folding import bare
from services.judging.editions.access import judges_in
from services.judging.editions.models import JUDGING, Edition, Stage
from services.judging.judges.actions import lock_judge
from services.judging.profiles.models import JudgeEmployer, JudgeProfile, JudgeReadiness


def write_profile(session: Session, actor: Identity, given: Mapping[str, Any]) -> None:
    """Replace what the judge said so far: title, organisations, and what they are ready for in each edition named.

    Raises JudgeUnknown before the judge's account has reached judging, Invalid for an edition they do not judge in.
    """
    lock_judge(session, actor.account_id)
    profile = session.get(JudgeProfile, actor.account_id) or JudgeProfile(account_id=actor.account_id)
    profile.title, profile.updated_at = given["title"], clock.now()
    standing = {one.key: one for one in profile.employers}
    told = _by_key(given["former"], current=False) | _by_key(given["employers"], current=True)
    profile.employers = [_employer(standing.get(key), key, *told[key]) for key in sorted(told)]
    session.add(profile)
    known = {edition.slug: edition for edition in editions_of(session, actor)}
    for one in given["editions"]:
        if one["edition"] not in known:
            text = _l("您不是这一届的评委，或本届评审已结束。请刷新页面后重试。")
            raise Invalid({"editions": [FieldError("unknown-edition", text).body()]})
        _be_ready(session, actor.account_id, known[one["edition"]], one)
    session.flush()
    audit.record(session, actor.account_id, "judge-profile.written", str(actor.account_id))


def _by_key(names: Iterable[str], *, current: bool) -> dict[str, tuple[str, bool]]:
    return {key: (name, current) for name in names if (key := bare(name))}


def _employer(found: JudgeEmployer | None, key: str, name: str, current: bool) -> JudgeEmployer:
    employer = found or JudgeEmployer(key=key)
    employer.name, employer.current = name, current
    return employer


def _be_ready(session: Session, account_id: UUID, edition: Edition, given: Mapping[str, Any]) -> None:
    at = account_id, edition.slug
    ready = session.get(JudgeReadiness, at) or JudgeReadiness(account_id=at[0], edition=at[1])
    ready.tracks = [track["key"] for track in edition.tracks if track["key"] in given["tracks"]]
    ready.most = given["most"]
    session.add(ready)


def editions_of(session: Session, actor: Identity) -> list[Edition]:
    """The editions in which the person judges and judging is not over, the latest first."""
    open_stages = select(Stage.edition).where(
        Stage.kind == JUDGING, Stage.position.is_not(None), Stage.closes_at > clock.now()
    )
    query = select(Edition).where(Edition.slug.in_(open_stages)).order_by(Edition.slug.desc())
    return [edition for edition in session.scalars(query) if judges_in(actor, edition.slug)]


def own_profile(session: Session, actor: Identity) -> dict[str, Any]:
    """What the judge said of themselves, with the editions they judge in and what they are ready for there."""
    profile = session.get(JudgeProfile, actor.account_id)
    employers: Sequence[JudgeEmployer] = profile.employers if profile else ()
    ready = readiness_of(session, [actor.account_id])
    editions = [_edition(one, ready.get((actor.account_id, one.slug))) for one in editions_of(session, actor)]
    return {
        "title": profile.title if profile else "",
        "employers": [one.name for one in employers if one.current],
        "former": [one.name for one in employers if not one.current],
        "updated_at": profile.updated_at if profile else None,
        "editions": editions,
    }


def _edition(edition: Edition, ready: JudgeReadiness | None) -> dict[str, Any]:
    names = {"edition": edition.slug, "name": edition.name, "name_en": edition.name_en, "choices": edition.tracks}
    return names | {"tracks": ready.tracks if ready else [], "most": ready.most if ready else None}


def readiness_of(session: Session, judge_ids: Iterable[UUID]) -> dict[tuple[UUID, str], JudgeReadiness]:
    """What these judges are ready for, by judge and edition."""
    found = session.scalars(select(JudgeReadiness).where(JudgeReadiness.account_id.in_(list(judge_ids))))
    return {(one.account_id, one.edition): one for one in found}


def forget_profile(session: Session, account_id: UUID) -> None:
    """Delete what a judge said of themselves."""
    profile = session.get(JudgeProfile, account_id)
    if profile is not None:
        session.delete(profile)
    session.execute(delete(JudgeReadiness).where(JudgeReadiness.account_id == account_id))
