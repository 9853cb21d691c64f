"""The calls that services answer about every document that people write (`chassis/manuscripts/routes.py`)."""

from typing import Any, Generic, ParamSpec

from gateway.clients.manuscript_history import Comparison, History
from gateway.clients.manuscripts import A, Manuscript, Review
from gateway.clients.service import Service

P = ParamSpec("P")


class ManuscriptCalls(Service, Generic[P, A]):
    """Documents of one kind, asked as the person who writes. Each is named by what its client's `_at` takes."""

    about: type[A]
    """What each of them belongs to."""

    def _at(self, *names: P.args, **named: P.kwargs) -> str:
        """The address below which the service has this document."""
        raise NotImplementedError

    def draft(self, *names: P.args, **named: P.kwargs) -> Manuscript[A]:
        """The draft."""
        return self._get(self._manuscript, f"{self._at(*names, **named)}/draft")

    def save(self, content: dict[str, Any], etag: str, *names: P.args, **named: P.kwargs) -> Manuscript[A]:
        """Replace the draft."""
        path, body = f"{self._at(*names, **named)}/draft", {"content": content}
        return self._send(self._manuscript, "PUT", path, json=body, etag=etag)

    def review(self, *names: P.args, **named: P.kwargs) -> Review[A]:
        """The draft beside what was published last."""
        kind: Any = Review[self.about]  # type: ignore[name-defined]  # generic of a value, as msgspec takes it
        found: Review[A] = self._get(kind, f"{self._at(*names, **named)}/review")
        return found

    def history(self, after: str | None, *names: P.args, **named: P.kwargs) -> History[A]:
        """Who wrote at it and when."""
        kind: Any = History[self.about]  # type: ignore[name-defined]  # as above
        found: History[A] = self._get(kind, f"{self._at(*names, **named)}/history", after=after)
        return found

    def comparison(self, after: int, before: int | None, *names: P.args, **named: P.kwargs) -> Comparison[A]:
        """Two of its revisions; without `before` the one before."""
        kind: Any = Comparison[self.about]  # type: ignore[name-defined]  # as above
        found: Comparison[A] = self._get(kind, f"{self._at(*names, **named)}/comparison", after=after, before=before)
        return found

    def restore(self, number: int, etag: str, *names: P.args, **named: P.kwargs) -> Manuscript[A]:
        """Go on from an earlier revision."""
        path = f"{self._at(*names, **named)}/revisions/{number}/restoration"
        return self._send(self._manuscript, "POST", path, etag=etag)

    def _publish(self, said: dict[str, Any], etag: str, *names: P.args, **named: P.kwargs) -> Manuscript[A]:
        """Publish the draft; `said` is what the service asks beside it."""
        return self._send(self._manuscript, "POST", f"{self._at(*names, **named)}/publication", json=said, etag=etag)

    @property
    def _manuscript(self) -> type[Manuscript[A]]:
        kind: Any = Manuscript[self.about]  # type: ignore[name-defined]  # as above
        found: type[Manuscript[A]] = kind
        return found
