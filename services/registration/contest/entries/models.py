"""Entries, what was submitted of them, and which judges may read their files."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, Text, or_, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chassis.http.etag import etag_of
from services.registration.base import Base
from services.registration.contest.editions.models import Edition
from services.registration.contest.joint_applicants.models import JointApplicant
from services.registration.contest.papers.counting import counting
from services.registration.contest.papers.models import EntryFile, SubmittedFile, by_slot
from services.registration.contest.screening.models import Screening
from services.registration.contest.screening.steps import told_state
from services.registration.contest.teams.models import SubmittedMember, TeamMember

DRAFT, SUBMITTED, WITHDRAWN = "draft", "submitted", "withdrawn"
STATES = (DRAFT, SUBMITTED, WITHDRAWN)

_HANDED_IN = text(f"state = '{SUBMITTED}'")


class Entry(Base):
    """What a team enters: its answers to a version of the edition's form. Saving never refuses what is half done."""

    __tablename__ = "entry"
    __table_args__ = (
        Index(
            "uq_entry_title", "edition", "title_key", unique=True, sqlite_where=_HANDED_IN, postgresql_where=_HANDED_IN
        ),
        Index("ix_entry_leader", "leader_id", "id"),
        Index("ix_entry_counts", "edition", "track", "state"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    edition: Mapped[str] = mapped_column(ForeignKey("edition.slug"))
    number: Mapped[str | None] = mapped_column(String(20), unique=True)
    """Given at the first submission, kept for good, never reused."""
    version: Mapped[int] = mapped_column(default=0)
    """How often it was submitted."""
    revision: Mapped[int] = mapped_column(default=1)
    """One more at every change; the ETag is made of it."""
    state: Mapped[str] = mapped_column(String(10))
    revising: Mapped[bool] = mapped_column(default=False)
    """Whether a next version is being written while the one handed in last stands."""
    title: Mapped[str] = mapped_column(Text, default="")
    title_key: Mapped[str] = mapped_column(Text, default="")
    """The title as it is compared: `chassis.words.folding.fold`."""
    track: Mapped[str] = mapped_column(String(50), default="")
    group: Mapped[str] = mapped_column(String(50), default="")
    organisation: Mapped[str] = mapped_column(Text, default="")
    """Title, track, group and organisation are answers, written beside them for lists and conflicts of interest.

    Of an entry that is handed in they are those that stand, whatever is being written.
    """
    organisation_key: Mapped[str] = mapped_column(Text, default="")
    """The organisation as names are compared: `organisations.spelling.key_of`."""
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    """The organisation behind that name, since the entry was first handed in."""
    organisation_kept: Mapped[str] = mapped_column(Text, default="")
    """The name, as names are compared, that the team keeps although others are alike."""
    form_version: Mapped[int]
    form_sha256: Mapped[str] = mapped_column(String(64))
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """To what the form asks at present, by key."""
    aside: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """Answers to what the form does not ask at present; they come back when it does."""
    kept: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """Answers to earlier versions that found no place in this one, each with its label and why."""
    writers: Mapped[dict[str, dict[str, str]]] = mapped_column(JSON, default=dict)
    """Who changed an answer last, and when, by its key: `by` an account, `at` a time."""
    lacking: Mapped[int] = mapped_column(default=0)
    """How many fields still stopped its submission when it last changed."""
    search_text: Mapped[str] = mapped_column(Text, default="", active_history=True)
    """Number, leader and the answers the form marks for it, folded, for the organizers' search."""
    leader_id: Mapped[UUID]
    leader_name: Mapped[str]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    """When its leader was last reminded that it is not handed in."""

    home: Mapped[Edition] = relationship(viewonly=True)
    """Its edition, as `edition` names it; what is to be written follows from that name alone."""
    all_papers: Mapped[list[EntryFile]] = relationship(order_by="EntryFile.id", cascade="all, delete-orphan")
    """The files of all slots in the order they came, with those that are to replace others."""
    team: Mapped[list[TeamMember]] = relationship(
        order_by=(TeamMember.role.desc(), TeamMember.place, TeamMember.id), cascade="all, delete-orphan"
    )
    """Every place of the team, the leader's first, advisors after members; those that are no longer taken too."""

    joint_applicants: Mapped[list[JointApplicant]] = relationship(
        order_by=JointApplicant.id, cascade="all, delete-orphan"
    )
    """Those that the form names, and those it named once; in the order they came."""

    screening: Mapped[Screening | None] = relationship(cascade="all, delete-orphan")
    """Where its screening stands; None before it is handed in."""

    @property
    def etag(self) -> str:
        """Changes with every change of the entry."""
        return etag_of(self.id, self.revision)

    @property
    def being_written(self) -> bool:
        """Whether its answers and files may change: it is not handed in, or a next version is under way."""
        return self.state != SUBMITTED or self.revising

    @property
    def closes_at(self) -> datetime:
        """The deadline of its edition."""
        return self.home.closes_at

    @property
    def upload_grace(self) -> int:
        """Minutes after the deadline in which uploads begun before it may end."""
        return self.home.upload_grace

    @property
    def submits_until(self) -> datetime:
        """Until when what is written may be handed in: longer where a file came in by the grace for uploads."""
        late = any(paper.uploaded_at >= self.closes_at for paper in self.all_papers)
        return self.home.uploads_until if late else self.closes_at

    @property
    def in_correction(self) -> bool:
        """Whether its team may correct what it handed in now, as far as the screening opened it."""
        return self.state == SUBMITTED and self.screening is not None and self.screening.correctable

    @property
    def screening_told(self) -> dict[str, Any] | None:
        """Where its screening stands, as its team is told; None where it is not screened."""
        return told_state(self.screening) if self.state == SUBMITTED and self.home.screens else None

    @property
    def judging_began(self) -> bool:
        """Whether judges score already in its edition."""
        return self.home.judging_began

    @property
    def team_rules(self) -> dict[str, Any]:
        """Who may be in its team."""
        return self.home.team_rules

    @property
    def leader(self) -> dict[str, Any]:
        """Who enters it."""
        return {"id": self.leader_id, "name": self.leader_name}

    @property
    def papers(self) -> list[EntryFile]:
        """The files that count."""
        return counting(self.all_papers).papers

    @property
    def replacements(self) -> dict[str, EntryFile]:
        """By slot the file that is to replace another and was not found good."""
        return counting(self.all_papers).replacements

    @property
    def files(self) -> dict[str, list[EntryFile]]:
        """The files of each slot that count."""
        return by_slot(self.papers)


class Submission(Base):
    """What was handed in, word for word. Written once, never changed; judges read the last one, never the draft."""

    __tablename__ = "submission"

    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(Text)
    track: Mapped[str] = mapped_column(String(50))
    group: Mapped[str] = mapped_column(String(50))
    organisation: Mapped[str] = mapped_column(Text)
    form_version: Mapped[int]
    form_sha256: Mapped[str] = mapped_column(String(64))
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    leader_id: Mapped[UUID]
    leader_name: Mapped[str]
    submitted_at: Mapped[datetime]
    content_sha256: Mapped[str] = mapped_column(String(64))
    """Over all that was handed in, as `receipts.content_of` says."""
    key_id: Mapped[str] = mapped_column(String(16))
    signature: Mapped[str] = mapped_column(String(128))
    """Of its receipt, by the institution's key of this id."""
    code: Mapped[str] = mapped_column(String(16), unique=True)
    """By which anybody verifies its receipt."""
    request_id: Mapped[UUID | None]
    """The change request that made it; None where the team handed it in."""
    joint_applicants: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    """`name` of each, in the form's order, and `proof`: a state of `joint_applicants.models`."""

    entry: Mapped[Entry] = relationship(viewonly=True)
    papers: Mapped[list[SubmittedFile]] = relationship(order_by="SubmittedFile.id")
    team: Mapped[list[SubmittedMember]] = relationship(order_by=SubmittedMember.turn)

    @property
    def edition(self) -> str:
        """The edition of its entry."""
        return self.entry.edition

    @property
    def home(self) -> Edition:
        """The same, whole."""
        return self.entry.home

    @property
    def files(self) -> dict[str, list[SubmittedFile]]:
        """The files of each slot."""
        return by_slot(self.papers)


class ReadingGrant(Base):
    """A judge may read the files of an entry, as long as the assignment stands.

    A removed grant stays as a mark, so that an assignment told again, or told late, never opens the files once more.
    """

    __tablename__ = "reading_grant"
    __table_args__ = (Index("ix_reading_grant_judge", "judge_id", "entry_id"),)

    assignment_id: Mapped[UUID] = mapped_column(primary_key=True)
    entry_id: Mapped[UUID]
    judge_id: Mapped[UUID]
    removed_at: Mapped[datetime | None]


BEING_WRITTEN = or_(Entry.state != SUBMITTED, Entry.revising)
"""Picks the entries that are `being_written`."""
