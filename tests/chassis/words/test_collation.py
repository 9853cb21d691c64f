"""Names in the order people look for them."""

import random

import pytest

from chassis.words.collation import by_name
from chassis.words.surnames import SURNAMES


def ordered(*names: str) -> list[str]:
    shuffled = list(names)
    random.Random(7).shuffle(shuffled)
    return sorted(shuffled, key=by_name)


@pytest.mark.parametrize(
    "names",
    [
        ("阿成", "陈晓", "李明", "王芳", "张三"),
        ("黎明", "李明", "厉明"),  # one sound, by tone: lí lǐ lì
        ("示例甲", "示例乙"),  # jiǎ before yǐ
        ("李四", "李四光", "李五"),  # shorter first
        ("翁同", "吴同", "曾同", "张同"),
        ("任同", "单同", "孙同"),  # shàn between rén and sūn, not dān
        ("邱同", "仇同", "曲某"),  # qiū qiú qū
        ("解同", "谢同", "徐同"),  # xiè xiè xú
        ("尉迟恭", "越某"),  # yù chí before yuè
        ("路某", "吕某"),  # u before ü
        ("2号", "10号", "Adam", "adele", "Bob", "陈晓"),
        ("评委2", "评委10", "评委11"),
    ],
)
def test_names_stand_in_the_order_people_expect(names: tuple[str, ...]) -> None:
    assert ordered(*names) == list(names)


def test_width_and_case_do_not_part_what_is_the_same() -> None:
    assert ordered("ｂｏｂ", "Bob", "Carl", "Ａｄａｍ") in (
        ["Ａｄａｍ", "Bob", "ｂｏｂ", "Carl"],
        ["Ａｄａｍ", "ｂｏｂ", "Bob", "Carl"],
    )


def test_rare_characters_and_nothing_at_all_have_a_place() -> None:
    assert sorted(["", "𠮷野", "😀", "王"], key=by_name)[0] == ""


@pytest.mark.parametrize("surname", SURNAMES)
def test_surname_is_read_as_one_only_in_front(surname: str) -> None:
    sound, tone = by_name(f"{surname}一")[0][1:3]
    assert by_name(f"王{surname}")[1][3] == surname
    assert sound.isalpha()
    assert tone in "1234"
    assert len(sound) <= len(SURNAMES[surname])
