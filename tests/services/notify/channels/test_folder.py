"""E-mails as files: whole or not at all."""

import random
from datetime import timedelta
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.headerregistry import Address
from pathlib import Path
from uuid import UUID

import pytest

from services.notify.channels import folder
from services.notify.channels.actions import address, compose
from services.notify.channels.errors import NotAnAddress
from services.notify.channels.models import Fate, Mail
from services.notify.templates.models import Letter
from tests.services.notify.samples import NOW

SENDER = Address("厦门市信息协会", addr_spec="no-reply@xiia.example")


def mail(number: int = 1, subject: str = "提交回执") -> Mail:
    letter = Letter(f"{subject} {number}", f"编号 {number}\n第二行\n", f"<p>编号 {number}</p>\n")
    to = Address("示例甲", addr_spec="a@example.org")
    return compose(UUID(int=0x7000 << 64 | 2 << 62 | number), SENDER, to, letter, NOW + timedelta(seconds=number))


def test_a_written_mail_reads_as_it_was_meant(tmp_path: Path) -> None:
    assert folder.Folder(tmp_path / "mail").send(mail()).fate is Fate.SENT
    written = (tmp_path / "mail" / f"{mail().id}.eml").read_bytes()
    kept = message_from_bytes(written, policy=policy.default)
    assert (kept["Subject"], kept["To"]) == ("提交回执 1", "示例甲 <a@example.org>")
    assert kept["Date"].datetime == NOW + timedelta(seconds=1)
    for kind, words in (("plain", "编号 1\n第二行\n"), ("html", "<p>编号 1</p>\n")):
        part = kept.get_body((kind,))
        assert part is not None
        assert part.get_content().replace("\r\n", "\n") == words


def test_writing_the_same_mail_again_leaves_one_file(tmp_path: Path) -> None:
    opened = folder.Folder(tmp_path)
    opened.send(mail())
    opened.send(mail())
    assert [path.name for path in tmp_path.iterdir()] == [f"{mail().id}.eml"]


def test_a_mail_is_for_its_readers_eyes_alone(tmp_path: Path) -> None:
    """Those with a secret lie here as well."""
    folder.Folder(tmp_path).send(mail())
    assert (tmp_path / f"{mail().id}.eml").stat().st_mode & 0o777 == 0o600


def test_a_folder_that_cannot_be_written_counts_as_down(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("a file stands in the way")
    assert folder.Folder(tmp_path / "mail").send(mail()).fate is Fate.DOWN


@pytest.mark.parametrize("subject", ["提交回执", "Receipt"])
def test_a_line_break_in_a_subject_begins_no_header(subject: str) -> None:
    read = message_from_bytes(mail(subject=f"{subject}\r\nBcc: leak@example.org").content)
    assert read["Bcc"] is None
    assert "leak@example.org" in str(make_header(decode_header(read["Subject"])))


def test_addresses_are_taken_as_they_are_and_domains_in_ascii() -> None:
    assert address(" First.Last+tag@Example.org ").addr_spec == "First.Last+tag@Example.org"
    assert address("a@例子.测试").addr_spec == "a@xn--fsqu00a.xn--0zwm56d"
    assert str(address("a@example.org", 'Alex "X" <y>, z')) == '"Alex \\"X\\" <y>, z" <a@example.org>'


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nobody",
        "@example.org",
        "a@",
        "a@b@c",
        "a b@example.org",
        "a@example.org\r\nBcc: leak@example.org",
        "a@example.org>, <leak@example.org",
        "示例@example.org",
        "a@exa..mple",
        "a@" + "x" * 64 + ".org",
    ],
)
def test_what_is_not_one_address_is_refused(text: str) -> None:
    with pytest.raises(NotAnAddress):
        address(text)


def test_mail_composed_again_is_the_same_byte_for_byte() -> None:
    before = random.getstate()
    first = mail(1)
    assert mail(1).content == first.content
    assert mail(2).content != first.content
    assert random.getstate() == before, "the boundary is drawn from the generator that everybody shares"
