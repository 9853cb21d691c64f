"""The name of an organisation as it is compared: what any name may have is taken off, what is its own stays."""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from chassis.words.folding import bare

_WORDS = json.loads((Path(__file__).parent / "words.json").read_text(encoding="utf-8"))
"""Legal forms, provinces and what is ruled like one, cities that applicants here come from."""


def _any_of(words: list[str], endings: list[str]) -> re.Pattern[str]:
    """One of the words, alone as the group of the pattern, perhaps with an ending; longer words first."""
    first, after = ("|".join(sorted(found, key=len, reverse=True)) for found in (words, endings))
    return re.compile(f"({first})(?:{after})?")


_LEGAL_FORM = _any_of(_WORDS["legal_forms"], [])
_REGION = _any_of(_WORDS["regions"], _WORDS["region_endings"])
_CITY = _any_of(_WORDS["cities"], _WORDS["city_endings"])
SHORTEST_CORE = 3
"""Characters that a name must keep; with fewer left it keeps its place: a university is more than that word."""


@dataclass(frozen=True)
class Spelling:
    """A name taken apart."""

    key: str
    """Folded, without blanks and marks: names with the same key are the same name."""
    core: str
    """What is left without places and words for companies."""
    region: str
    city: str
    """The places it names; empty where it names none."""

    def elsewhere(self, other: "Spelling") -> bool:
        """Whether the two name different places."""
        regions = self.region and other.region and self.region != other.region
        return bool(regions or (self.city and other.city and self.city != other.city))


def key_of(name: str) -> str:
    """The name as equal names are found: folded, without blanks and marks."""
    return bare(name)


@lru_cache(maxsize=20000)
def spelled(name: str) -> Spelling:
    """Take a name apart."""
    key = key_of(name)
    without_form = _LEGAL_FORM.sub("", key) or key
    region, city = _REGION.search(without_form), _CITY.search(without_form)
    core = _CITY.sub("", _REGION.sub("", without_form))
    return Spelling(
        key=key,
        core=core if len(core) >= SHORTEST_CORE else without_form,
        region=region[1] if region else "",
        city=city[1] if city else "",
    )
