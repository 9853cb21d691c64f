"""What people find in their mail and on their phones, where the product writes messages to files."""

import re
import time
from email import message_from_bytes, policy
from functools import cache
from pathlib import Path

from tests.patience import PATIENCE


def letters(data: Path, address: str) -> list[str]:
    """The texts of the mails to an address, oldest first."""
    read = map(_letter, sorted((data / "mail").glob("*.eml")))
    return [text for to, text in read if address in to]


@cache
def _letter(path: Path) -> tuple[str, str]:
    """To whom a mail is, and its text. Read once: a file is written whole and a mail never changes."""
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    part = message.get_body(("plain",))
    assert part
    return str(message["To"]), f"{message['Subject']}\n{part.get_content()}"


def texts(data: Path, number: str) -> list[str]:
    """The text messages to a number in E.164, in no order."""
    found = [path.read_text("utf-8") for path in (data / "sms").glob("*.txt")]
    return [text for text in found if text.startswith(number)]


def received(data: Path, address: str, count: int = 1, about: str = "") -> str:
    """The last message to an address or number that says `about`, once `count` have arrived."""
    end = time.monotonic() + PATIENCE
    look = letters if "@" in address else texts
    while len(found := [text for text in look(data, address) if about in text]) < count:
        assert time.monotonic() < end, f"nothing arrived for {address}"
        time.sleep(0.02)
    return found[-1]


def code_in(text: str) -> str:
    """The code in a message."""
    found = re.search(r"(?<!\d)\d{6}(?!\d)", text)
    assert found, text
    return found.group(0)


def link_in(text: str) -> str:
    """The path of the sign-in link in a message."""
    found = re.search(r"https?://[^/\s]+(/signin/code/\S+)", text)
    assert found, text
    return found.group(1)
