"""Handing mails to a real SMTP server, and knowing each time whether it may have taken them."""

import socket
from collections.abc import Iterator
from email.headerregistry import Address

import pytest

from chassis.storage import ids
from services.notify.channels import smtp
from services.notify.channels.actions import compose
from services.notify.channels.models import Fate, Mail, Outcome
from services.notify.channels.smtp import Smtp
from services.notify.config import Server
from services.notify.templates.models import Letter
from tests.services.notify.channels.mailserver import CERTIFICATE, MailServer, authenticator, certificate, mail_server
from tests.services.notify.samples import NOW

SENDER = Address("厦门市信息协会", addr_spec="no-reply@xiia.example")
LETTER = Letter("【提交回执】XM5G04-0001", "您好\n\n编号：XM5G04-0001\n", "<p>您好</p>")


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


def send(url: str, one: Mail, timeout: float = 5.0) -> Outcome:
    opened = Smtp(Server.parse(url, timeout))
    try:
        return opened.send(one)
    finally:
        opened.close()


def mail(to: str = "a@example.org") -> Mail:
    return compose(ids.new_id(), SENDER, Address("示例甲", addr_spec=to), LETTER, NOW)


def test_an_accepted_mail_arrives_whole(server: MailServer) -> None:
    sent = mail()
    assert send(server.url, sent).fate is Fate.SENT
    (arrived,) = server.handler.mails
    assert arrived["Message-ID"] == f"<{sent.id}@xiia.example>"
    assert arrived["From"].addresses == (SENDER,)
    assert arrived["To"].addresses[0].display_name == "示例甲"
    assert arrived["Subject"] == LETTER.subject
    assert arrived["Date"].datetime == NOW
    assert arrived.get_body(("plain",)).get_content().replace("\r\n", "\n") == LETTER.text
    assert arrived.get_body(("html",)).get_content().rstrip() == LETTER.html
    assert server.handler.contents[0].isascii()


def test_lines_that_begin_with_a_dot_arrive_as_they_are(server: MailServer) -> None:
    content = b"Subject: dots\r\n\r\n.\r\n.one\r\n..two\r\nend"
    assert send(server.url, Mail(ids.new_id(), "a@example.org", "b@example.org", content)).fate is Fate.SENT
    assert server.handler.contents == [content + b"\r\n"]


@pytest.mark.parametrize(
    ("rcpt", "fate"),
    [
        ("450 4.2.0 greylisted", Fate.LATER),
        ("452 4.2.2 mailbox full", Fate.LATER),
        ("550 5.1.1 no such user", Fate.REFUSED),
        ("530 5.7.0 must authenticate", Fate.DOWN),
        ("421 4.3.2 shutting down", Fate.DOWN),
        ("drop", Fate.DOWN),
    ],
)
def test_a_refused_recipient_is_told_by_class(server: MailServer, rcpt: str, fate: Fate) -> None:
    server.handler.rcpt = rcpt
    outcome = send(server.url, mail())
    assert outcome.fate is fate
    assert server.handler.contents == []
    if rcpt != "drop":
        assert outcome.reason == rcpt


@pytest.mark.parametrize(
    ("data", "fate"),
    [
        ("451 4.3.0 try again", Fate.LATER),
        ("421 4.3.2 shutting down", Fate.LATER),
        ("554 5.7.1 looks like spam", Fate.REFUSED),
        ("drop", Fate.UNKNOWN),
    ],
)
def test_an_answer_to_the_content_is_told_by_class(server: MailServer, data: str, fate: Fate) -> None:
    server.handler.data = data
    assert send(server.url, mail()).fate is fate
    assert len(server.handler.contents) == 1


def test_silence_after_the_content_is_unknown_and_not_sent_again(
    server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtp, "PATIENCE", 0.01)  # with the answer to the content alone
    server.handler.data = "silence"
    assert send(server.url, mail(), timeout=10).fate is Fate.UNKNOWN
    assert len(server.handler.contents) == 1


def test_a_server_that_is_not_there_is_down() -> None:
    with mail_server() as gone:
        url = gone.url
    assert send(url, mail()).fate is Fate.DOWN


def test_one_connection_serves_many_mails_and_is_opened_again_when_it_broke(server: MailServer) -> None:
    opened = Smtp(Server.parse(server.url, 5.0))
    assert [opened.send(mail()).fate for _ in range(3)] == [Fate.SENT] * 3
    assert len(server.handler.connections) == 1
    assert opened._open is not None
    assert opened._open.sock is not None
    opened._open.sock.shutdown(socket.SHUT_RDWR)
    assert opened.send(mail()).fate is Fate.SENT
    assert len(server.handler.connections) == 2
    opened.close()


def test_a_required_encryption_the_server_lacks_means_nothing_is_sent(server: MailServer) -> None:
    assert send(f"{server.url}?tls=starttls", mail()).fate is Fate.DOWN
    assert server.handler.recipients == []


@pytest.mark.parametrize("tls", ["starttls", "offered"])
def test_a_trusted_certificate_lets_mail_and_password_through_encrypted(
    tls: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with mail_server(tls_context=certificate(), authenticator=authenticator("user", "secret")) as server:
        url = server.url.replace("smtp://", "smtp://user:secret@")
        assert send(f"{url}?tls={tls}", mail()).fate is Fate.SENT
        assert (server.handler.encrypted, server.handler.users) == ([True], [b"user"])


def test_a_certificate_nobody_vouches_for_means_nothing_is_sent() -> None:
    with mail_server(tls_context=certificate(), authenticator=authenticator("user", "secret")) as server:
        outcome = send(server.url.replace("smtp://", "smtp://user:secret@"), mail())
        assert outcome.fate is Fate.DOWN
        assert "certificate" in outcome.reason
        assert server.handler.recipients == []


def test_a_password_never_goes_out_in_clear_unless_told_so() -> None:
    with mail_server(authenticator=authenticator("user", "s3cret/@"), auth_require_tls=False) as server:
        url = server.url.replace("smtp://", "smtp://user:s3cret%2F%40@")
        assert send(url, mail()).fate is Fate.DOWN
        assert server.handler.recipients == []
        assert send(f"{url}?tls=none", mail()).fate is Fate.SENT
        assert server.handler.users == [b"user"]
        wrong = send(url.replace("s3cret", "wrong") + "?tls=none", mail())
    assert wrong.fate is Fate.DOWN
    assert "535" in wrong.reason


@pytest.mark.parametrize("url", ["http://host", "smtp://", "smtp://host?tls=maybe", "smtp://host:port"])
def test_a_wrong_url_is_said_at_start(url: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Server.parse(url, 1.0)


def test_a_url_is_read_with_its_defaults() -> None:
    assert Server.parse("smtp://u%40x:p%3A@host?tls=starttls", 9) == Server("host", 587, "u@x", "p:", "starttls", 9)
    assert Server.parse("smtps://host", 9) == Server("host", 465, "", "", "implicit", 9)
    assert Server.parse("smtp://host:25", 9) == Server("host", 25, "", "", "offered", 9)
