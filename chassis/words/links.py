"""Text that leads somewhere: what mail programs and messengers make a link of."""

import re
import unicodedata

_ENDINGS = (
    *("app", "biz", "cc", "cn", "com", "fun", "gov", "icu", "info", "link", "live", "ltd", "net", "online", "org"),
    *("ru", "shop", "site", "store", "tech", "tk", "top", "vip", "wang", "work", "xin", "xyz"),
)
"""Ends of hosts that lead somewhere; most others may stand in a name of its own."""
_LINK = re.compile(
    rf"://|(?<![a-z0-9])www\.|[\w-]\.(?:(?:{'|'.join(_ENDINGS)})(?![a-z0-9])|(?:中国|公司|网址)\b)", re.IGNORECASE
)
"""Chinese characters may stand right beside a host."""
_PRODUCT = re.compile(r"(?<![a-z0-9.-])(?:asp|ado|ml|vb)\.net(?![a-z0-9.-])", re.IGNORECASE)
"""Names of software that only look like hosts."""


def as_read(text: str) -> str:
    """The text as such a program reads it: wide letters are narrow, a Chinese full stop is a dot."""
    return unicodedata.normalize("NFKC", text).replace("。", ".")


def has_link(text: str) -> bool:
    """Whether anything in the text leads somewhere."""
    return _LINK.search(_PRODUCT.sub("", as_read(text))) is not None
