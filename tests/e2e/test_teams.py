"""A team comes together on phones: invited by link, joined on the way through registering, handed in."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from chassis.storage import ids
from tests.deploy.running import Running
from tests.e2e.people import Person
from tests.e2e.test_journeys import fill_in, send
from tests.e2e.test_signin import register
from tests.sample_files import PDF

Visit = Callable[..., Person]


def test_newcomer_joins_by_the_link_and_the_team_is_handed_in(visit: Visit, running: Running, tmp_path: Path) -> None:
    paper = tmp_path / "申报书.pdf"
    paper.write_bytes(PDF)
    leader, newcomer = visit("leader02@example.org").page, visit().page
    leader.goto("/entries/new")
    leader.get_by_role("button", name="开始填写").click()
    fill_in(leader, f"团队一起报名 {ids.new_id().hex[-8:]}")
    leader.locator("#document button").click()
    send(leader, paper)
    leader.goto(leader.url.replace("document", "undertaking_scan"))
    send(leader, paper)
    entry = re.sub(r"/files/.*", "", leader.url)
    leader.goto(f"{entry}/team")
    leader.get_by_label("姓名").fill("新来的队员")
    leader.get_by_role("button", name="生成邀请").click()
    link = leader.get_by_label("邀请链接").input_value()
    leader.goto(f"{entry}/review")
    expect(leader.get_by_text("新来的队员尚未确认")).to_be_visible()

    newcomer.goto(link)
    expect(newcomer.get_by_text("团队一起报名")).to_be_visible()
    newcomer.get_by_role("link", name="登录或注册").click()
    register(newcomer, running, f"{ids.new_id().hex}@example.org", newcomer.url)
    expect(newcomer).to_have_url(link)
    newcomer.get_by_label("同意获奖后公布我的姓名").check()
    newcomer.get_by_role("button", name="确认加入").click()
    expect(newcomer.get_by_text("您已加入团队。")).to_be_visible()
    expect(newcomer.get_by_text("您是成员。")).to_be_visible()

    leader.reload()
    leader.get_by_role("button", name="确认提交").click()
    expect(leader.get_by_role("heading", name="提交回执")).to_be_visible()
    expect(leader.get_by_text("示例庚")).to_be_visible()
    newcomer.goto("/entries")
    expect(newcomer.get_by_text("项目已提交。")).to_be_visible()
    newcomer.goto("/account/data")
    newcomer.get_by_role("button", name="撤回同意").click()
    expect(newcomer.get_by_text("已撤回。")).to_be_visible()
