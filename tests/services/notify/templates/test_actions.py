"""Every text of every event, in both languages, with plain and with hostile facts."""

import dataclasses
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from chassis.words.languages import LOCALES
from contracts.events import REGISTRY, Event, producer_of
from contracts.exports import SealedAnswer
from contracts.judging import AssignmentRemoved, EntriesOpened
from contracts.organisations import OrganisationMerged, OrganisationParted
from contracts.outreach import OutreachEventPublished, SignupConfirmed
from contracts.registration import ArticlePublished, EditionPublished, EntrySubmitted
from services.notify.rules.kinds import DIGEST
from services.notify.rules.models import Way
from services.notify.rules.reactions import REACTIONS
from services.notify.templates import actions
from services.notify.templates.models import Occasion
from tests.services.notify.samples import SHA256, sample

HOSTILE = "<script>alert('x')</script>\r\nBcc: leak@example.org\n\n\u202egnp.exe & “引号”\x07" + "很长的标题" * 60
COPIED = {EditionPublished, OutreachEventPublished, EntriesOpened, OrganisationMerged, OrganisationParted}
"""Facts told for parts that keep a copy or a permission; what a change means to people has events of its own."""
MESSAGES = Path(actions.__file__).parent / "messages"
SHOWN = [kind for kind, reaction in REACTIONS.items() if reaction.activity]
"""Events that the feed of organizers shows."""


def tellings() -> Iterator[tuple[type[Event], str, bool]]:
    for kind, reaction in REACTIONS.items():
        for telling in reaction.told:
            yield kind, telling.template, telling.way is Way.AT_ONCE


def hostile(kind: type[Event]) -> Event:
    plain = sample(kind)
    texts = {field.name: HOSTILE for field in dataclasses.fields(plain) if isinstance(getattr(plain, field.name), str)}
    return dataclasses.replace(plain, **texts)


def occasion(event: Event, locale: str, person: str = "示例甲") -> Occasion:
    return Occasion(vars(event), person, "https://example.org/entries/1?a=1&b=2", locale)


def test_every_event_of_the_other_services_is_told() -> None:
    others = {kind for kind in REGISTRY.values() if producer_of(kind.TYPE) in {"registration", "judging"}}
    others -= {*SealedAnswer.__subclasses__(), *COPIED}
    assert others - set(REACTIONS) == set()


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("person", ["示例甲", ""])
@pytest.mark.parametrize("kind", SHOWN, ids=lambda kind: kind.TYPE)
def test_activity_line_is_one_line_whatever_the_facts(kind: type[Event], person: str, locale: str) -> None:
    template = REACTIONS[kind].activity
    assert actions.activity_line(template, occasion(sample(kind), locale, person))
    line = actions.activity_line(template, occasion(hostile(kind), locale, person))
    assert line.isprintable()
    assert "\u202e" not in line


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(("kind", "template", "at_once"), list(tellings()), ids=str)
def test_note_and_letter_hold_no_foreign_markup(kind: type[Event], template: str, at_once: bool, locale: str) -> None:
    for event in (sample(kind), hostile(kind)):
        note = actions.note(template, occasion(event, locale))
        assert note.title.isprintable()
        assert note.body
        if at_once:
            assert actions.text_message(template, occasion(event, locale)).isprintable()
            letter = actions.letter(template, occasion(event, locale), name=HOSTILE, sender="厦门市信息协会")
            assert letter.subject.isprintable()
            assert len(letter.subject) <= actions.LONGEST_SUBJECT
            assert "<script" not in letter.html
            assert "Bcc: leak@example.org\n" not in letter.text
            assert "https://example.org/entries/1?a=1&b=2" in letter.text
            assert "https://example.org/entries/1?a=1&amp;b=2" in letter.html


@pytest.mark.parametrize("kind", REACTIONS, ids=lambda kind: kind.TYPE)
def test_both_languages_have_the_same_files(kind: type[Event]) -> None:
    for template in {REACTIONS[kind].activity, *(telling.template for telling in REACTIONS[kind].told)} - {""}:
        chinese, english = ({file.name for file in (MESSAGES / template / locale).iterdir()} for locale in LOCALES)
        assert chinese == english


def test_no_folder_of_texts_is_left_over() -> None:
    used = {REACTIONS[kind].activity for kind in SHOWN} | {template for _kind, template, _at_once in tellings()}
    assert {folder.name for folder in MESSAGES.iterdir()} == used | {DIGEST}


def test_a_missing_fact_is_an_error_not_a_hole() -> None:
    page = actions.environment("zh_CN").from_string("编号：{{ nunber }}")
    with pytest.raises(Exception, match="nunber"):
        page.render(number="XM5G04-0001")


def test_letter_about_a_submission_says_number_beijing_time_and_where_the_receipt_is() -> None:
    letter = actions.letter(
        "entry.submitted.leader", occasion(sample(EntrySubmitted), "zh_CN"), name="示例甲", sender="厦门市信息协会"
    )
    assert letter.subject == "项目 XM5G04-0001 已提交：基于5G专网与机器视觉的卫浴陶瓷釉面缺陷在线检测"
    assert letter.text.startswith("示例甲，您好：\n\n您的参赛项目已提交成功。\n")
    assert "提交时间：2024年11月10日 16:59:58（北京时间）" in letter.text
    assert "签名回执列有核验码" in letter.text
    assert SHA256 not in letter.text, "judges' files alone are not what the receipt proves"
    assert '<html lang="zh-CN">' in letter.html


def test_receipt_reads_naturally_in_english() -> None:
    letter = actions.letter(
        "entry.submitted.leader", occasion(sample(EntrySubmitted), "en"), name="Alex Example", sender="XIIA"
    )
    assert letter.text.startswith("Dear Alex Example,\n\nYour entry has been submitted.\n")
    assert "Submitted: 10 Nov 2024, 16:59:58 (Beijing time)" in letter.text


def test_a_second_submission_is_called_one() -> None:
    again = occasion(sample(EntrySubmitted, version=2), "zh_CN")
    letter = actions.letter("entry.submitted.leader", again, name="示例甲", sender="厦门市信息协会")
    assert letter.subject.startswith("项目 XM5G04-0001 第 2 版已提交：")
    assert "第 2 次提交" in actions.activity_line("entry.submitted", again)
    assert "次提交" not in actions.activity_line("entry.submitted", occasion(sample(EntrySubmitted), "zh_CN"))


def test_a_period_names_the_second_day_only_where_it_is_another() -> None:
    event = sample(SignupConfirmed)
    line = actions.activity_line("signup.confirmed", occasion(event, "zh_CN"))
    assert line.endswith("2024年11月17日（周日）08:30–11:30")
    longer = dataclasses.replace(event, ends_at=event.ends_at + timedelta(days=1))
    line = actions.activity_line("signup.confirmed", occasion(longer, "zh_CN"))
    assert line.endswith("2024年11月17日（周日）08:30–2024年11月18日（周一）11:30")


def test_an_unknown_language_is_answered_in_chinese() -> None:
    assert actions.language("fr_FR") == "zh_CN"
    assert actions.language("en_GB") == "en"


@pytest.mark.parametrize("locale", LOCALES)
def test_a_cancelled_assignment_names_the_entry_where_its_news_does(locale: str) -> None:
    event = sample(AssignmentRemoved)
    named = actions.letter("assignment.removed.judge", occasion(event, locale), name="评委01", sender="厦门市信息协会")
    for text in (named.subject, named.text, named.html):
        assert event.number in text
        assert event.title in text
    older = occasion(dataclasses.replace(event, number="", title=""), locale)
    plain = actions.letter("assignment.removed.judge", older, name="评委01", sender="厦门市信息协会")
    assert event.number not in plain.subject + plain.text + plain.html
    assert plain.subject.strip(" :：") == plain.subject


def test_reason_code_of_a_withdrawn_entry_is_put_into_words() -> None:
    removed = dataclasses.replace(sample(AssignmentRemoved), reason="entry-withdrawn")
    said = {at: actions.note("assignment.removed.judge", occasion(removed, at)).body for at in LOCALES}
    assert "原因：项目已撤回。" in said["zh_CN"]
    assert "Reason: the entry was withdrawn." in said["en"]


SIGNUPS = [kind for kind, told in REACTIONS.items() if told.activity and kind.TYPE.startswith("registration.signup.")]
CHINESE = re.compile("[\u4e00-\u9fff]+")


def texts(event: Event, locale: str) -> list[str]:
    """Everything that is said of an event: its line, and title, body and letter of each message."""
    told = occasion(event, locale, person="Alex")
    said = [actions.activity_line(REACTIONS[type(event)].activity, told)]
    for telling in REACTIONS[type(event)].told:
        note = actions.note(telling.template, told)
        said += [note.title, note.body]
        if telling.way is Way.AT_ONCE:
            letter = actions.letter(telling.template, told, name="Alex", sender="XIIA")
            said += [letter.subject, letter.text, letter.html]
    return said


@pytest.mark.parametrize("kind", SIGNUPS, ids=lambda kind: kind.TYPE)
def test_signups_are_told_in_english_throughout(kind: type[Event]) -> None:
    event = sample(kind, volunteer="Alex")
    said = texts(event, "en")
    assert {word for text in said for word in CHINESE.findall(text)} == set()
    assert event.event_en in said[0]
    assert event.post_en in said[0]
    assert any(getattr(event, "place_en", "") in text for text in said)
    chinese = "".join(texts(event, "zh_CN"))
    assert event.event in chinese
    assert event.event_en not in chinese


@pytest.mark.parametrize("kind", SIGNUPS, ids=lambda kind: kind.TYPE)
def test_signups_without_english_names_keep_the_chinese_ones(kind: type[Event]) -> None:
    facts = vars(sample(kind, volunteer="Alex"))
    event: Any = kind(**{name: "" if name.endswith("_en") else value for name, value in facts.items()})
    line, *_rest = said = texts(event, "en")
    assert event.event in line
    assert event.post in line
    assert any(getattr(event, "place", event.event) in text for text in said)


def test_published_article_is_named_in_english_as_far_as_it_has_a_name() -> None:
    english = occasion(sample(ArticlePublished, title_en="Call for entries"), "en")
    assert actions.activity_line("article.published", english) == "Now public: Call for entries"
    chinese = occasion(sample(ArticlePublished), "en")
    assert actions.activity_line("article.published", chinese).startswith("Now public: 关于举办")
