"""E-mail addresses as people type them, also at a keyboard that writes Chinese."""

import re
import unicodedata

from chassis.words.visible import cleaned

LONGEST = 254
"""Characters of an e-mail address (RFC 5321)."""
_STOPS = str.maketrans({"。": "."})
_ATOM = r"[\w!#$%&'*+/=?^`{|}~-]+"
_LABEL = r"\w(?:[\w-]*\w)?"
_ADDRESS = re.compile(rf"(?P<local>{_ATOM}(?:\.{_ATOM})*)@(?:{_LABEL}\.)+(?!\d+\Z){_LABEL}")
"""Names of dots and atoms (RFC 5322), and a host that is no number. Nothing that separates several addresses, or that a
letter's head would read as more than an address."""


def email_address(text: str) -> str | None:
    """The address that was typed, full-width signs and the stop of a Chinese keyboard understood.

    None where it is none, and where few servers would take a letter to it: names before the @ are ASCII.
    """
    typed = cleaned(unicodedata.normalize("NFKC", text)).translate(_STOPS)
    found = _ADDRESS.fullmatch(typed)
    fits = found and len(typed) <= LONGEST and len(found["local"]) <= 64 and found["local"].isascii()
    return typed if fits and domain_in_ascii(typed) else None


def domain_in_ascii(address: str) -> str:
    """The domain of an address as it travels (IDNA); empty where it cannot."""
    try:
        return address.rpartition("@")[2].encode("idna").decode("ascii")
    except UnicodeError:
        return ""
