"""Texts as feeds and calendars can hold them, whatever was typed."""

import re

_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no place for, the carriage return included: readers would make a line feed of it."""
_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
"""Controls and every kind of line break."""


def xml_text(text: str) -> str:
    """The text without what XML 1.0 cannot hold; lines end with a line feed."""
    return _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """The text on one line, as a calendar shows names: breaks and controls are spaces."""
    return _BREAKS.sub(" ", text).strip()
