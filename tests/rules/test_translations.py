"""Chinese is the source language; English is complete, and says the same with the same facts."""

import re
from collections import Counter
from collections.abc import Iterator

from babel.messages.catalog import Message

from tests.rules.catalogue import SPEAKING, catalogues, english, said_by
from tests.rules.tree import ROOT, name_of, text

CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
MESSAGE = re.compile(r'^msgid "(.+)"$', re.MULTILINE)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")


def spoken(said: object) -> list[str]:
    """The forms of a translation."""
    return [form for form in (said if isinstance(said, tuple | list) else [said]) if isinstance(form, str)]


def translations() -> Iterator[tuple[str, str, Message]]:
    """The part, the source text and the translation of everything that is translated."""
    for part in SPEAKING:
        yield from ((part, spoken(message.id)[0], message) for message in english(part) if message.id)


def test_everything_said_is_said_in_english() -> None:
    assert [
        f"{said.place} {said.text}"
        for part in SPEAKING
        for said in said_by(part)
        if (message := english(part).get(said.text)) is None or not message.string or not all(spoken(message.string))
    ] == []


def test_nothing_is_translated_that_is_no_longer_said() -> None:
    said = {part: {said.text for said in said_by(part)} for part in SPEAKING}
    assert [(part, source) for part, source, _message in translations() if source not in said[part]] == []


def test_source_is_chinese() -> None:
    """A pattern of facts and figures alone, such as a time, has no language."""
    foreign = [said for part in SPEAKING for said in said_by(part) if not CHINESE.search(said.text)]
    assert [
        f"{said.place} {said.text}" for said in foreign if re.search(r"[a-zA-Z]", PLACEHOLDER.sub("", said.text))
    ] == []


def test_english_has_no_chinese_left() -> None:
    assert [
        (part, form) for part, _, message in translations() for form in spoken(message.string) if CHINESE.search(form)
    ] == []


def test_english_names_the_same_facts() -> None:
    assert [
        (part, form)
        for part, source, message in translations()
        for form in spoken(message.string)
        if set(PLACEHOLDER.findall(form)) != set(PLACEHOLDER.findall(source))
    ] == []


def test_no_translation_is_a_guess() -> None:
    assert [(part, source) for part, source, message in translations() if message.fuzzy] == []


def test_no_translation_is_two_put_together() -> None:
    """As merging two changes of one translation line by line leaves it: text beside `msgstr`, and more below."""
    doubled = re.compile(r'^msgstr(?:\[\d\])? ".+"\n(".*")$', re.M)
    assert [(name_of(file), found[1]) for file in catalogues() for found in doubled.finditer(text(file))] == []


def test_a_text_means_the_same_in_every_part() -> None:
    """A part may say a chassis sentence itself, but then in the same words."""
    chassis = {message.id: message.string for message in english("chassis") if message.id}
    assert [
        (part, source)
        for part, source, message in translations()
        if message.id in chassis and chassis[message.id] != message.string
    ] == []


def test_only_english_catalogues_exist() -> None:
    assert {path.relative_to(ROOT).parts[-3] for path in catalogues()} == {"en"}


def test_no_text_is_translated_twice() -> None:
    counted = {path: Counter(MESSAGE.findall(path.read_text("utf-8"))) for path in catalogues()}
    assert [f"{name_of(path)}: {text}" for path, texts in counted.items() for text, n in texts.items() if n > 1] == []
