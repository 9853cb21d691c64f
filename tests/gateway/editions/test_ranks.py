"""Organisations stand in the order of a notice, in whatever order they were typed."""

from gateway.clients.registration.edition_parts import Organiser
from gateway.editions.words import RANKS, in_ranks


def test_organisations_stand_by_rank_and_within_one_as_they_were_typed() -> None:
    typed = [
        ("supporting", "a"),
        ("hosting", "b"),
        ("operating", "c"),
        ("hosting", "d"),
        ("guiding", "e"),
        ("assisting", "f"),
    ]
    found = in_ranks(Organiser(rank=rank, name=name, name_en="", logo=None, link="") for rank, name in typed)
    assert [[one.name for one in group] for group in found] == [["e"], ["b", "d"], ["c"], ["f"], ["a"]]
    assert [group[0].rank for group in found] == list(RANKS)
