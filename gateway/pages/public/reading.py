"""Articles in the reader's language, and what search engines and shared links are told about a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask import Flask
from markupsafe import Markup

from chassis import markup
from chassis.client import Refused
from gateway.pages import asking
from gateway.pages.display import language
from gateway.security import settings

ADDRESSES = {"notice": "/notices", "announcement": "/announcements", "winners": "/winners"}
"""Where articles of a kind are read, one page each; questions share one page, and pages have addresses of their own."""


@dataclass(frozen=True)
class Text:
    """An article as it stands on a page."""

    title: str
    summary: str
    body: Markup
    foreign: bool
    """Whether the reader asked for English and there is none: the page says so and marks the text as Chinese."""
    facts: dict[str, Any]

    @property
    def address(self) -> str:
        """The path of its page."""
        return address_of(self.facts)


def address_of(article: dict[str, Any]) -> str:
    """The path where an article is read."""
    if article["kind"] == "faq":
        return f"/faq#{article['slug']}"
    return f"{ADDRESSES.get(article['kind'], '')}/{article['slug']}"


def worded(article: dict[str, Any]) -> Text:
    """The article in the reader's language, else in Chinese. Its body is cleaned here too, whoever sent it."""
    english = language() == "en"
    translated = bool(article["title_en"]) and bool(article.get("body_en", True))
    tail = "_en" if english and translated else ""
    body = markup.clean(str(article.get(f"body{tail}", "")))
    return Text(
        article[f"title{tail}"],
        article[f"summary{tail}"],
        Markup(body),  # noqa: S704  cleaned in the line above
        english and not translated,
        article,
    )


def all_worded(articles: Iterable[dict[str, Any]]) -> list[Text]:
    """Several articles in the reader's language."""
    return [worded(article) for article in articles]


def find(kind: str, slug: str) -> dict[str, Any] | None:
    """The public article at this address, if there is one."""
    try:
        return asking.read(asking.REGISTRATION, f"/published/{kind}/{slug}")
    except Refused as refused:
        if refused.status == 404:
            return None
        raise


def in_groups(items: Iterable[dict[str, Any]], field: str) -> list[list[dict[str, Any]]]:
    """Neighbours that share a field, such as organisers of one kind, in the order given."""
    return [list(group) for _key, group in groupby(items, key=lambda item: item[field])]


def description(text: object, most: int = 150) -> str:
    """A line that tells of a page, for search engines and shared links."""
    line = " ".join(markup.plain(str(text)).split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def absolute(path: str) -> str:
    """The whole address of a page, as people outside this site need it."""
    return f"{settings().public_url.rstrip('/')}{path}"


def init_app(app: Flask) -> None:
    """Give templates these names."""
    app.jinja_env.globals.update(absolute=absolute)
    app.jinja_env.filters.update(description=description, in_groups=in_groups)
