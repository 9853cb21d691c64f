"""Cutting a stream into events, and keeping the newest."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from gateway.live.frames import Frame, Recent, frames


def frame(number: int, scope: str = "") -> Frame:
    said = f'{{"id":{number},"scope":"{scope}"}}'
    return Frame(number, f"id: {number}\nevent: activity\ndata: {said}\n\n".encode(), scope)


@given(st.lists(st.integers(1, 10**6)), st.lists(st.integers(0, 400)))
def test_events_are_found_wherever_the_stream_is_cut(numbers: list[int], cuts: list[int]) -> None:
    text = b"retry: 1000\n\n" + b": still here\n\n".join(frame(number).text for number in numbers)
    edges = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
    chunks = [text[start:end] for start, end in pairwise(edges)]
    assert [found for some in frames(chunks) for found in some] == [frame(number) for number in numbers]


def test_what_a_frame_belongs_to_is_read_from_it_and_older_ones_belong_to_nothing() -> None:
    said = frame(1, "edition:xm5g-04").text + b'id: 2\nevent: activity\ndata: {"id":2}\n\n'
    assert [found.scope for some in frames([said]) for found in some] == ["edition:xm5g-04", ""]


def test_a_comment_is_a_sign_of_life_without_events() -> None:
    assert list(frames([b": still here\n\n"])) == [[]]


@given(st.integers(1, 6), st.integers(0, 5), st.lists(st.lists(st.integers(1, 30))), st.integers(0, 30))
def test_what_is_kept_after_an_id_is_whole_down_to_the_floor(
    most: int, floor: int, batches: list[list[int]], seen: int
) -> None:
    recent, known = Recent(most), []
    recent.begin(floor, floor)
    for batch in batches:
        rising = sorted({number for number in batch if number > max([floor, *known])})
        assert recent.add(frame(number) for number in rising) == [frame(number) for number in rising]
        assert recent.add(frame(number) for number in rising) == []
        known += rising
    assert recent.newest == max([floor, *known])
    assert len(recent.after(0)) <= most
    if seen >= recent.floor:
        assert [kept.id for kept in recent.after(seen)] == [number for number in known if number > seen]
    else:
        assert any(number <= recent.floor for number in [floor, *known])
