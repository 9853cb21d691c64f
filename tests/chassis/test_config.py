"""Settings come from the environment, and what is wrong with them is said in a sentence."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from chassis.config import ConfigError, Settings, setting

SECRET = {"EGRET_SECRET": "x" * 32}


@dataclass(frozen=True, kw_only=True)
class OwnSettings(Settings):
    count: int = setting("EGRET_COUNT", 3, "How many.")
    loud: bool = setting("EGRET_LOUD", False, "Whether to shout.")


def test_defaults_stand_where_nothing_is_set() -> None:
    read = OwnSettings.from_env(SECRET)
    assert (read.count, read.loud, read.data, read.embedded) == (3, False, Path("data"), True)


def test_environment_wins_and_what_is_given_wins_over_it() -> None:
    read = OwnSettings.from_env({**SECRET, "EGRET_COUNT": "7", "EGRET_LOUD": "Yes", "EGRET_DATA": "/x"}, count=9)
    assert (read.count, read.loud, read.data) == (9, True, Path("/x"))


def test_empty_variable_counts_as_unset() -> None:
    assert OwnSettings.from_env({**SECRET, "EGRET_COUNT": ""}).count == 3


@pytest.mark.parametrize(("name", "text"), [("EGRET_COUNT", "many"), ("EGRET_LOUD", "perhaps")])
def test_value_that_cannot_be_read_is_named(name: str, text: str) -> None:
    with pytest.raises(ConfigError, match=f"{name}='{text}'"):
        OwnSettings.from_env({**SECRET, name: text})


@pytest.mark.parametrize("secret", ["", "short", "x" * 31])
def test_weak_secret_is_refused(secret: str) -> None:
    with pytest.raises(ConfigError, match="EGRET_SECRET"):
        Settings.from_env({"EGRET_SECRET": secret})


@pytest.mark.parametrize(
    ("database", "url"),
    [
        ("postgresql://u:p@h:1", "postgresql+psycopg://u:p@h:1/egret_judging"),
        ("postgresql://u:p@h:1/", "postgresql+psycopg://u:p@h:1/egret_judging"),
        ("postgresql://u@h/own", "postgresql+psycopg://u@h/own_judging"),
        ("postgresql://u@h?sslmode=require", "postgresql+psycopg://u@h/egret_judging?sslmode=require"),
    ],
)
def test_each_part_has_a_database_of_its_own_on_the_server(database: str, url: str) -> None:
    assert Settings.from_env({**SECRET, "EGRET_DATABASE": database}).database_url("judging") == url


def test_without_a_server_each_part_has_a_file_of_its_own(tmp_path: Path) -> None:
    assert Settings.from_env(SECRET, data=tmp_path).database_url("judging") == f"sqlite:///{tmp_path}/judging.db"


def test_addresses_of_the_parts_are_read_from_one_list() -> None:
    read = Settings.from_env({**SECRET, "EGRET_SERVICES": "judging=http://a:1/, notify=http://b:2,"})
    assert read.service_urls() == {"judging": "http://a:1", "notify": "http://b:2"}
