"""What cannot be taken back lightly is asked once more: in a dialog, or on a page where there is no script."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e.people import Person


def test_withdrawing_is_asked_in_a_dialog_that_escape_leaves(visit: Callable[..., Person]) -> None:
    page = visit("organizer").page
    page.goto("/organizer/entries?state=submitted")
    page.locator("tbody th a").first.click()
    page.wait_for_url("**/entries/*")
    opener = page.get_by_role("link", name="撤回", exact=True)
    opener.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="确认撤回")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()
    expect(page.locator(".state-success").first).to_be_visible()


def test_withdrawing_is_asked_on_a_page_where_there_is_no_script(visit: Callable[..., Person]) -> None:
    page = visit("organizer", script=False).page
    page.goto("/organizer/entries?state=submitted")
    page.locator("tbody th a").first.click()
    page.get_by_role("link", name="撤回", exact=True).click()
    expect(page.get_by_role("heading", name="撤回《")).to_be_visible()
    expect(page.get_by_role("button", name="确认撤回")).to_be_visible()


def test_leader_reads_who_withdraws_once_judging_began(visit: Callable[..., Person]) -> None:
    page = visit("leader").page
    page.goto("/entries")
    page.locator(".tile:has(.state-success) h2 a").first.click()
    expect(page.get_by_text("因此只能由组委会办理")).to_be_visible()
    expect(page.get_by_role("link", name="撤回", exact=True)).to_be_hidden()
