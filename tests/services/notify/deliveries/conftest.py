"""A desk that sends to a mail server of the test's own."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from chassis.http.auth import Identity
from contracts.judging import AssignmentMade
from contracts.roles import JUDGE
from tests.services.notify.channels.mailserver import MailServer, mail_server
from tests.services.notify.conftest import Desk
from tests.services.notify.samples import sample

FROM = "厦门市信息协会 <no-reply@xiia.example>"


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


@pytest.fixture
def smtp_desk(open_desk: Callable[..., Desk], server: MailServer) -> Desk:
    """Notify, sending to the mail server."""
    return open_desk(smtp=server.url, mail_from=FROM)


def assigned(desk: Desk, **person: Any) -> Identity:
    """A judge with an e-mail on the way."""
    judge = desk.person("评委01", JUDGE, **person)
    desk.arrive(sample(AssignmentMade, judge_id=judge.account_id))
    return judge
