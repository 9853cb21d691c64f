"""What organizers can do with a contest: begin it, rename it, give it a mark, let the site show it first."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.http.auth import Identity
from chassis.http.errors import NotFound
from chassis.http.fields import is_key
from chassis.storage import audit
from chassis.storage.locks import lock_names
from services.registration.contest.contests.errors import NameTaken
from services.registration.contest.drafting.models import EditionDraft
from services.registration.contest.editions.actions import add_contest, new_contest_key
from services.registration.contest.editions.models import Contest, Edition
from services.registration.contest.publication.actions import publish_version
from services.registration.files.collections.models import SiteFile
from services.registration.files.collections.schemas import SiteFileSchema

_NAMED = ("key", "name", "name_en", "mark", "front")
_COUNTED = (
    select(Contest, func.count(EditionDraft.slug), func.count(Edition.slug))
    .outerjoin(EditionDraft, EditionDraft.contest_key == Contest.key)
    .outerjoin(Edition, Edition.slug == EditionDraft.slug)
    .group_by(Contest.key)
)


def list_contests(session: Session) -> list[dict[str, Any]]:
    """Every contest with the number of its editions, by name."""
    return [_counted(*row) for row in session.execute(_COUNTED.order_by(Contest.name, Contest.key))]


def show_contest(session: Session, key: str) -> dict[str, Any]:
    """One of them. Raises NotFound."""
    found = session.execute(_COUNTED.where(Contest.key == key)).one_or_none() if is_key(key) else None
    if found is None:
        raise NotFound
    return _counted(*found)


def _counted(contest: Contest, editions: int, published: int) -> dict[str, Any]:
    return {name: getattr(contest, name) for name in _NAMED} | {"editions": editions, "published": published}


def begin_contest(session: Session, caller: Identity, facts: dict[str, str]) -> Contest:
    """A new contest, without editions. Raises NameTaken."""
    lock_names(session, ["editions"])
    _refuse_taken(session, facts["name"])
    contest = add_contest(session, key=new_contest_key(session, facts["name_en"] or facts["name"]), **facts)
    audit.record(session, caller.account_id, "contest.create", contest.key, **facts)
    return contest


def rename_contest(session: Session, caller: Identity, key: str, facts: dict[str, str]) -> None:
    """Call it otherwise, on all pages. Raises NotFound, NameTaken."""
    contest = _find(session, key)
    _refuse_taken(session, facts["name"], own=key)
    if (contest.name, contest.name_en) != (facts["name"], facts["name_en"]):
        contest.name, contest.name_en = facts["name"], facts["name_en"]
        audit.record(session, caller.account_id, "contest.rename", key, **facts)
        _tell(session, contest)


def put_mark(session: Session, caller: Identity, key: str, picture: SiteFile | None) -> None:
    """Give it a picture that stands for it, or none. Raises NotFound."""
    contest = _find(session, key)
    contest.mark = SiteFileSchema().dump(picture) if picture else None
    if picture:
        picture.public_at = clock.now()
    audit.record(session, caller.account_id, "contest.mark", key, sha256=picture.sha256 if picture else "")
    _tell(session, contest)


def show_first(session: Session, caller: Identity, key: str) -> None:
    """Let the site's first page show this contest and no other. Raises NotFound."""
    chosen = _find(session, key)
    before = list(session.scalars(select(Contest).where(Contest.front, Contest.key != key)))
    if before or not chosen.front:
        for contest in (*before, chosen):
            contest.front = contest is chosen
            _tell(session, contest)
        audit.record(session, caller.account_id, "contest.front", key, name=chosen.name)


def _find(session: Session, key: str) -> Contest:
    lock_names(session, ["editions"])
    found = session.get(Contest, key) if is_key(key) else None
    if found is None:
        raise NotFound
    return found


def _refuse_taken(session: Session, name: str, own: str = "") -> None:
    if session.scalar(select(Contest.key).where(Contest.name == name, Contest.key != own)):
        raise NameTaken(name=name)


def _tell(session: Session, contest: Contest) -> None:
    """Every edition of it is told again: the others know a contest by its editions alone."""
    session.flush()
    own = select(Edition).where(Edition.contest_key == contest.key).order_by(Edition.slug).with_for_update()
    for edition in session.scalars(own).all():
        publish_version(session, edition, edition.stages)
