"""An Atom 1.0 feed (RFC 4287) of articles."""

import mimetypes
from collections.abc import Sequence
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from chassis.words import markup
from gateway.clients.registration.articles import Readable
from gateway.edge.security import settings
from gateway.editions.words import file_address
from gateway.pages.public.feed_text import xml_text
from gateway.pages.public.reading import absolute, address_of

ATOM = "http://www.w3.org/2005/Atom"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed without articles last changed."""
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def feed(title: str, address: str, page: str, articles: Sequence[Readable]) -> bytes:
    """The feed at `address` of the articles listed at `page`, both paths. Chinese, the language every article has.

    The feed is as old as its latest article; one without any says that it never changed.
    """
    ET.register_namespace("", ATOM)
    root = ET.Element(f"{{{ATOM}}}feed", {XML_LANG: "zh-CN"})
    _add(root, "id", absolute(address))
    _add(root, "title", title)
    _add(root, "updated", max((one.updated_at for one in articles), default=NEVER).isoformat())
    _add(root, "link", rel="self", type="application/atom+xml", href=absolute(address))
    _add(root, "link", rel="alternate", type="text/html", href=absolute(page))
    _add(_add(root, "author"), "name", settings().organiser or title)
    for one in articles:
        _entry(root, one)
    written: bytes = ET.tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + written


def _entry(root: ET.Element, article: Readable) -> None:
    entry = _add(root, "entry")
    _add(entry, "id", absolute(address_of(article)))
    _add(entry, "title", article.title)
    _add(entry, "link", rel="alternate", type="text/html", href=absolute(address_of(article)))
    for one in article.attachments:
        kind = mimetypes.guess_type(one.file.name)[0]
        facts = {"length": str(one.file.size), "title": xml_text(one.title), **({"type": kind} if kind else {})}
        _add(entry, "link", rel="enclosure", href=absolute(file_address(one.file)), **facts)
    _add(entry, "published", article.published_at.isoformat())
    _add(entry, "updated", article.updated_at.isoformat())
    if article.summary:
        _add(entry, "summary", article.summary)
    if article.body is not None:
        content = markup.clean_for_elsewhere(article.body, absolute(address_of(article)))
        _add(entry, "content", content, type="html")


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    element.text = xml_text(text) or None
    return element
