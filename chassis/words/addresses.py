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
"""Names of dots and atoms (RFC 5322, letters of every script), and a host that is no number. Nothing that separates
several addresses, or that a letter's head would read as more than an address."""


def email_address(text: str) -> str | None:
    """The address that was typed, full-width signs and the stop of a Chinese keyboard understood; None for none."""
    typed = cleaned(unicodedata.normalize("NFKC", text)).translate(_STOPS)
    found = _ADDRESS.fullmatch(typed)
    return typed if found and len(typed) <= LONGEST and len(found["local"]) <= 64 else None
