"""What common readers open is taken, with what it says of itself; what they cannot open is refused with the reason."""

import zlib
from pathlib import Path

import pytest
from PIL import ExifTags, Image

from chassis.files import pdf as pdf_reader
from chassis.files.kinds import type_of
from chassis.files.opened import Opened, Unfit
from chassis.files.reading import read_file
from tests.compound_files import compound, properties
from tests.sample_files import box, packed, pdf, picture, tiny_pdf

PLAIN = pdf(3, Title="申报书", Author="张三")
BIG = pdf(400)
WORD = {
    "[Content_Types].xml": b"<Types/>",
    "word/document.xml": "<w:p><w:t>项目</w:t><w:t xml:space='preserve'>一&amp;二</w:t></w:p>".encode(),
    "docProps/core.xml": "<dc:creator>李四</dc:creator><cp:lastModifiedBy>王五</cp:lastModifiedBy>".encode(),
    "docProps/app.xml": "<Company>示例公司</Company>".encode(),
}
ABOUT = {
    "\5SummaryInformation": properties(title="项目一".encode("gbk"), author="李四".encode("gbk"), last_author=b"Wang"),
    "\5DocumentSummaryInformation": properties(slides=7, company="示例公司".encode("gbk")),
}
OLD = {
    "doc": compound(ABOUT | {"WordDocument": b"\xec\xa5" + bytes(9000)}),
    "xls": compound({"Workbook": b"\x09\x08\x10\0" + bytes(16) + b"\xe1\0"} | ABOUT),
    "ppt": compound({"PowerPoint Document": b"", "Current User": bytes(12) + b"\x5f\xc0\x91\xe3"} | ABOUT),
}
VIDEO = box(b"ftyp", b"isom0000") + box(b"moov", bytes(40)) + box(b"mdat", bytes(900))
LINEARIZED = tiny_pdf().replace(b"%PDF-1.4\n", b"%PDF-1.4\n9 0 obj<</Linearized 1/L 90000/N 1>>endobj\n")


@pytest.mark.parametrize(
    "content",
    [
        PLAIN,
        b"\r\n" + PLAIN,
        b"\xef\xbb\xbf" + PLAIN,
        PLAIN + b"\0" * 3000,
        PLAIN + b"\r\nsome mailer's footer\r\n",
        PLAIN[: PLAIN.rindex(b"%%EOF")],
        PLAIN.replace(b"startxref\n", b"startxref\n9"),
        pdf(3, "", "owner", Title="申报书"),
    ],
    ids=["plain", "line break", "BOM", "zeros behind", "text behind", "no end", "wrong xref", "owner's password"],
)
def test_pdfs_that_readers_open_are_taken(tmp_path: Path, content: bytes) -> None:
    assert type_of(content[:1024], "申报书.pdf") == "pdf"
    opened = read(tmp_path, content, "pdf")
    assert (opened.pages, opened.picture[8:12]) == (3, b"WEBP")


def test_no_programme_passes_for_a_pdf() -> None:
    for before in (b"MZ\x90\0", b"#!/bin/sh\n", b"<html>", b"\0"):
        assert type_of(before + PLAIN[:600], "申报书.pdf") == ""


def test_what_a_file_says_of_the_people_behind_it_is_kept(tmp_path: Path) -> None:
    assert read(tmp_path, PLAIN, "pdf").about | {"producer": ""} == {
        "title": "申报书",
        "author": "张三",
        "producer": "",
    }
    word = read(tmp_path, packed(WORD), "docx")
    assert word.about == {"author": "李四", "last author": "王五", "company": "示例公司"}
    assert word.text == "项目 一&二"
    slides = packed({"ppt/presentation.xml": b"<p/>"} | {f"ppt/slides/slide{n}.xml": b"<a:t>x</a:t>" for n in (1, 2)})
    assert read(tmp_path, slides, "pptx").pages == 2


def test_documents_of_office_programs_before_2007_are_opened(tmp_path: Path) -> None:
    about = {"title": "项目一", "author": "李四", "last author": "Wang", "company": "示例公司"}
    for type, content in OLD.items():
        assert type_of(content[:1024], f"申报书.{type}") == type
        opened = read(tmp_path, content, type)
        assert (type, opened.about, opened.pages) == (type, about, 7 if type == "ppt" else None)


@pytest.mark.parametrize(
    ("content", "type", "finding"),
    [
        (pdf(1, "secret"), "pdf", "encrypted"),
        (BIG[: len(BIG) // 3], "pdf", "cut-off"),
        (PLAIN + PLAIN[15:300], "pdf", "cut-off"),
        (LINEARIZED, "pdf", "cut-off"),
        (b"%PDF-1.7\nnothing of the kind\n%%EOF\n", "pdf", "unreadable"),
        (packed(WORD)[:200], "docx", "cut-off"),
        (packed(WORD), "xlsx", "wrong-kind"),
        (compound({"EncryptionInfo": b"", "EncryptedPackage": b""}), "docx", "encrypted"),
        (compound({"WordDocument": b""}), "docx", "wrong-kind"),
        (OLD["doc"], "xls", "wrong-kind"),
        (OLD["doc"][:-600], "doc", "cut-off"),
        (OLD["doc"][:900], "doc", "cut-off"),
        (OLD["doc"][:8] + bytes(3000), "doc", "unreadable"),
        (compound({"WordDocument": b"\xec\xa5" + bytes(8) + b"\0\x01"}), "doc", "encrypted"),
        (compound({"Workbook": b"\x09\x08\x10\0" + bytes(16) + b"\x2f\0\x36\0"}), "xls", "encrypted"),
        (
            compound({"PowerPoint Document": b"", "Current User": bytes(12) + b"\xdf\xc4\xd1\xf3"}),
            "ppt",
            "encrypted",
        ),
        (compound({"EncryptedPackage": b""}), "xls", "encrypted"),
        (packed({}), "zip", "empty"),
        (picture()[:-200], "jpg", "cut-off"),
        (picture("PNG"), "jpg", "unreadable"),
        (VIDEO[:-300], "mp4", "cut-off"),
        (box(b"ftyp", bytes(8)), "mp4", "unreadable"),
        (b"", "pdf", "empty"),
    ],
)
def test_files_that_nobody_can_read_are_refused_with_the_reason(
    tmp_path: Path, content: bytes, type: str, finding: str
) -> None:
    with pytest.raises(Unfit) as refused:
        read(tmp_path, content, type)
    assert refused.value.finding == finding


def test_pictures_stand_upright_in_small_and_say_nothing_of_where_they_were_taken(tmp_path: Path) -> None:
    said = Image.Exif()
    said[ExifTags.Base.Orientation], said[ExifTags.Base.Artist] = 6, "赵六".encode()
    said.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (24.0, 26.0, 0.0)
    opened = read(tmp_path, picture(exif=said), "jpg")
    (tmp_path / "small.webp").write_bytes(opened.picture)
    with Image.open(tmp_path / "small.webp") as small:
        assert (small.size, dict(small.getexif())) == ((40, 60), {})
        colours = small.convert("RGB")
        left, right = colours.crop((4, 30, 5, 31)).tobytes(), colours.crop((35, 30, 36, 31)).tobytes()
    assert (left.index(max(left)), right.index(max(right))) == (2, 0), "red, which was above, stands to the right"
    assert opened.about == {"author": "赵六"}


def test_unpacking_and_drawing_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reader, "PATIENCE", 0.1)
    bomb = packed(WORD | {"word/document.xml": b"<w:t>" + b"x" * (32 << 20)})
    assert len(bomb) < 1 << 20
    assert read(tmp_path, bomb, "docx").text == ""
    head = b"IHDR" + (50_000).to_bytes(4) * 2 + b"\x08\x02\0\0\0"
    huge = b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4) + head + zlib.crc32(head).to_bytes(4)
    with pytest.raises(Unfit) as refused:
        read(tmp_path, huge + box(b"IDAT")[:8], "png")
    assert refused.value.finding == "too-complex"
    many = tiny_pdf().replace(b"/Count 1/Kids[3 0 R]", b"/Count 100000/Kids[" + b"3 0 R " * 100_000 + b"]")
    assert read(tmp_path, many, "pdf").pages == 100_000
    deep = tiny_pdf().replace(b"/MediaBox", b"/Deep " + b"[" * 200_000 + b"/MediaBox")
    assert read(tmp_path, deep, "pdf").pages == 1


def read(folder: Path, content: bytes, type: str) -> Opened:
    path = folder / "file"
    path.write_bytes(content)
    return read_file(path, type)
