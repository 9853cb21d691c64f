"""A document holds what it was given, to the letter, whoever typed it."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from chassis.documents.typesetter import ROOT, Typesetter, typesetter

TEMPLATE = ROOT / "gateway" / "templates" / "styleguide" / "document.typ"
AT = datetime(2024, 11, 17, 1, tzinfo=UTC)
FACTS = {
    "title": "样式指南",
    "lang": "zh",
    "issuer": "厦门市信息协会",
    "text": "𠮷 𬭎 𬀩 示例·甲",
    "pairs_title": "事实",
    "pairs": [["编号", "XM5G04-0001"]],
    "list_title": "附件",
    "head": ["名称", "大小", "SHA-256"],
    "rows": [["申报书.pdf", "2.1 MB", "0123456789abcdef" * 4]] * 60,
}


def text_of(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_document_holds_its_facts_also_rare_characters_and_more_than_a_page() -> None:
    pdf = typesetter(TEMPLATE).pdf(FACTS, at=AT)
    reader, text = PdfReader(io.BytesIO(pdf)), text_of(pdf)
    assert len(reader.pages) > 1
    assert reader.metadata is not None
    assert reader.metadata.title == "样式指南"
    assert all(one in text for one in ("厦门市信息协会", "𠮷", "𬭎", "𬀩", "示例·甲", "XM5G04-0001"))
    assert text.count("SHA-256") == len(reader.pages)
    assert "0123456789abcdef" * 4 in text, "a hash is copied as one word"


def test_same_facts_make_the_same_bytes() -> None:
    assert typesetter(TEMPLATE).pdf(FACTS, at=AT) == Typesetter(TEMPLATE).pdf(FACTS, at=AT)


def test_pages_are_pictures_of_them() -> None:
    pages = typesetter(TEMPLATE).pages({**FACTS, "rows": []}, sharpness=40)
    assert [page[:8] for page in pages] == [b"\x89PNG\r\n\x1a\n"]


@pytest.mark.parametrize("typed", ["#panic()", "*x* _y_ $z$ `c`", '#import "/chassis/config.py"', "</text>\\u{41} \\"])
def test_what_people_typed_is_text_and_sets_nothing(typed: str) -> None:
    assert typed.replace(" ", "") in text_of(typesetter(TEMPLATE).pdf({**FACTS, "text": typed, "rows": []})).replace(
        " ", ""
    )


@settings(max_examples=15)
@given(st.text(max_size=60))
def test_no_text_stops_the_press(typed: str) -> None:
    facts = {**FACTS, "text": typed, "title": typed, "pairs": [[typed, typed]], "rows": [[typed, typed, typed]]}
    assert typesetter(TEMPLATE).pdf(facts).startswith(b"%PDF")


def test_template_that_is_not_there_is_an_error() -> None:
    with pytest.raises(RuntimeError):
        Typesetter(Path("nowhere.typ")).pdf(FACTS)
