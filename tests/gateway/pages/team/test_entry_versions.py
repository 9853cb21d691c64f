"""A submitted entry is changed and submitted again without being taken back."""

import io
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.roles import LEADER, ORGANIZER
from gateway.editors.differences import marked_lines
from tests.gateway.browsing import Contest, form_fields


def test_entry_is_changed_and_submitted_again_while_it_stands(contest: Contest) -> None:
    leader = contest.signed_in(LEADER)
    address = contest.submitted(leader, title="先提交的题目")
    assert leader.press(address, f"{address}/revision").location == f"{address}/edit"
    edited = {"title": "再提交的题目"}
    assert leader.press(f"{address}/edit/project", **edited).status_code == 303
    page = leader.get(address).text
    assert "有未提交的修改" in page
    office = contest.signed_in(ORGANIZER).get(address).text
    assert "先提交的题目" in office
    assert "再提交的题目" not in office
    review = leader.get(f"{address}/review").text
    assert "<del>先</del><ins>再</ins>提交的题目" in review
    assert leader.send(review, f"{address}/submission").location == f"{address}/receipt"
    assert "第 2 次" in leader.get(f"{address}/receipt").text
    assert "先提交的题目" in leader.get(f"{address}/versions/1/receipt").text
    assert "<del>先</del><ins>再</ins>提交的题目" in leader.get(f"{address}/versions/2").text
    first, last = (leader.get(f"{address}/versions/{number}/receipt.json") for number in (1, 2))
    assert leader.get(f"{address}/versions/2/receipt.pdf").data.startswith(b"%PDF-")
    stranger = contest.stranger()
    for slip, said in (
        (first.data, "已被第 2 版替换"),
        (last.data, "真实有效"),
        (last.data.replace(b"XM5G", b"YM5G"), "没有找到"),
    ):
        token = form_fields(stranger.get("/verify").text, "/verify")
        answer = stranger.client.post("/verify", data={**token, "file": (io.BytesIO(slip), "receipt.json")})
        assert said in answer.text
    code = re.search(r"/verify/([A-Z2-7]{16})", leader.get(f"{address}/receipt").text)
    assert code
    assert "真实有效" in stranger.get(f"/verify/{code[1]}").text
    assert stranger.get("/.well-known/egret-receipt-keys.json").json["keys"]
    assert "第 1 版" in leader.get(f"{address}/versions").text
    leader.press(address, f"{address}/revision")
    assert "确认提交" not in leader.get(f"{address}/review").text
    assert leader.press(f"{address}/revision/discard").location == address
    assert "有未提交的修改" not in leader.get(address).text


@settings(deadline=None)
@given(before=st.text("ab字 。\n", max_size=40), after=st.text("ab字 。\n", max_size=40))
def test_marked_words_are_those_of_both_texts(before: str, after: str) -> None:
    lines = marked_lines(before, after)
    for text, own in ((before, "out"), (after, "in")):
        told = ["".join(piece.text for piece in line if piece.kind in ("same", own)) for line in lines]
        left = iter(text.split("\n"))
        assert all(line in left for line in told if line)
    assert bool(lines) == (before.split("\n") != after.split("\n")) or not (before and after)
