"""Settings come from the environment, and what is wrong with them is said in a sentence."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from chassis.config import SECRETS, ConfigError, Settings, setting

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


def test_secrets_can_stand_in_files(tmp_path: Path) -> None:
    place = tmp_path / "secret"
    place.write_text("y" * 32 + "\n")
    assert OwnSettings.from_env({"EGRET_SECRET_FILE": str(place)}).secret == "y" * 32
    assert OwnSettings.from_env({"EGRET_SECRET_FILE": str(place), "EGRET_SECRET": "y" * 32}).secret == "y" * 32
    (tmp_path / "broker").write_text("amqp://u:p@h/v")
    assert OwnSettings.from_env({**SECRET, "EGRET_BROKER_FILE": str(tmp_path / "broker")}).broker == "amqp://u:p@h/v"


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_that_cannot_be_read_is_named_but_not_told(tmp_path: Path, name: str) -> None:
    place = tmp_path / "kept"
    with pytest.raises(ConfigError, match=f"{name}_FILE={place} cannot be read"):
        OwnSettings.from_env({**SECRET, f"{name}_FILE": str(place)})
    place.write_text("in-the-file")
    with pytest.raises(ConfigError, match=f"{name} and {name}_FILE") as told:
        OwnSettings.from_env({name: "in-the-environment", f"{name}_FILE": str(place)})
    assert "in-the" not in str(told.value)


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
