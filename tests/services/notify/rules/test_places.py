"""The table of rules as organizers read it, and where its links lead."""

from chassis.http.auth import Identity
from services.notify.rules.places import PLACES
from services.notify.rules.reactions import REACTIONS
from tests.services.notify.conftest import Desk


def test_reactions_explain_who_is_told_what(desk: Desk, organizer: Identity) -> None:
    items = {item["event"]: item for item in desk.get(organizer, "/reactions")["items"]}
    assert items["judging.sheet.submitted.v1"] == {
        "event": "judging.sheet.submitted.v1",
        "activity": True,
        "told": [
            {"to": "account:judge_id", "template": "sheet.submitted.judge", "way": "app"},
            {"to": "role:organizer", "template": "sheet.submitted", "way": "daily"},
        ],
    }


def test_every_place_is_led_to() -> None:
    used = {reaction.place for reaction in REACTIONS.values()}
    used |= {telling.place for reaction in REACTIONS.values() for telling in reaction.told if telling.place}
    assert used | {"inbox"} == PLACES.keys()
