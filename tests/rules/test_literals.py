"""What a person can read goes through gettext, or stands in a folder of its language."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from jinja2 import Environment, nodes
from jinja2.meta import find_undeclared_variables

from services.notify.templates.actions import environment
from tests.rules.tree import ROOT, name_of, python_files, syntax, text

CHINESE = re.compile("[\u4e00-\u9fff]")
WORD = re.compile(r"[A-Za-z]{2,}")
SENTENCE = re.compile(r"[A-Z][a-z]+ [a-z]+")
GETTEXT = {"_", "_l", "gettext", "ngettext", "lazy_gettext", "lazy_ngettext"}
TEMPLATES = ROOT / "gateway" / "templates"
DEVELOPERS = ("styleguide",)
"""Folders of pages that people who use the product never see."""
SPOKEN = {"placeholder", "title", "aria-label", "alt", "aria-description", "data-label"}
"""Attributes that are read or read out."""
SILENT = {"script", "style", "code", "pre", "kbd", "samp"}
NAMES = {
    *("JSON", "ZIP", "CSV", "PDF", "RSS", "Atom", "iCalendar", "OpenAPI"),
    *("SHA-256", "Egret", "ID", "URL", "QR", "UTC", "IP"),
}
"""Names that are the same in every language."""
OWN_TONGUE = {"中文", "English"}
"""Languages are called by their own names."""
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
HOLE = "\u241f"
ATTRIBUTE = re.compile(r"[\w-]+=\"[^\"]*\"|\b(required|checked|disabled|multiple)\b")
"""Macros that make a part of a tag leave such pieces."""
ADDRESS = re.compile(r"""\b(?:href|action|src|data-[a-z]+)="/(?:[a-z][^"]*)?"|(?:==|!=|button\() ?'/[^']*'""")
"""An address written out, where a page links to it, sends to it or looks whether it is there."""
CLASSES = {"width", "look", "main_class"}
"""Blocks that hold names of classes."""


def jinja() -> Environment:
    return Environment(extensions=["jinja2.ext.i18n"], autoescape=True)


def wordy(text: str) -> bool:
    """Whether there is a word in it that has a language."""
    left = ATTRIBUTE.sub(" ", text).replace(HOLE, " ").strip()
    if left in OWN_TONGUE:
        return False
    return bool(CHINESE.search(left)) or any(word not in NAMES for word in WORD.findall(left.replace("-", "")))


class Reader(HTMLParser):
    """Gathers what can be read on a page beside what Jinja puts there."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        quiet = tag in SILENT or ("lang" in given and tag != "html")
        for name in SPOKEN & given.keys():
            if not quiet and wordy(given[name] or ""):
                self.found.append(f"{name}={given[name]}")
        if tag not in VOID:
            self._open.append((tag, quiet))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if wordy(data) and not any(quiet for _tag, quiet in self._open):
            self.found.append(data.strip())


def markup(node: nodes.Node) -> Iterator[str]:
    """The template's own text in order, a mark for everything that Jinja puts in."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.TemplateData):
            yield child.data
        elif isinstance(child, nodes.Expr):
            yield HOLE
        elif not (isinstance(child, nodes.Block) and child.name in CLASSES):
            yield from markup(child)


def unsaid(node: nodes.Node) -> Iterator[str]:
    """Chinese in Jinja's own strings that gettext does not see."""
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in GETTEXT:
        return
    if isinstance(node, nodes.Const) and isinstance(node.value, str) and CHINESE.search(node.value):
        if node.value not in OWN_TONGUE:
            yield node.value
        return
    for child in node.iter_child_nodes():
        yield from unsaid(child)


def plain(path: Path) -> list[str]:
    """What a page says without gettext."""
    tree, reader = jinja().parse(text(path)), Reader()
    reader.feed("".join(markup(tree)))
    reader.close()
    return [*reader.found, *unsaid(tree)]


def test_pages_say_everything_through_gettext() -> None:
    pages = (path for path in sorted(TEMPLATES.rglob("*.html")) if path.parent.name not in DEVELOPERS)
    assert {name_of(path): found for path in pages if (found := plain(path))} == {}


def test_words_outside_gettext_are_found() -> None:
    reader = Reader()
    for page in ("<p>你好</p>", "<p>Hello there</p>", "<input placeholder='Name'>", "<b>{{ x }} items</b>"):
        reader.feed("".join(markup(jinja().parse(page))))
    assert reader.found == ["你好", "Hello there", "placeholder=Name", f"{HOLE} items"]
    assert list(unsaid(jinja().parse("{{ _('好') }}{{ x('坏') }}"))) == ["坏"]


FIXED = (ast.Constant, ast.JoinedStr)
SPEAKING = ("chassis", "gateway", "services")
TABLES = {
    "gateway/pages/organizer/contest/entry_form/clauses.py": "answers to pick from, in both languages",
    "gateway/credentials/devices.py": "a browser's name in both languages",
    "gateway/credentials/second_factor.py": "the product's name, as authenticator apps show it",
    "gateway/credentials/passkeys.py": "the product's name, as authenticators show it",
    "gateway/config.py": "facts about the institution, which settings replace",
    "chassis/words/links.py": "endings of web addresses",
    "gateway/pages/organizer/people/many_invitations.py": "what columns of a table may be called, and a sample row",
    "gateway/pages/organizer/outreach/shift_words.py": "what columns of a table may be called, and a sample row",
    "gateway/pages/organizer/outreach/series_days.py": "what columns of a table may be called, and a sample row",
    "gateway/pages/organizer/contest/winners/winner_table.py": "what columns of a table may be called",
    "gateway/bulk/cells.py": "days, times and numbers as people write them",
    "gateway/pages/public/face/emblems.py": "words in names of tracks, which choose a drawing",
    "gateway/pages/styleguide/styleguide.py": "a page of developers",
    "gateway/pages/styleguide/sample_document.py": "a document of developers",
    "gateway/pages/styleguide/sample_list.py": "a list of developers",
    "chassis/words/keys.py": "names of places, each with its reading",
    "services/registration/files/collections/intake.py": "what the place for a file is called, in both languages",
    "services/registration/files/contents/streams.py": "the name of a file that came without one",
    "chassis/forms/editing.py": "what copies are called, in both languages",
    "chassis/forms/patterns.py": "dates as people type them",
    "chassis/forms/showing.py": "how values are written, in both languages",
    "chassis/words/surnames.py": "characters and how they are read",
    "chassis/words/moments.py": "patterns of dates by language",
    "services/notify/templates/wording.py": "reasons by language",
    "services/notify/config.py": "the sender's name, which a setting replaces",
}
"""Files whose Chinese is not said to people as it stands, and what it is."""


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """Strings in a file with Chinese in them, docstrings and what gettext gets left out."""
    if not CHINESE.search(text(path)):
        return
    said: set[int] = set()
    for node in syntax(path):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            said.add(id(node.value))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in GETTEXT:
            said |= {id(inner) for inner in ast.walk(node)}
    for node in syntax(path):
        if not isinstance(node, ast.Constant) or id(node) in said or not isinstance(node.value, str):
            continue
        if CHINESE.search(node.value) and node.value not in OWN_TONGUE:
            yield node.lineno, node.value


def test_code_says_everything_through_gettext() -> None:
    assert [
        f"{name_of(path)}:{line} {found}"
        for path in python_files(*SPEAKING)
        if name_of(path) not in TABLES
        for line, found in literals(path)
    ] == []


def test_flashes_and_refusals_are_translated() -> None:
    plain: list[str] = []
    for path in python_files(*SPEAKING):
        for node in syntax(path):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "flash":
                first = node.args[:1]
                plain += [f"{name_of(path)}:{node.lineno}" for said in first if isinstance(said, FIXED)]
            if isinstance(node, ast.ClassDef):
                for line in node.body:
                    targets = [line.target] if isinstance(line, ast.AnnAssign) else getattr(line, "targets", ())
                    named = {getattr(target, "id", "") for target in targets}
                    told = getattr(getattr(line, "value", None), "value", "")
                    if named & {"title", "detail"} and told:
                        plain.append(f"{name_of(path)}:{line.lineno}")
    assert plain == []


def sentences(script: Path) -> list[str]:
    """The strings of a script that are words for people."""
    source = re.sub(r"/\*.*?\*/|(?m:(?<![:'\"\w])//.*$)", "", text(script), flags=re.DOTALL)
    strings = [found for pair in re.findall(r"\"([^\"\n]*)\"|'([^'\n]*)'|`([^`]*)`", source) for found in pair]
    return [string for string in strings if CHINESE.search(string) or SENTENCE.search(string)]


def test_scripts_get_their_words_from_the_page() -> None:
    scripts = sorted((ROOT / "gateway" / "static").rglob("*.js"))
    assert scripts
    assert {name_of(script): found for script in scripts if (found := sentences(script))} == {}


MESSAGES = ROOT / "services" / "notify" / "templates"


def _facts(path: Path, locale: str) -> set[str]:
    """What a text takes from its event; `title` and `title_en` are the same."""
    names = find_undeclared_variables(environment(locale).parse(text(path)))
    return {name.removesuffix("_en") for name in names}


def told() -> list[Path]:
    """The folders of what is sent, one per occasion."""
    return sorted({path.parent for path in MESSAGES.rglob("zh_CN") if path.is_dir()})


def differing(folder: Path) -> Iterator[str]:
    """The texts of an occasion that do not say the same facts in both languages."""
    chinese, english = folder / "zh_CN", folder / "en"
    names = {path.name for path in chinese.iterdir()}
    yield from names ^ {path.name for path in english.iterdir()}
    for name in sorted(names):
        facts = [_facts(place / name, place.name) for place in (chinese, english)]
        if facts[0] != facts[1] or CHINESE.search(text(english / name)):
            yield name


def test_messages_say_the_same_facts_in_both_languages() -> None:
    assert told()
    assert {name_of(folder): found for folder in told() if (found := list(differing(folder)))} == {}


def test_no_template_writes_an_address_of_the_site() -> None:
    found = [
        f"{name_of(path)}: {literal[0]}"
        for path in sorted(TEMPLATES.rglob("*.html"))
        for literal in ADDRESS.finditer(text(path))
    ]
    assert found == [], "url_for knows it"
