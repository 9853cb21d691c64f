"""Entries of editions beside the one open to all: an earlier one, and one whose joint applicants have to agree."""

import re

from chassis import clock
from contracts.roles import LEADER, ORGANIZER
from services.registration.contest.forms.sets import document_of, form_set
from tests.gateway import papers
from tests.gateway.browsing import UPLOAD, Browser, Contest, token, upload_form


def test_entry_of_an_earlier_edition_stands_with_the_names_of_its_own(own: Contest) -> None:
    window = {"opens_at": (clock.now() - 30 * papers.DAY).isoformat()}
    facts = {**papers.edition(clock.now()), "name": "第三届厦门5G应用大赛", "entry_prefix": "XM5G03"}
    facts["stages"] = [{**facts["stages"][0], **window}]
    facts["tracks"] = [{"key": "sea", "name": "5G+海洋经济"}, {"key": "t1", "name": "5G+制造"}]
    own.put_edition("e0", facts)
    person = own.person(LEADER)
    started = own.call(person, "registration", "POST", "/entries", json={"edition": "e0", "answers": {"track": "t1"}})
    leader, address = own.browser(person), f"/entries/{started['id']}"
    assert "5G+海洋经济" in leader.get(f"{address}/edit").text
    assert leader.press(f"{address}/edit", **{**papers.entry(), "track": "sea"}).status_code == 303
    leader.upload(f"{address}/files/document", papers.PDF)
    assert "5G+海洋经济" in leader.get(f"{address}/review").text
    leader.press(f"{address}/review", f"{address}/submission")
    assert "第三届厦门5G应用大赛" in leader.get(f"{address}/receipt").text
    organizer = own.signed_in(ORGANIZER)
    for reader, page in (
        (leader, address),
        (leader, "/entries"),
        (organizer, "/organizer/entries?edition=e0&track=sea"),
    ):
        assert "5G+海洋经济" in reader.get(page).text


def with_joint_applicants(own: Contest) -> tuple[Browser, str]:
    """An entry with two joint applicants, in an edition that asks each of them to agree: its leader, its address."""
    facts = {**papers.edition(clock.now()), "name": "第五届厦门5G应用大赛", "entry_prefix": "XM5G05"}
    own.put_edition("e2", facts | {"team_rules": {"joint_confirmed": True}})
    staff = own.person(ORGANIZER)
    form = document_of(form_set("application"))
    own.call(staff, "registration", "PUT", "/editions/e2/form", json=form)
    leads = own.person(LEADER)
    rows = [{"name": "示例通信公司", "type": "company"}, {"name": "示例研究院", "type": "institute"}]
    body = {"edition": "e2", "answers": {"joint_applicants": rows, "credit_code": "91350200FAKE000130"}}
    started = own.call(leads, "registration", "POST", "/entries", json=body)
    return own.browser(leads), f"/entries/{started['id']}"


def test_joint_applicants_agree_on_pages(own: Contest) -> None:
    leader, address = with_joint_applicants(own)
    joint = f"{address}/joint-applicants"
    review = leader.get(f"{address}/review").text
    assert f'href="{joint}">联合申报单位：示例通信公司尚未确认联合申报' in review
    assert "校验位与通常规则不符" in review, "a doubt is told and stops nothing"
    one, other = re.findall(rf'action="({joint}/[^/"]+)/link"', leader.get(joint).text)
    made = leader.press(joint, f"{one}/link")
    link = re.search(r'value="https?://[^/]+(/joint/[^"]+)"', leader.get(made.location).text)
    assert link
    assert "登录或注册" in own.stranger().get(link[1]).text
    person = own.browser(own.person(LEADER, name="示例代表"))
    assert person.press(link[1], action="yes").status_code == 422, "the post is asked for"
    assert "已确认联合申报" in person.press(link[1], action="yes", post="处长").text
    body = leader.get(joint).text
    assert ("已在网上确认" in body, "示例代表 · 处长" in body) == (True, True)
    letter = upload_form(papers.PDF, "联合申报函.pdf", token(body))
    sent = leader.client.post(f"{other}/upload", data=letter, content_type=UPLOAD)
    assert sent.location == joint, sent.text
    assert "已附联合申报函" in leader.get(joint).text
    assert "联合申报" not in leader.get(f"{address}/review").text.split("<h3")[0], "nothing is lacking of them"
    gone = leader.get(f"{one}/link")
    assert gone.location == joint, "it was answered"
