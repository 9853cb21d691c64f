"""What an article says, as its form asks for it; nothing about its length or its fields is written anywhere else."""

import dataclasses
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from flask_babel import lazy_gettext as _l
from msgspec.structs import replace

from chassis.forms.definition import Form
from chassis.forms.documents import read
from chassis.forms.fields import Choice
from chassis.http.schemas import FieldError
from chassis.manuscripts.content import Content
from chassis.manuscripts.kinds import Errors, Kind, form_kind
from services.registration.files.collections.choosing import choice_of, documents_of, named_by_files
from services.registration.files.collections.models import SiteFile
from services.registration.site.articles.concern import keys_of
from services.registration.site.articles.models import Article

TEXTS = (
    *("title", "title_en", "summary", "summary_en", "body", "body_en"),
    *("document_number", "signed_by", "signed_by_en"),
)
"""The texts of an article, in columns of the same names. English may be empty."""
_NO_ENGLISH = FieldError("no-english", _l("还没有英文，英文读者会看到中文和提示。"))


def _doubtful(content: Content) -> Errors:
    return {key: [_NO_ENGLISH.body()] for key in ("title_en", "body_en") if not content.get(key)}


_FORM = read((Path(__file__).parent / "form.json").read_bytes())


def kind_of(files: Iterable[SiteFile], concerns: Iterable[Choice]) -> Kind:
    """The kind of document an article is, with the files that it can attach and what it can belong to.

    Where it can belong to nothing, as pages of the site cannot, it is not asked.
    """
    choices = list(concerns)
    form = _FORM if choices else _without(_FORM, "concern")
    form = form.offering({"files": map(choice_of, files), "concerns": choices})
    kind = form_kind("article", form, _doubtful)
    return dataclasses.replace(kind, load=lambda given: named_by_files(form, kind.load(given), "attachments"))


def _without(form: Form, key: str) -> Form:
    kept = [replace(part, fields=tuple(one for one in part.fields if one.key != key)) for part in form.sections]
    return replace(form, sections=tuple(kept))


def release(article: Article, content: Content, known: Mapping[str, Any]) -> None:
    """Put what was published into the columns that the public reads. `known` are files by what forms call them."""
    for name in TEXTS:
        setattr(article, name, content.get(name, ""))
    for name, key in keys_of(str(content.get("concern", ""))).items():
        setattr(article, name, key)
    display: Any = content.get("display", [])
    article.pinned, article.red_head = "pinned" in display, "red_head" in display
    article.rank = int(content.get("rank") or 0)
    article.attachments = documents_of(content.get("attachments", ()), known)
