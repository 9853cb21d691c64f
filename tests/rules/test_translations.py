"""Chinese is the source language; English is complete, and says the same with the same facts."""

import re
from pathlib import Path

import pytest

from tests.rules.catalogue import SPEAKING, catalogues, english, said_by
from tests.rules.tree import ROOT

CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")


def spoken(text: object) -> list[str]:
    """The forms of a translation."""
    return [form for form in (text if isinstance(text, tuple | list) else [text]) if isinstance(form, str)]


@pytest.mark.parametrize("part", SPEAKING)
def test_everything_said_is_said_in_english(part: str) -> None:
    catalogue = english(part)
    silent = [
        f"{said.place} {said.text}"
        for said in said_by(part)
        if (message := catalogue.get(said.text)) is None or not all(spoken(message.string)) or not message.string
    ]
    assert silent == []


@pytest.mark.parametrize("part", SPEAKING)
def test_nothing_is_translated_that_is_no_longer_said(part: str) -> None:
    said = {said.text for said in said_by(part)}
    kept = [message.id if isinstance(message.id, str) else message.id[0] for message in english(part) if message.id]
    assert [text for text in kept if text not in said] == []


@pytest.mark.parametrize("part", SPEAKING)
def test_source_is_chinese(part: str) -> None:
    """A pattern of facts and figures alone, such as a time, has no language."""
    foreign = [said for said in said_by(part) if not CHINESE.search(said.text)]
    assert [
        f"{said.place} {said.text}" for said in foreign if re.search(r"[a-zA-Z]", PLACEHOLDER.sub("", said.text))
    ] == []


@pytest.mark.parametrize("part", SPEAKING)
def test_english_has_no_chinese_left(part: str) -> None:
    messages = [message for message in english(part) if message.id]
    assert [form for message in messages for form in spoken(message.string) if CHINESE.search(form)] == []


@pytest.mark.parametrize("part", SPEAKING)
def test_english_names_the_same_facts(part: str) -> None:
    for message in english(part):
        for form in spoken(message.string) if message.id else ():
            wanted = set(PLACEHOLDER.findall(spoken(message.id)[0]))
            assert set(PLACEHOLDER.findall(form)) == wanted, message.id


@pytest.mark.parametrize("part", SPEAKING)
def test_no_translation_is_a_guess(part: str) -> None:
    assert [message.id for message in english(part) if message.id and message.fuzzy] == []


@pytest.mark.parametrize("file", catalogues(), ids=lambda file: file.relative_to(ROOT).as_posix())
def test_no_translation_is_two_put_together(file: Path) -> None:
    """As merging two changes of one translation line by line leaves it: text beside `msgstr`, and more below."""
    assert re.findall(r'^msgstr(?:\[\d\])? ".+"\n(".*")$', file.read_text("utf-8"), re.M) == []


@pytest.mark.parametrize("part", SPEAKING)
def test_a_text_means_the_same_in_every_part(part: str) -> None:
    """A part may say a chassis sentence itself, but then in the same words."""
    chassis = {message.id: message.string for message in english("chassis") if message.id}
    own = {message.id: message.string for message in english(part) if message.id}
    assert {text for text in own.keys() & chassis.keys() if own[text] != chassis[text]} == set()


def test_only_english_catalogues_exist() -> None:
    assert {path.relative_to(ROOT).parts[-3] for path in catalogues()} == {"en"}
