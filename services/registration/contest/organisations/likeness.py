"""Whether two organisations may be one and the same, and why one would think so."""

from services.registration.contest.organisations.spelling import Spelling, spelled

SAME_CODE, SAME_NAME, ALIKE, PART = "same-code", "same-name", "alike", "part"
REASONS = (SAME_CODE, SAME_NAME, ALIKE, PART)
"""The same credit code; the same name; names that differ in a slip, a place or a legal form; one name in the other."""
SHORTEST_PART = 4
"""Characters of a name that say something when they stand in another."""
_SLIPS = ((12, 2), (5, 1))
"""From so many characters on, so many may differ."""


def likeness(name: str, code: str, other_name: str, other_code: str) -> str:
    """One of REASONS, the weightiest; empty where nothing suggests that the two are one."""
    if code and code == other_code:
        return SAME_CODE
    one, other = spelled(name), spelled(other_name)
    if not one.key or not other.key:
        return ""
    if one.key == other.key:
        return SAME_NAME
    return "" if one.elsewhere(other) else _resemblance(one, other)


def _resemblance(one: Spelling, other: Spelling) -> str:
    short, long = sorted((one.core, other.core), key=len)
    if short == long or within(short, long, slips_in(len(short))):
        return ALIKE
    return PART if len(short) >= SHORTEST_PART and short in long else ""


def slips_in(length: int) -> int:
    """How many characters of a name of this length may differ."""
    return next((slips for least, slips in _SLIPS if length >= least), 0)


def within(one: str, other: str, most: int) -> bool:
    """Whether at most so many characters have to be put in, taken out or changed to make one text of the other."""
    if abs(len(one) - len(other)) > most:
        return False
    row = list(range(len(other) + 1))
    for turn, char in enumerate(one, 1):
        diagonal, row[0] = row[0], turn
        for at, wanted in enumerate(other, 1):
            changed = diagonal + (char != wanted)
            diagonal, row[at] = row[at], min(changed, row[at] + 1, row[at - 1] + 1)
        if min(row) > most:
            return False
    return row[-1] <= most


def pieces_of(core: str) -> list[str]:
    """Pieces of which whatever is ALIKE holds at least one unchanged: one more than slips are allowed."""
    count = slips_in(len(core)) + 1
    size = max(1, len(core) // count)
    return [core[at * size : (at + 1) * size if at < count - 1 else None] for at in range(count) if core[at * size :]]
