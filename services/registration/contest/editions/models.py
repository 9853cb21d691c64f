"""An edition: one year of the contest, with everything that is decided per year."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chassis import clock
from chassis.http.etag import etag_of
from contracts.scopes import Scope
from services.registration.base import Base

ENTRY_STAGE = "entry"
"""Key of the stage in which teams enter; its end is the deadline."""
ENTRY, SCREENING, JUDGING, NOTICE, OTHER = "entry", "screening", "judging", "notice", "other"
STAGE_KINDS = (ENTRY, SCREENING, JUDGING, NOTICE, OTHER)
"""What happens in a stage: teams enter, forms are checked, judges score, the public may object, anything else."""
TIMES = ("opens_at", "closes_at")
"""The window of a stage: from the first instant to the first one after it."""


DETAILS = (
    *("summary", "summary_en", "contacts", "picture", "exceptional_days", "eligibility", "materials"),
    *("screening", "screening_rules", "awards", "notice_periods", "organisers", "documents"),
)
"""What only readers of the whole edition need; it stands in one column."""


class Contest(Base):
    """What editions are editions of: 厦门5G应用大赛."""

    __tablename__ = "contest"

    key: Mapped[str] = mapped_column(String(50), primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    name_en: Mapped[str] = mapped_column(String(200), default="")
    mark: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """A picture that stands for it: a file of the site."""
    front: Mapped[bool] = mapped_column(default=False)
    """Whether the first page of the site shows it; one contest has that."""


class Edition(Base):
    """One edition. Its lists are read and replaced as a whole, so they are JSON."""

    __tablename__ = "edition"

    slug: Mapped[str] = mapped_column(String(50), primary_key=True)
    contest_key: Mapped[str | None] = mapped_column(ForeignKey("contest.key"))
    version: Mapped[int] = mapped_column(Integer, default=0)
    """One more at each change; the other parts are told of every one."""
    name: Mapped[str] = mapped_column(String(100))
    name_en: Mapped[str] = mapped_column(String(200))
    entry_prefix: Mapped[str] = mapped_column(String(12), unique=True)
    opens_at: Mapped[datetime] = mapped_column(index=True)
    closes_at: Mapped[datetime]
    """Exclusive end of the stage `entry`: the deadline."""
    judging_opens_at: Mapped[datetime | None]
    """When the first stage of judging opens; None without one."""
    ends_at: Mapped[datetime]
    """When its last stage ends, exclusive."""
    screening_opens_at: Mapped[datetime | None]
    """When the first stage of screening opens; None where entries are not screened."""
    judging_overlaps: Mapped[bool] = mapped_column(default=False)
    """Whether judging may open before the deadline and before screening is over."""
    upload_grace: Mapped[int] = mapped_column(default=0)
    """Minutes after the deadline in which uploads begun before it may end, and be handed in."""
    stage_list: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    tracks: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    groups: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    team_rules: Mapped[dict[str, Any]] = mapped_column(JSON)
    track_addresses: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """Of each track its key, the address of its page, and the former ones."""
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
    """The rest of what it says, by the names in DETAILS."""
    numbered: Mapped[int] = mapped_column(Integer, default=0)
    """The last entry number given out; it only grows."""
    sha256: Mapped[str] = mapped_column(String(64))
    """Of the canonical document as it is public."""
    archived_at: Mapped[datetime | None]
    updated_at: Mapped[datetime]
    contest: Mapped[Contest | None] = relationship()
    """Read when it is asked for: PostgreSQL locks no row together with one that may be none."""

    @property
    def scope(self) -> Scope:
        """The scope of a role that holds for this edition."""
        return Scope.edition(self.slug)

    @property
    def etag(self) -> str:
        """Changes with every change of the edition."""
        return etag_of(self.slug, self.version)

    @property
    def judging_began(self) -> bool:
        """Whether judges score already: what was handed in is then taken back by an organizer alone."""
        return self.judging_opens_at is not None and self.judging_opens_at <= clock.now()

    @property
    def uploads_until(self) -> datetime:
        """Until when an upload begun before the deadline may end."""
        return self.closes_at + timedelta(minutes=self.upload_grace)

    @property
    def is_over(self) -> bool:
        """Whether every stage of it has ended."""
        return self.ends_at <= clock.now()

    @property
    def screens(self) -> bool:
        """Whether entries are screened before they are judged."""
        return self.screening_opens_at is not None

    @property
    def results_at(self) -> datetime | None:
        """When its results become public: its last public notice opens, or its last stage ends; None without any."""
        notices = [one["opens_at"] for one in self.stages if one["kind"] == NOTICE]
        ends = [one["closes_at"] for one in self.stages if one["key"] != ENTRY_STAGE]
        return max(notices or ends, default=None)

    @property
    def takes_changes(self) -> bool:
        """Whether what was handed in can still be changed on request: after the deadline, before its results."""
        now, results_at = clock.now(), self.results_at
        return self.closes_at <= now and self.archived_at is None and (results_at is None or now < results_at)

    @property
    def stages(self) -> list[dict[str, Any]]:
        """The stages in order, their times as aware datetimes."""
        return [s | {t: datetime.fromisoformat(s[t]) for t in TIMES} for s in self.stage_list]

    @stages.setter
    def stages(self, stages: list[dict[str, Any]]) -> None:
        self.stage_list = [s | {t: s[t].isoformat() for t in TIMES} for s in stages]
        for name, at in dates_of(stages).items():
            setattr(self, name, at)

    @property
    def document(self) -> dict[str, Any]:
        """The whole edition as it is public, by the names of its document."""
        names = ("name", "name_en", "entry_prefix", "judging_overlaps", "upload_grace")
        own = {name: getattr(self, name) for name in names}
        lists = {name: getattr(self, name) for name in ("stages", "tracks", "groups", "team_rules")}
        return {"contest": self.contest, **own, **lists, **self.details}


def dates_of(stages: Sequence[Mapping[str, Any]]) -> dict[str, datetime | None]:
    """The dates of an edition that follow from its stages, by the names of their columns."""
    entry = next(stage for stage in stages if stage["key"] == ENTRY_STAGE)
    return {
        "opens_at": entry["opens_at"],
        "closes_at": entry["closes_at"],
        "ends_at": max(stage["closes_at"] for stage in stages),
        "screening_opens_at": first_of(stages, SCREENING),
        "judging_opens_at": first_of(stages, JUDGING),
    }


def first_of(stages: Sequence[Mapping[str, Any]], kind: str) -> datetime | None:
    """When the first stage of the kind opens."""
    return min((stage["opens_at"] for stage in stages if stage["kind"] == kind), default=None)


def early_judging(stages: Sequence[Mapping[str, Any]]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Stages of judging that open before teams have entered and are screened: the place of each, and what it precedes.

    Nobody scores what may still change or has not been screened, unless the edition says so.
    """
    before = [stage for stage in stages if stage["kind"] in {ENTRY, SCREENING}]
    for number, stage in enumerate(stages):
        if stage["kind"] == JUDGING and (late := [one for one in before if stage["opens_at"] < one["closes_at"]]):
            yield number, late[0]
