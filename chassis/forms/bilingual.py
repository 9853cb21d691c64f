"""Words in both languages, as an author of a document writes them."""

from typing import Annotated

import msgspec
from flask_babel import lazy_gettext as _l

from chassis.http.schemas import FieldError
from chassis.words.texts import current_locale

Text = Annotated[str, msgspec.Meta(max_length=4000)]
NO_ENGLISH = FieldError("no-english", _l("没有英文，英文页面将显示中文。"))
"""Said of a text that is there in Chinese alone; it may be published all the same."""


def _chosen(zh: str, en: str) -> str:
    locale = current_locale()
    return en if en and locale is not None and locale.language == "en" else zh


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A text in Chinese and English; where there is no English one, the Chinese one is shown to everybody."""

    zh: Annotated[str, msgspec.Meta(min_length=1, max_length=4000)]
    en: Text = ""

    def __str__(self) -> str:
        """The text in the reader's language."""
        return _chosen(self.zh, self.en)


class Said(msgspec.Struct, frozen=True, omit_defaults=True):
    """An answer as it reads in both languages; without an English reading it is the same in both."""

    zh: str = ""
    en: str = ""

    def __str__(self) -> str:
        """The answer in the reader's language."""
        return _chosen(self.zh, self.en)

    @property
    def english(self) -> str:
        """The English reading."""
        return self.en or self.zh
