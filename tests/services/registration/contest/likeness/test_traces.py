"""How alike two texts are: what holds for any."""

from hypothesis import given, settings
from hypothesis import strategies as st

from services.registration.contest.likeness.traces import (
    RUN,
    alike_texts,
    alike_titles,
    passages,
    plain,
    runs,
    shingles,
    traces_of,
)

texts = st.text(st.sampled_from("港口吊机远程操控时延低于二十毫秒，。 5GＧg\n"), max_size=200)
LONG = (
    "吊机在堆场里来回跑，拖电缆的通信卷筒经常被轧断，维修一次停机半天；十二路画面需要八十兆稳定的上行，"
    "时延在二十毫秒以内，无线局域网在箱区的金属墙之间切换一次就是一秒多。"
)


@settings(deadline=None)
@given(texts, texts)
def test_likeness_is_the_same_both_ways_and_whole_with_oneself(first: str, second: str) -> None:
    ours, theirs = plain(first), plain(second)
    for alike in (alike_texts, alike_titles):
        assert 0 <= alike(ours, theirs) == alike(theirs, ours) <= 100
    assert alike_titles(ours, ours) == 100


@settings(deadline=None)
@given(texts, texts)
def test_passages_are_the_text_and_shared_ones_stand_in_both(first: str, second: str) -> None:
    found = passages(first, runs(second))
    assert "".join(one.text for one in found) == first
    for one in found:
        said = plain(one.text)
        assert not one.common or all(runs(line) <= runs(second) and len(line) >= RUN for line in said.split("\n"))


def test_case_width_punctuation_and_spaces_make_no_difference() -> None:
    assert plain("5G+ＭＥＣ 赋能，的\n") == plain("５ｇ mec赋能的")
    assert alike_texts(plain(LONG), plain(LONG.replace("，", "、  ").replace("。", "！"))) == 100


def test_short_text_within_a_long_one_is_whole_and_too_short_a_text_says_nothing() -> None:
    assert alike_texts(plain(LONG), plain(f"另有说明。{LONG}除此之外，还有完全不同的后半段文字。")) == 100
    assert alike_texts("远程操控", "远程操控") == 0
    assert alike_titles(plain("集装箱码头5G远控轮胎吊协同作业"), plain("集装箱码头５Ｇ远控轮胎吊协同作业系统")) >= 80


def test_traces_of_a_text_are_few_and_those_of_a_copy() -> None:
    text = plain("\n".join(f"{number}号吊机在第{number * 7}箱区作业" for number in range(400)))
    traces = traces_of("", text)
    assert len(traces) < len(shingles(text)) / 4
    kept = set(traces_of("", plain(f"另外的开头。\n{text}"))) & set(traces)
    assert len(kept) > 0.9 * len(traces)
