import re

from deploy.demo import pdf


def test_page_is_a_pdf_whose_table_points_at_its_objects() -> None:
    made = pdf.page(["卫浴陶瓷釉面缺陷", "5G"])
    assert made.startswith(b"%PDF-1.4")
    assert made.endswith(b"%%EOF\n")
    table = int(re.findall(rb"startxref\n(\d+)", made)[0])
    assert made[table:].startswith(b"xref\n0 8\n")
    for number, place in enumerate(re.findall(rb"(\d{10}) 00000 n", made[table:]), 1):
        assert made[int(place) :].startswith(b"%d 0 obj" % number)


def test_wrapped_loses_no_character() -> None:
    assert "".join(pdf.wrapped("5G专网" * 30, 7)) == "5G专网" * 30
