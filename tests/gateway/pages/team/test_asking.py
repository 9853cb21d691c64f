"""What a team asks of the office on pages: a question that becomes public, a change after the deadline."""

import re
from datetime import timedelta

import pytest

from chassis import clock
from contracts.roles import LEADER, ORGANIZER
from tests.gateway import papers
from tests.gateway.browsing import Browser, Contest, token

QUESTION = "承诺书可以用电子签章吗？\n我们单位只有电子章。"


@pytest.fixture(scope="module")
def team(own: Contest) -> tuple[Browser, str]:
    """A leader, and the address of an entry that was handed in."""
    leader = own.browser(own.person(LEADER, name="示例提问人"))
    return leader, own.submitted(leader)


def test_question_is_answered_alone_and_published_in_other_words(own: Contest, team: tuple[Browser, str]) -> None:
    leader, address = team
    office, page = own.signed_in(ORGANIZER), f"{address}/questions"
    short = leader.press(page, text="?", title="签章")
    assert (short.status_code, 'value="签章"' in short.text) == (422, True)
    asked = str(leader.press(page, text=QUESTION).location)
    assert "等待组委会答复" in leader.get(asked).text
    assert "承诺书可以用电子签章吗？" in office.get("/organizer/questions").text
    sheet = "/organizer/questions/" + asked.rpartition("/")[2]
    assert office.press(sheet, text="可以，与公章同等有效。").status_code == 303
    assert "可以，与公章同等有效。" in leader.get(asked).text
    assert leader.press(asked, text="那骑缝章呢？").status_code == 303
    assert office.press(sheet, text="也可以。").status_code == 303
    public = f"{sheet}/publication"
    assert "也可以。" in office.get(public).text
    words = {"title": "承诺书能否使用电子签章", "body": "可以。\n\n<b>须为法人章</b><script>alert(1)</script>"}
    seen = office.press(public, **words, action="preview").text
    assert "<b>须为法人章</b>" in seen
    assert "<script>alert" not in seen
    assert words["title"] not in own.stranger().get("/faq").text
    assert office.send(seen, public, action="publish").status_code == 303
    faq = own.stranger().get("/faq").text
    assert words["title"] in faq
    assert "示例提问人" not in faq
    assert "<script>alert" not in faq
    assert office.press(public, f"{sheet}/retraction", reason="表述有误").status_code == 303
    assert words["title"] not in own.stranger().get("/faq").text
    assert leader.press(asked, f"{asked}/end").location == page


def prove_in_parts(leader: Browser, request: str) -> None:
    """Upload what proves why, cut once, as the script of the page does."""
    page, half = f"{request}/evidence", len(papers.PDF) // 2
    headers = {"X-CSRFToken": token(leader.get(page).text)}
    facts = {"slot": "", "name": "更正证明.pdf", "size": len(papers.PDF), "modified": 7}
    begun = leader.client.post(f"{request}/uploads", json=facts, headers=headers).get_json()
    at = f"{request}/uploads/{begun['id']}"
    for offset, part in ((0, papers.PDF[:half]), (half, papers.PDF[half:])):
        placed = {"Content-Type": "application/offset+octet-stream", "Upload-Offset": str(offset), **headers}
        assert leader.client.patch(at, data=part, headers=placed).status_code == 204
        assert "上次的文件没有传完" in leader.get(page).text
    assert leader.client.post(f"{at}/completion", headers=headers).status_code == 204
    seen = leader.get(page).text
    assert ("更正证明.pdf" in seen, "上次的文件没有传完" in seen) == (True, False)


def test_change_after_the_deadline_is_looked_at_word_by_word(own: Contest, team: tuple[Browser, str]) -> None:
    leader, address = team
    page = f"{address}/changes"
    assert "提交截止前可以直接修改后再次提交" in leader.get(page).text
    now = clock.now()
    closed = papers.edition(now)
    closed["stages"][0] |= {"closes_at": (now - timedelta(minutes=1)).isoformat()}
    own.put_edition("e1", closed)
    assert "申请变更" in leader.get(address).text
    assert leader.press(f"{page}/new").status_code == 422
    edit = str(leader.press(f"{page}/new", fields="summary").location)
    request = edit.removesuffix("/edit")
    assert leader.press(f"{request}/scope", fields="summary", team="1").status_code == 303
    turn = re.search(r'name="(turn\.[^"]+)"', leader.get(f"{request}/team").text)
    assert turn
    assert leader.press(f"{request}/team", **{turn[1]: "9" * 5000}).status_code == 303
    assert leader.press(f"{request}/scope", fields="summary").status_code == 303
    proofs = leader.press(edit, summary="写到一半的简介。", action="evidence").location
    assert (str(proofs), "写到一半的简介。" in leader.get(edit).text) == (f"{request}/evidence", True)
    prove_in_parts(leader, request)
    wrong = leader.press(edit, summary="更正后的简介。" * 20, change_reason="错", action="ask")
    assert wrong.status_code == 422
    assert 'href="#change_reason"' in wrong.text
    assert "更正后的简介。" in leader.get(edit).text
    shown = str(leader.press(edit, summary="更正后的简介。" * 20, change_reason="简介写错了。", action="ask").location)
    assert "等待组委会审理" in leader.get(shown).text
    assert ">项目简介</p>" in leader.get(page).text, "the list says what each is about"
    office, sheet = own.signed_in(ORGANIZER), "/organizer/changes/" + shown.rpartition("/")[2]
    assert sheet in office.get("/organizer/changes").text
    looked = office.get(sheet).text
    assert "<ins>" in looked
    assert "还没有评分表" in looked
    rows = {"answer.summary": "no", "reason.summary": ""}
    silent = office.send(looked, sheet, action="decide", **rows)
    assert (silent.status_code, "不同意的理由" in silent.text) == (422, True)
    assert office.send(looked, sheet, action="approve", message="同意更正。").status_code == 303
    told = leader.get(shown).text
    assert re.search("同意变更，第 2 版自.*起生效", told)
    assert "同意更正。" in told
    assert "由获准的变更申请生成" in leader.get(f"{address}/versions/2/receipt").text
