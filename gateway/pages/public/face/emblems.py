"""The drawing that stands for a track: found by words of its name, and one of radio waves for all others."""

from functools import lru_cache

WORDS = {
    "industry": ("工业", "制造", "industr", "manufactur"),
    "port": ("港", "航运", "物流", "port", "logistic", "shipping"),
    "health": ("医", "康养", "健康", "health", "medic", "care"),
    "culture": ("文旅", "文化", "旅游", "教育", "cultur", "touris", "educat"),
    "sea": ("海洋", "低空", "渔", "sea", "ocean", "altitude", "drone"),
    "city": ("城市", "治理", "政务", "社区", "city", "urban", "govern"),
}
"""Drawings in `static/face.svg`, and words in names of tracks that call for them; the first that fits is taken."""
OTHERWISE = "signal"
"""The drawing of a track whose name holds none of the words."""


@lru_cache(maxsize=500)
def emblem_of(name: str) -> str:
    """The drawing for a track of this name, as `static/face.svg` calls it."""
    folded = name.casefold()
    return next((drawing for drawing, words in WORDS.items() if any(word in folded for word in words)), OTHERWISE)
