"""Which of our languages a browser asks for."""

from functools import lru_cache

from werkzeug.http import parse_accept_header

CHINESE, ENGLISH = "zh_CN", "en"
LOCALES = (CHINESE, ENGLISH)
"""The languages of the product, the one texts are written in first."""
_OURS = {"zh": CHINESE, "cmn": CHINESE, "yue": CHINESE, "nan": CHINESE, "wuu": CHINESE, "hak": CHINESE, "en": ENGLISH}
"""What begins a language tag (BCP 47), and what we answer to it: every Chinese is read in ours."""


@lru_cache(maxsize=1000)
def asked_for(header: str) -> str | None:
    """The first of our languages in an Accept-Language header, by its weights; None where it names neither."""
    for tag, weight in parse_accept_header(header):
        ours = _OURS.get(tag.replace("_", "-").partition("-")[0].lower())
        if ours and weight > 0:
            return ours
    return None
