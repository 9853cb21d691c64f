"""Where the links of the table of rules lead."""

from services.notify.rules.places import PLACES
from services.notify.rules.reactions import REACTIONS


def test_every_place_is_led_to() -> None:
    used = {reaction.place for reaction in REACTIONS.values()}
    used |= {telling.place for reaction in REACTIONS.values() for telling in reaction.told if telling.place}
    assert used | {"inbox"} == PLACES.keys()
