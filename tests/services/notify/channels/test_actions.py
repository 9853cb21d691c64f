"""E-mails as bytes: whatever they say, the library reads back what was meant, and every server can take them."""

from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import parseaddr
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notify.channels.actions import address, compose
from services.notify.channels.models import SEALED
from services.notify.templates.models import Letter
from services.notify.templates.wording import one_line
from tests.services.notify.samples import NOW

SENDER = Address("厦门市信息协会", addr_spec="no-reply@xiia.example")
MAIL = UUID("01a20e97-5697-7e50-a0d2-27e981bffdab")
LINES = st.text(st.characters(exclude_categories=("Cs",)), max_size=200).map(one_line)
BODIES = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r"))


def content(letter: Letter, to: Address) -> bytes:
    return compose(MAIL, SENDER, to, letter, NOW, sealed=True).content


def read(whole: bytes) -> EmailMessage:
    found = message_from_bytes(whole, policy=policy.default)
    assert not found.defects
    return found


def recipient(whole: bytes) -> tuple[str, str]:
    """As readers decode it. The library's newer parser puts a space between two encoded words of a name."""
    name, addr_spec = parseaddr(message_from_bytes(whole)["To"])
    return str(make_header(decode_header(name))), addr_spec


@given(subject=LINES, name=LINES, text=BODIES, html=BODIES)
def test_what_was_written_is_read_and_travels_in_short_plain_lines(
    subject: str, name: str, text: str, html: str
) -> None:
    whole = content(Letter(subject, text, html), address("a@example.org", name))
    mail = read(whole)
    assert mail["Subject"] == subject
    assert recipient(whole) == (name, "a@example.org")
    for kind, said in (("plain", text), ("html", html)):
        part = mail.get_body((kind,))
        assert part is not None
        assert part.get_content().replace("\r\n", "\n") == said
    assert whole.isascii()
    assert whole.count(b"\n") == whole.count(b"\r") == whole.count(b"\r\n")
    head = whole.split(b"\r\n\r\n")[0].split(b"\r\n")
    assert max(len(line) for line in head if not name.isascii() or not line.startswith(b"To: ")) <= 78


@pytest.mark.parametrize("name", ["", "Alex Example", 'Alex "X" <y>, z', "=?utf-8?b?5o+Q?=", "示例甲 " * 9 + "示例乙"])
def test_headers_are_those_of_the_library(name: str) -> None:
    whole = content(Letter("Receipt", "a\n", "<p>a</p>\n"), address("a@example.org", name))
    assert recipient(whole) == (name, "a@example.org")
    mail = read(whole)
    assert {
        key: str(mail[key]) for key in ("Message-ID", "Date", "From", "Auto-Submitted", "MIME-Version", SEALED)
    } == {
        "Message-ID": f"<{MAIL}@xiia.example>",
        "Date": "Sun, 10 Nov 2024 16:59:58 +0800",
        "From": "厦门市信息协会 <no-reply@xiia.example>",
        "Auto-Submitted": "auto-generated",
        "MIME-Version": "1.0",
        SEALED: "yes",
    }
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert [part["Content-Transfer-Encoding"] for part in mail.iter_parts()] == ["base64", "base64"]
