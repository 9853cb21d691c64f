"""Where the public page of each track lies: it follows the track's name, and the old address leads on."""

from collections.abc import Mapping, Sequence
from typing import Any

from chassis.words.keys import key_from


def addresses_of(
    tracks: Sequence[Mapping[str, Any]],
    before: Sequence[Mapping[str, Any]],
    names_before: Mapping[str, str],
    *,
    by_name: bool,
) -> list[dict[str, Any]]:
    """The address of every track, with those it had; `before` are those of the version before, by whose names.

    A new track is found under its key, or, where that was made of what it was called at first, under its name.
    """
    known = {one["key"]: one for one in before}
    found = {
        one["key"]: dict(known[one["key"]])
        for one in tracks
        if one["key"] in known and one["name"] == names_before[one["key"]]
    }
    taken = {one["address"] for one in found.values()}
    for key, name in ((one["key"], one["name"]) for one in tracks if one["key"] not in found):
        old = known.get(key)
        by_key = old is None and not by_name and key not in taken
        address = key if by_key else key_from(name, taken, "track")
        taken.add(address)
        former = dict.fromkeys((old["address"], *old["former"])) if old else {}
        found[key] = {"key": key, "address": address, "former": [one for one in former if one != address]}
    return [found[one["key"]] for one in tracks]
