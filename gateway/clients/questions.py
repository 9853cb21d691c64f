"""What pages ask registration of questions: asking, answering, publishing."""

from datetime import datetime
from typing import Any
from uuid import UUID

from gateway.clients.service import Answer, Page, Service


class QuestionHead(Answer, frozen=True):
    """A question in the list of its team."""

    id: UUID
    title: str
    """What it is about, in a line."""
    state: str
    """`open`, `answered` or `closed`."""
    since: datetime
    asked_name: str
    asked_at: datetime


class SectionChoice(Answer, frozen=True):
    """A section that can be asked about."""

    key: str
    title: str
    title_en: str


class SectionName(Answer, frozen=True):
    """A section by name; empty for none."""

    title: str
    title_en: str


class Questions(Answer, frozen=True):
    """The questions of an entry, the latest first."""

    entry_id: UUID
    edition: str
    title: str
    relation: str
    sections: tuple[SectionChoice, ...]
    items: tuple[QuestionHead, ...]
    may: tuple[str, ...]


class QuestionRow(QuestionHead, frozen=True):
    """A question on the desk of the office."""

    entry_id: UUID
    entry_title: str
    number: str | None
    track: str
    taken_name: str
    """Who of the office works on it; empty: nobody."""
    article_id: UUID | None


class Post(Answer, frozen=True):
    """What was written."""

    author_name: str
    office: bool
    text: str
    written_at: datetime


class Question(QuestionRow, frozen=True):
    """A question, whole."""

    edition: str
    section: SectionName
    posts: tuple[Post, ...]
    may: tuple[str, ...]


class PublishedAnswer(Answer, frozen=True):
    """An answer as everybody reads it, or as it was last read."""

    slug: str
    title: str
    body: str
    public: bool


class AskedQuestions(Service):
    """Registration's questions, asked as the person who looks."""

    part = "registration"

    def of_entry(self, entry_id: UUID) -> Questions:
        """What the team of an entry asked."""
        return self._get(Questions, f"/entries/{entry_id}/questions")

    def ask(self, entry_id: UUID, facts: dict[str, str], key: str) -> Question:
        """Ask: `title`, `section`, `text`; once for each key."""
        return self._send(Question, "POST", f"/entries/{entry_id}/questions", json=facts, key=key)

    def question(self, question_id: UUID) -> Question:
        """One question. Refused with 404 where it is not for this person."""
        return self._get(Question, f"/questions/{question_id}")

    def ask_on(self, question_id: UUID, text: str, key: str) -> Question:
        """Write on as the team, once for each key."""
        return self._send(Question, "POST", f"/questions/{question_id}/posts", json={"text": text}, key=key)

    def answer(self, question_id: UUID, text: str, key: str) -> Question:
        """Answer the team, once for each key."""
        return self._send(Question, "POST", f"/questions/{question_id}/answers", json={"text": text}, key=key)

    def take(self, question_id: UUID) -> None:
        """Work on it, so that nobody else answers."""
        self._do("PUT", f"/questions/{question_id}/taker")

    def give_back(self, question_id: UUID) -> None:
        """Let anybody of the office answer it."""
        self._do("DELETE", f"/questions/{question_id}/taker")

    def close(self, question_id: UUID) -> None:
        """End it."""
        self._do("POST", f"/questions/{question_id}/end")

    def published(self, question: Question) -> PublishedAnswer | None:
        """What everybody reads of it or read last; None where nothing was ever published."""
        return self._get(PublishedAnswer, f"/questions/{question.id}/publication") if question.article_id else None

    def publish(self, question_id: UUID, title: str, body: str) -> PublishedAnswer:
        """Let everybody read this question and answer, or a correction of them."""
        words = {"title": title, "body": body}
        return self._send(PublishedAnswer, "PUT", f"/questions/{question_id}/publication", json=words)

    def retract(self, question_id: UUID, reason: str) -> None:
        """Take the published answer off the site."""
        self._do("DELETE", f"/questions/{question_id}/publication", json={"reason": reason})

    def asked(self, edition: str, wanted: dict[str, Any]) -> Page[QuestionRow]:
        """The questions of an edition, those first that are longest where they are."""
        return self._get(Page[QuestionRow], f"/editions/{edition}/questions", **wanted)


QUESTIONS = AskedQuestions()
