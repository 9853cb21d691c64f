"""Notify in numbers, for the organizers' desk."""

from datetime import timedelta

from chassis import clock
from chassis.http.auth import Identity
from contracts.roles import JUDGE
from tests.services.notify.channels.mailserver import MailServer
from tests.services.notify.conftest import Desk
from tests.services.notify.dispatch.sending import assigned
from tests.services.notify.samples import NOW


def test_desk_counts_what_somebody_has_to_see_to(smtp_desk: Desk, server: MailServer) -> None:
    desk, office = smtp_desk, smtp_desk.person("秘书处", "organizer")
    assigned(desk)
    desk.send()
    server.handler.rcpt = "550 5.1.1 no such user"
    assigned(desk)
    desk.send()
    server.handler.rcpt = "451 4.7.1 try again later"
    with clock.frozen(NOW + timedelta(seconds=1)):
        assigned(desk)
        desk.send()
        found = desk.get(office, "/desk?lines=1")
    (line,) = found.pop("feed")["items"]
    assert "分配给评委01评审" in line["text"]
    assert found == {
        "undelivered": 1,
        "undelivered_since": NOW.isoformat(),
        "waiting": 1,
        "waiting_since": (NOW + timedelta(seconds=1)).isoformat(),
        "reason": "451 4.7.1 try again later",
        "parked": {"retry": 0, "held": 0, "dead": 0},
    }


def test_desk_is_for_those_who_oversee(desk: Desk, organizer: Identity) -> None:
    assert desk.get(organizer, "/desk")["undelivered"] == 0
    assert desk.call(desk.person("评委", JUDGE), "GET", "/desk").status_code == 403
