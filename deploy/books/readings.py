"""chassis/words/readings.txt: how every Chinese character is read, as pypinyin says: `python -m deploy.books.readings`.

pypinyin is among the requirements of the tests only. Loaded, it holds 56 MB of every process that asks it for a letter.
"""

from collections import defaultdict

from pypinyin.constants import PINYIN_DICT

from chassis.words.readings import FILE


def render() -> str:
    """A line for each reading, tone included: the reading, a space, and the characters read so before all else."""
    lines: defaultdict[str, list[str]] = defaultdict(list)
    for code, readings in sorted(PINYIN_DICT.items()):
        lines[readings.split(",")[0]].append(chr(code))
    return "".join(f"{reading} {''.join(characters)}\n" for reading, characters in sorted(lines.items()))


if __name__ == "__main__":
    FILE.write_text(render(), "utf-8")
