"""How alike two texts are, and by which traces many are looked through. Texts in, numbers out: no database is asked.

A text is what it says: letters, digits and Chinese characters, folded, a line for each answer. Any four of them that
follow each other are a shingle (A. Broder, On the resemblance and containment of documents, 1997).
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from heapq import nsmallest
from itertools import groupby
from zlib import crc32

from chassis.words.folding import fold

SHINGLE, TITLE_SHINGLE = 4, 2
"""Characters of a shingle, in texts and in titles."""
TRACED_TITLE = 3
"""Characters of a title that leave a trace together."""
TRACES = 128
"""Shingles of a text that stand for it in the index: those of the smallest numbers, so the same ones in every text."""
LEAST = 60
"""Shingles below which a text says too little to be compared."""
RUN = 8
"""Characters that two texts must share in a row to be shown as a common passage."""
TITLE, TEXT = "title", "text"
"""What traces are of."""


@dataclass(frozen=True)
class Passage:
    """Part of a text: whether another has it too."""

    common: bool
    text: str


def plain(text: str) -> str:
    """What a text says, whatever its case, width, punctuation and spaces; lines stay."""
    return "\n".join(filter(None, ("".join(_letters(line)) for line in text.splitlines())))


def shingles(text: str, width: int = SHINGLE) -> set[str]:
    """Any so many characters of a plain text that follow each other within a line."""
    return {line[at : at + width] for line in text.split("\n") for at in range(len(line) - width + 1)}


def traces_of(title: str, text: str) -> dict[int, str]:
    """The numbers by which a plain title and text are found, each with what it is of."""
    found = dict.fromkeys(nsmallest(TRACES, {crc32(one.encode()) for one in shingles(text)}), TEXT)
    return found | {crc32(f"{TITLE} {one}".encode()): TITLE for one in shingles(title, TRACED_TITLE)}


def alike_titles(first: str, second: str) -> int:
    """Per cent of the pairs of characters that two plain titles have in common (Dice); 100 for the same one."""
    if first == second:
        return 100
    ours, theirs = shingles(first, TITLE_SHINGLE), shingles(second, TITLE_SHINGLE)
    return 200 * len(ours & theirs) // (len(ours) + len(theirs)) if ours and theirs else 0


def alike_texts(first: str, second: str) -> int:
    """Per cent of the shorter plain text that stands in the other too; 0 where one says too little."""
    ours, theirs = shingles(first), shingles(second)
    least = min(len(ours), len(theirs))
    return 100 * len(ours & theirs) // least if least >= LEAST else 0


def runs(text: str) -> set[str]:
    """What of a text can be a common passage."""
    return shingles(plain(text), RUN)


def passages(text: str, others: Collection[str]) -> list[Passage]:
    """The text in order, parted by whether its `runs` are among those of another. Takes time as the text is long."""
    common = _shared(text, others)
    grouped = groupby(enumerate(text), key=lambda pair: common[pair[0]])
    return [Passage(known, "".join(char for _at, char in part)) for known, part in grouped]


def _shared(text: str, others: Collection[str]) -> list[bool]:
    """Whether each character lies within a run that is common."""
    found, start = [False] * len(text), 0
    for line in text.splitlines(keepends=True):
        spelled = [(char, start + at) for at, char in _placed(line)]
        said = "".join(char for char, _at in spelled)
        for at in range(len(said) - RUN + 1):
            if said[at : at + RUN] in others:
                first, last = spelled[at][1], spelled[at + RUN - 1][1]
                found[first : last + 1] = [True] * (last + 1 - first)
        start += len(line)
    return found


def _letters(line: str) -> Iterator[str]:
    return (char for _at, char in _placed(line))


def _placed(line: str) -> Iterator[tuple[int, str]]:
    """Each letter of a line, folded, with its place; one that folds into several stands for them all."""
    for at, char in enumerate(line):
        for letter in fold(char):
            if letter.isalnum():
                yield at, letter
