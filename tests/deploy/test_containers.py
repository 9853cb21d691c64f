"""Docker is not at hand everywhere; what stands in its files is checked without it."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from deploy import welcome
from deploy.cli import egret
from deploy.parts import PARTS, SERVICES, settings_of

DEPLOY = Path(__file__).parents[2] / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
OURS = {name: service for name, service in COMPOSE["services"].items() if service["image"] == "egret"}


def test_every_part_has_a_web_container_and_a_worker_container() -> None:
    commands = {tuple(service["command"][:2]) for service in OURS.values()}
    assert commands == {("migrate",)} | {(kind, part) for kind in ("web", "worker") for part in PARTS}


@pytest.mark.parametrize("name", list(OURS))
def test_commands_of_containers_are_commands_of_ours(name: str) -> None:
    arguments = OURS[name]["command"]
    done = CliRunner().invoke(egret, [*arguments, "--help"])
    assert done.exit_code == 0, done.output


def test_the_demo_of_containers_does_not_say_how_to_stop_what_has_ended(capsys: pytest.CaptureFixture[str]) -> None:
    welcome.announce("http://localhost:8080", [("organizer", "http://localhost:8080/signin/x")])
    said = capsys.readouterr().out
    assert "http://localhost:8080/signin/x" in said
    assert "Ctrl-C" not in said


@pytest.mark.parametrize("name", list(OURS))
def test_settings_of_containers_are_settings_of_the_parts(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    environ = {key: value.split(":?")[0].replace("${", "") for key, value in OURS[name]["environment"].items()}
    given = {**environ, "EGRET_SECRET": "s" * 32, "EGRET_SMTP": "", "EGRET_MAIL_FROM": ""}
    for key, value in given.items():
        monkeypatch.setenv(key, value)
    known = {field.metadata["env"] for part in PARTS for field in PARTS[part].settings.__dataclass_fields__.values()}
    assert set(environ) <= known
    addresses = settings_of("gateway").service_urls()
    assert addresses == {part: f"http://{part}:8000" for part in [*SERVICES, "gateway"]}


@pytest.mark.parametrize("name", list(OURS))
def test_containers_of_ours_can_change_nothing_but_their_data(name: str) -> None:
    service = OURS[name]
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert service["volumes"] == ["data:/data"]


def test_only_the_gateway_is_reachable_and_only_from_this_machine() -> None:
    assert [name for name, service in COMPOSE["services"].items() if "ports" in service] == ["gateway"]
    assert COMPOSE["services"]["gateway"]["ports"] == ["${EGRET_LISTEN:-127.0.0.1:8080}:8000"]


@pytest.mark.parametrize("name", [name for name in COMPOSE["services"] if "worker" not in name and name != "setup"])
def test_whatever_answers_requests_has_a_health_check(name: str) -> None:
    assert COMPOSE["services"][name]["healthcheck"]["test"][0] == "CMD"


def test_what_depends_on_a_service_depends_on_one_that_exists() -> None:
    for service in COMPOSE["services"].values():
        assert set(service.get("depends_on", {})) <= set(COMPOSE["services"])


def test_generations_are_the_ones_promised() -> None:
    test = yaml.safe_load((DEPLOY / "compose.test.yaml").read_text())
    assert COMPOSE["services"]["rabbitmq"]["image"] == "rabbitmq:4"
    assert COMPOSE["services"]["postgres"]["image"] == test["services"]["postgres"]["image"] == "postgres:17"
    assert test["services"]["broker"]["image"] == "rabbitmq:4-management"


def test_image_runs_as_nobody_special_and_copies_only_what_exists() -> None:
    lines = (DEPLOY / "Dockerfile").read_text().splitlines()
    users = [line.split()[1] for line in lines if line.startswith("USER")]
    assert users == ["egret"]
    copied = [line.split()[1] for line in lines if line.startswith("COPY") and "--from" not in line]
    assert all((DEPLOY.parent / name).exists() for name in copied)
    allowed = (DEPLOY.parent / ".dockerignore").read_text().split()
    assert all(f"!{name}" in allowed for name in copied)
