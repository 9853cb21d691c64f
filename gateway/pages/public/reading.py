"""Articles in the reader's language, and what search engines and shared links are told about a page."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from flask import Flask, current_app, request, url_for
from markupsafe import Markup

from chassis.http.client import Refused
from chassis.words import markup
from gateway.clients.registration.articles import ARTICLES, Article, Readable, ReadableHead
from gateway.clients.registration.site_files import OfferedFile, SiteFile
from gateway.edge.assets import asset
from gateway.edge.security import public_address
from gateway.editions.words import file_address
from gateway.shell.display import language, named

_CUT_WORD = re.compile(r"(\s+[!-~]*|[\s!-~]|[^\s!-~])\Z")
"""What a cut leaves of a word of Latin letters, with the space before it; of other writing one character."""
SHELVES = {"notice": "notices", "announcement": "announcements", "winners": "winners"}
"""The list in which articles of a kind have a page each; questions share one page, pages have addresses of their own.
"""


@dataclass(frozen=True)
class Text:
    """An article as it stands on a page."""

    title: str
    summary: str
    html: str
    """As it was sent."""
    foreign: bool
    """Whether the reader asked for English and there is none: the page says so and marks the text as Chinese."""
    facts: ReadableHead

    @property
    def signed_by(self) -> str:
        """Whose document it is; empty where it does not say."""
        return named(self.facts, "signed_by") if isinstance(self.facts, Readable) else ""

    @property
    def attachments(self) -> tuple[OfferedFile, ...]:
        """Files below the text; none in lists."""
        return self.facts.attachments if isinstance(self.facts, Readable) else ()

    @property
    def address(self) -> str:
        """The path of its page."""
        return address_of(self.facts)

    @property
    def body(self) -> Markup:
        """The text itself, cleaned here too, whoever sent it. Lists do not show it, so they do not pay for it."""
        return Markup(markup.clean(self.html))  # noqa: S704  cleaned just here


def address_of(article: ReadableHead | Article) -> str:
    """The path where an article is read; empty for a page of a name that has no place on the site."""
    if article.kind == "faq":
        return url_for("site.faq", _anchor=article.slug)
    if article.kind in SHELVES:
        return url_for(f"{SHELVES[article.kind]}.show", slug=article.slug)
    page = f"site.{article.slug}"
    return url_for(page) if page in current_app.view_functions else ""


def worded(article: ReadableHead) -> Text:
    """The article in the reader's language, else in Chinese. One without its bodies is judged by its title."""
    english = language() == "en"
    body, body_en = (article.body, article.body_en) if isinstance(article, Readable) else (None, None)
    if english and article.title_en and body_en != "":
        return Text(article.title_en, article.summary_en, body_en or "", False, article)
    return Text(article.title, article.summary, body or "", english, article)


def all_worded(articles: Iterable[ReadableHead]) -> list[Text]:
    """Several articles in the reader's language."""
    return [worded(article) for article in articles]


def find(kind: str, slug: str) -> Readable | None:
    """The public article at this address, if there is one."""
    try:
        return ARTICLES.readable(kind, slug)
    except Refused as refused:
        if refused.status == 404:
            return None
        raise


def description(text: object, most: int = 150) -> str:
    """A line that tells of a page, for search engines and shared links, or of a thing in a list."""
    return _shortened(str(text), most)


def teaser(text: object) -> str:
    """The beginning of what is said of a thing, as much as a card holds in the reader's language."""
    return _shortened(str(text), 240 if language() == "en" else 100)


@lru_cache(maxsize=500)
def _shortened(text: str, most: int) -> str:
    line = " ".join(markup.plain(text).split())
    return line if len(line) <= most else f"{_CUT_WORD.sub('', line[:most])}…"


def absolute(path: str) -> str:
    """The whole address of a page, as people outside this site need it."""
    return public_address(path)


def canonical() -> str:
    """The whole address of this page, without what was asked of it."""
    return absolute(request.path)


def share_picture(chosen: SiteFile | None) -> str:
    """The whole address of the picture that shared links show: the one chosen for the page, else the site's own."""
    return absolute(file_address(chosen) if chosen else asset("share.png"))


def og_locale() -> str:
    """The language of this page as shared links name it."""
    return "en_US" if language() == "en" else "zh_CN"


def init_app(app: Flask) -> None:
    """Give templates these names."""
    app.jinja_env.globals.update(canonical=canonical, share_picture=share_picture, og_locale=og_locale)
    app.jinja_env.filters.update(description=description, teaser=teaser)
