"""An editor, described once: whose document it edits, what stands around it, who may."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Generic, Protocol, TypeVar

import msgspec
from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from chassis import shapes
from chassis.forms.definition import Form as Document
from chassis.http.client import Refused
from gateway.clients.manuscript_history import Comparison, History
from gateway.clients.manuscripts import Manuscript, Review
from gateway.clients.service import Answer
from gateway.editors.differences import Change, changes
from gateway.forms.document_form import DocumentForm, document_form

A = TypeVar("A", bound=Answer)


class Source(Protocol[A]):
    """Where the document comes from: methods of a client, which take the arguments of the page's address by name."""

    @property
    def draft(self) -> Callable[..., Manuscript[A]]: ...
    @property
    def save(self) -> Callable[..., Manuscript[A]]: ...
    @property
    def review(self) -> Callable[..., Review[A]]: ...
    @property
    def history(self) -> Callable[..., History[A]]: ...
    @property
    def comparison(self) -> Callable[..., Comparison[A]]: ...
    @property
    def restore(self) -> Callable[..., Manuscript[A]]: ...
    @property
    def publish(self) -> Callable[..., Manuscript[A]]: ...


def _nothing(_sent: MultiDict[str, str]) -> dict[str, Any]:
    return {}


def _no_pictures(_found: Manuscript[A]) -> dict[str, str]:
    return {}


def _no_question(_address: Mapping[str, Any], _refused: Refused) -> str | None:
    return None


def _mark(found: Manuscript[A]) -> str:
    return f"document-{found.state}"


@dataclass(frozen=True)
class Editor(Generic[A]):
    """An editor, described once; `pages.editor_pages` makes its pages."""

    name: str
    """Of its blueprint: `edit`, `review`, `preview`, `history`, `comparison` are its pages."""
    address: str
    """Where the document is looked over; its other pages lie below."""
    source: Source[A]
    title: Callable[[Manuscript[A]], str]
    preview: Callable[[Manuscript[A]], ResponseReturnValue]
    """The draft on a page as its readers would see it, or the way there."""
    published: Callable[[Manuscript[A]], str]
    """What is said once it is published."""
    readers: Sequence[str]
    writers: Sequence[str]
    everywhere: bool
    """Whether the roles have to be held everywhere; else the service looks at the scope."""
    mark: Callable[[Manuscript[A]], str] = _mark
    """The state that is shown beside the title, a key of `shell.state_words.STATES`."""
    chosen: Callable[[MultiDict[str, str]], dict[str, Any]] = _nothing
    """What the form that publishes says, as `source.publish` takes it. Raises Problem."""
    asks: Callable[[Mapping[str, Any], Refused], str | None] = _no_question
    """The page on which a refusal is asked about, such as whether people are to be told; None to say it as it is."""
    fields: str = "editors/fields.html"
    """Template of the form's fields."""
    about: str = "editors/about.html"
    """Template of what is said above: where the document stands."""
    publishing: str = "editors/publishing.html"
    """Template of what can be done with it: publishing, and what else the area knows."""
    previewed: Any = _l("按公开页面预览")
    """What the link to the preview says."""
    pictures: Callable[[Manuscript[A]], Mapping[str, str]] = _no_pictures
    """Where choices that are pictures are shown in small, by their keys."""
    leads: Mapping[str, str] = field(default_factory=dict)
    """Buttons of the form that save it and then lead to another page: what they send, and that page's endpoint."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """What these templates of the area's own ask for."""

    def changes(self, found: Manuscript[A], before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
        """What differs between two contents of the document."""
        return changes(self.form(found).document, before, after)

    def in_order(self, found: Manuscript[A], names: Iterable[str]) -> list[str]:
        """Parts of the document that messages are about, as people read them."""
        known = {one.key: number for number, one in enumerate(self.form(found).document)}
        return sorted(names, key=lambda one: known.get(one.partition(".")[0], len(known)))

    def labels(self, found: Manuscript[A], names: Iterable[str]) -> Mapping[str, str]:
        """What these parts of the document are called."""
        form = self.form(found)
        known = form.labels(form.stored(found.content))
        return {name: str(known.get(name, name)) for name in names}

    def link_to(self, place: "Place[A]", found: Manuscript[A], name: str) -> str:
        """The address at which this part of the document is mended."""
        return place.link("edit", _anchor=name)

    def form(self, found: Manuscript[A], content: Mapping[str, Any] | None = None) -> DocumentForm:
        """The form of the document with these answers, those of the draft unless given."""
        document = _read(msgspec.json.encode(found.form))
        answers = found.content if content is None else content
        return document_form(document, answers=answers, pictures=self.pictures(found))


@lru_cache(maxsize=64)
def _read(form: bytes) -> Document:
    """A form by its JSON, kept: reading one costs more than finding it."""
    return shapes.read(form, Document)


@dataclass(frozen=True)
class Place(Generic[A]):
    """The pages of one document: what templates ask for links."""

    editor: Editor[A]
    address: Mapping[str, Any]
    """The arguments of its address."""

    def link(self, page: str, **more: Any) -> str:
        """The address of one of its pages."""
        return url_for(f"{self.editor.name}.{page}", **self.address, **more)
