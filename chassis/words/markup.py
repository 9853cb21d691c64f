"""HTML that people write: what it may hold, and what is left of it as plain text.

Cleaned on every write, and once more where it is shown, so that no row however it came about reaches a reader unsafe.
"""

import html
import re
from functools import partial

import nh3

_BLOCKS = ("p", "br", "hr", "h2", "h3", "h4", "blockquote", "ul", "ol", "li", "dl", "dt", "dd")
_TABLES = ("table", "caption", "thead", "tbody", "tr", "th", "td")
_WORDS = ("a", "strong", "em", "b", "i", "s", "u", "sub", "sup")
TAGS = frozenset((*_BLOCKS, *_TABLES, *_WORDS))
"""No image, no form, nothing that runs, styles or embeds; nothing a parser reads differently the second time."""
_CELL = {"colspan", "rowspan"}
_cleaner = partial(
    nh3.Cleaner,
    tags=TAGS,
    attributes={"a": {"href"}, "th": {"scope", *_CELL}, "td": _CELL, "ol": {"start"}},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel="noopener noreferrer",
)
_CLEANER = _cleaner()
_PLAIN = nh3.Cleaner(tags=frozenset(), attributes={}, link_rel=None)
_TAG = re.compile(r"<[a-zA-Z/!]")
_RENAMED = re.compile(r"<(/?)(?:(h1)|div)(?=[\s>/])", re.IGNORECASE)
_BLOCK_END = re.compile(r"</(?:p|h[2-4]|li|dt|dd|tr|table|blockquote|caption)>|<(?:br|hr)[^>]*>", re.IGNORECASE)
_CELL_END = re.compile(r"</t[dh]>", re.IGNORECASE)


def clean(text: str) -> str:
    """The HTML without anything that is not on the list. Cleaning it again changes nothing."""
    return _CLEANER.clean(text)


def clean_for_elsewhere(text: str, address: str) -> str:
    """The same for readers who see it away from its page at this address: links within the site are whole."""
    return _cleaner(url_relative=("rewrite_with_base", address)).clean(text)


def from_typed(text: str) -> str:
    """Clean HTML from what was typed: plain text becomes paragraphs, `h1` a heading below the page's own."""
    text = text.replace("\r\n", "\n").strip()
    if not _TAG.search(text):
        paragraphs = (part.strip() for part in re.split(r"\n\s*\n", text))
        return clean("".join(f"<p>{html.escape(part).replace(chr(10), '<br>')}</p>" for part in paragraphs if part))
    renamed = _RENAMED.sub(lambda tag: f"<{tag.group(1)}{'h2' if tag.group(2) else 'p'}", text)
    return clean(renamed).strip()


def plain(text: str) -> str:
    """The text alone, a line for each block."""
    spread = _BLOCK_END.sub("\n", _CELL_END.sub("\t", clean(text)))
    lines = html.unescape(_PLAIN.clean(spread)).replace("\xa0", " ").split("\n")
    return "\n".join(line.strip() for line in lines if line.strip())
