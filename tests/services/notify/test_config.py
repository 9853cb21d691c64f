"""Settings that cannot work are said at start, in a sentence."""

from collections.abc import Callable
from email.headerregistry import Address
from typing import Any

import pytest

from chassis.config import ConfigError
from services.notify.config import NotifySettings

FROM = "厦门市信息协会 <no-reply@xiia.example>"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"smtp": "smtp://host"}, "EGRET_MAIL_FROM must name the sender"),
        ({"smtp": "ftp://host", "mail_from": FROM}, "EGRET_SMTP cannot be understood"),
        ({"smtp": "smtp://host:99999", "mail_from": FROM}, "EGRET_SMTP cannot be understood"),
        ({"smtp": "smtp://host?tls=perhaps", "mail_from": FROM}, "EGRET_SMTP cannot be understood: tls must be"),
        ({"mail_from": "厦门市信息协会"}, "EGRET_MAIL_FROM=.* is not of the form"),
    ],
)
def test_settings_that_cannot_work_are_refused(
    make_settings: Callable[..., Any], given: dict[str, str], sentence: str
) -> None:
    with pytest.raises(ConfigError, match=sentence):
        make_settings(NotifySettings, **given)


def test_defaults_write_files_and_need_nothing(make_settings: Callable[..., Any]) -> None:
    settings = make_settings(NotifySettings)
    assert settings.server is None
    assert settings.mail_folder == settings.data / "mail"


def test_the_sender_is_read_with_its_name(make_settings: Callable[..., Any]) -> None:
    assert make_settings(NotifySettings, mail_from=FROM).sender == Address("厦门市信息协会", "no-reply", "xiia.example")
