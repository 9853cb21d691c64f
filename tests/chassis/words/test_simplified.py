"""Traditional characters as simplified ones."""

from chassis.words.simplified import FILE, simplified
from deploy.books.simplified import render


def test_table_is_what_opencc_says() -> None:
    assert FILE.read_text("utf-8") == render(), "run python -m deploy.books.simplified"


def test_traditional_text_becomes_simplified_and_stays_so() -> None:
    assert simplified("廈門市資訊協會 5G 應用") == "厦门市资讯协会 5G 应用"
    every = FILE.read_text("utf-8")
    assert simplified(simplified(every)) == simplified(every)
