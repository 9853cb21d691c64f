"""E-mails as they travel: CRLF lines of seven-bit characters, which every server takes.

Every mail here has the same shape, so it is put down directly: the library's general composer parses each header it is
given and folds it again, which takes thirty times as long. It reads what stands here, as the tests show.
"""

from base64 import encodebytes
from collections.abc import Iterable, Iterator
from email.charset import BASE64, Charset
from email.headerregistry import Address
from itertools import repeat

PLAIN = 60
"""Characters of a plain ASCII header value that fit behind its name into one line."""
WORDS = 66
"""Columns of a line of encoded words: with the header's name in front it stays below 78 (RFC 5322 section 2.1.1)."""

_UTF8 = Charset("utf-8")
_UTF8.header_encoding = BASE64


def text_value(text: str) -> str:
    """A header value of any characters, folded (RFC 2047). Raises ValueError for a line break."""
    if "\r" in text or "\n" in text:
        raise ValueError("a header value holds a carriage return or linefeed character")
    if len(text) <= PLAIN and text.isascii() and text.isprintable() and "=?" not in text:
        return text
    return "\r\n ".join(line for line in _UTF8.header_encode_lines(text, repeat(WORDS)) if line)


def address_value(address: Address) -> str:
    """A name and address as a header value; an address refuses line breaks itself."""
    name = address.display_name
    if name.isascii() and name.isprintable() and "=?" not in name:
        return str(address)
    return f"{text_value(name)}\r\n <{address.addr_spec}>"


def written(headers: Iterable[tuple[str, str]], boundary: str, text: str, html: str) -> bytes:
    """The mail: headers whose values are ready, then the text, plain and as HTML. No part may hold the boundary."""
    return "\r\n".join(_lines(headers, boundary, text, html)).encode("ascii")


def _lines(headers: Iterable[tuple[str, str]], boundary: str, text: str, html: str) -> Iterator[str]:
    for name, value in headers:
        yield f"{name}: {value}"
    yield "MIME-Version: 1.0"
    yield f'Content-Type: multipart/alternative;\r\n boundary="{boundary}"'
    for kind, content in (("plain", text), ("html", html)):
        yield f"\r\n--{boundary}"
        yield f'Content-Type: text/{kind}; charset="utf-8"'
        yield "Content-Transfer-Encoding: base64\r\n"
        yield _encoded(content)
    yield f"\r\n--{boundary}--\r\n"


def _encoded(content: str) -> str:
    lines = b"".join(line + b"\r\n" for line in content.encode().splitlines())
    return encodebytes(lines).decode("ascii").replace("\n", "\r\n")
