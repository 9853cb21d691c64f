"""Rubrics that can be begun from beside those of other stages."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from chassis.manuscripts.content import Content

_WRITTEN: Mapping[str, Content] = msgspec.json.decode((Path(__file__).parent / "ready_made.json").read_bytes())
"""Each whole, or `like` another but for what it says itself."""


def _whole(written: Content) -> Content:
    own = {name: value for name, value in written.items() if name != "like"}
    return {**_whole(_WRITTEN[written["like"]]), **own} if "like" in written else own


READY_MADE: Mapping[str, Content] = {name: _whole(written) for name, written in _WRITTEN.items()}
"""Their content by name, in the order in which they are offered."""
