"""What a judge says of themselves, once, and for each edition."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.judging.base import Base


class JudgeProfile(Base):
    """A judge's title and organisations."""

    __tablename__ = "judge_profile"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("judge.account_id"), primary_key=True)
    title: Mapped[str] = mapped_column(String(100))
    updated_at: Mapped[datetime]

    employers: Mapped[list["JudgeEmployer"]] = relationship(
        cascade="all, delete-orphan", order_by="JudgeEmployer.name", lazy="selectin"
    )


class JudgeEmployer(Base):
    """An organisation that a judge works for, or did within the last three years: its entries they never judge."""

    __tablename__ = "judge_employer"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("judge_profile.account_id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True, index=True)
    """Its name as names are compared: `chassis.words.folding.bare`."""
    name: Mapped[str] = mapped_column(String(100))
    current: Mapped[bool]


class JudgeReadiness(Base):
    """What a judge is ready for in one edition."""

    __tablename__ = "judge_readiness"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("judge.account_id"), primary_key=True)
    edition: Mapped[str] = mapped_column(String(50), primary_key=True)
    tracks: Mapped[list[str]] = mapped_column(JSON)
    """Keys of the tracks they know well; empty where they said nothing, which is not none."""
    most: Mapped[int | None]
    """How many entries of a stage they can judge; None where they set no limit."""
