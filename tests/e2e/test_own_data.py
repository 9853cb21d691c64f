"""Taking one's data along and leaving, at a real browser."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.people import Person
from tests.patience import until

LEAVER = "volunteer08@example.org"


def there(page: Page) -> bool:
    """Whether the page, opened anew, offers the download."""
    page.goto("/account/data")
    return page.get_by_role("link", name="下载").count() > 0


def test_volunteer_takes_the_data_along_and_leaves(visit: Callable[..., Person], tmp_path: Path) -> None:
    page = visit(LEAVER).page
    page.goto("/account/data")
    page.get_by_role("button", name="申请汇集").click()
    expect(page.get_by_text("已开始汇集，完成后会通知您。")).to_be_visible()
    until(lambda: there(page), seconds=60)
    with page.expect_download() as download:
        page.get_by_role("link", name="下载").click()
    download.value.save_as(tmp_path / "own.zip")
    with zipfile.ZipFile(tmp_path / "own.zip") as archive:
        contact = json.loads(archive.read("notify.json"))["contact"]
    assert contact["email"] == LEAVER

    page.get_by_role("link", name="注销账号").click()
    page.get_by_label("我已了解，确定注销").check()
    page.get_by_role("button", name="注销账号").click()
    expect(page.get_by_role("heading", name="账号已注销")).to_be_visible()
    page.goto("/account/data")
    assert "/signin" in page.url
