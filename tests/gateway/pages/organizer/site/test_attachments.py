"""A file is attached by pages alone, and readers find it wherever the article is."""

from xml.etree import ElementTree as ET

from contracts.roles import AUDITOR, ORGANIZER
from tests.gateway import papers
from tests.gateway.browsing import Contest
from tests.gateway.pages.organizer.site.test_article_editor import begun, slug_of


def test_attachment_is_uploaded_chosen_previewed_published_and_read(contest: Contest) -> None:
    editor, public = contest.signed_in(ORGANIZER), contest.stranger()
    page = begun(editor)
    assert f'href="{page}/files"' in editor.get(f"{page}/edit").text
    assert editor.upload(f"{page}/files", papers.PDF, "实施细则.pdf").status_code == 303
    name = editor.get(f"{page}/files").text.split("/files/")[2][:64]
    row = {"attachments.0.title": "", "attachments.0.title_en": "Rules", "attachments.0.file": name[:40]}
    text = {"title": "关于答疑会的通知", "body": "<p>见附件。</p>"}
    answer = editor.press(f"{page}/edit", **text, **row, action="review")
    assert answer.status_code == 303, answer.text
    assert "实施细则" in editor.get(f"{page}/preview").text
    assert "文件正在使用" in editor.press(f"{page}/files", f"{page}/files/{name}/removal").text
    assert editor.press(page, f"{page}/publication", when="now").status_code == 303
    shown = public.get(slug_of(editor.get(page).text)).text
    assert "附件：" in shown
    assert f'href="/files/{name}/' in shown
    feed = ET.fromstring(public.get("/notices.atom").data)
    (link,) = feed.findall(".//*[@rel='enclosure']")
    assert (link.get("type"), link.get("title"), link.get("length")) == (
        "application/pdf",
        "实施细则",
        str(len(papers.PDF)),
    )
    told = public.get("/data/notices.json").get_json()["items"]
    (notice,) = [one for one in told if one["title"] == text["title"]]
    assert f"/files/{name}/" in notice["attachments"]
    looking = contest.signed_in(AUDITOR).get(f"{page}/files")
    assert looking.status_code == 200
    assert "multipart/form-data" not in looking.text
