import shutil
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text

from chassis.clock import now
from chassis.http.auth import Grant, Identity
from chassis.storage import ids
from chassis.storage.engine import Database
from chassis.storage.tables import relay_state, subscription
from contracts.roles import ORGANIZER
from deploy.copies import actions
from deploy.copies.errors import CopyFailed
from deploy.databases import migrate_all
from deploy.embedded import Embedded
from deploy.parts import settings_of
from gateway.accounts.actions import register_account
from tests.deploy.copies.places import environment, wipe
from tests.deploy.product import product, settle
from tests.provision import databases

SOMEBODY = Identity(ids.new_id(), "示例秘书", (Grant(ORGANIZER),))
ENGINES = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


def quiet(_line: str) -> None:
    """Say nothing."""


@pytest.fixture(params=ENGINES)
def places(request: pytest.FixtureRequest) -> Iterator[list[dict[str, str]]]:
    """The environment of two places: a data folder each for SQLite, databases on the server for PostgreSQL."""
    if request.param == "sqlite":
        yield [{}, {}]
        return
    server: str = request.getfixturevalue("postgres_server")
    with databases.prefix(server) as first, databases.prefix(server) as second:
        yield [{"EGRET_DATABASE": f"{server}/{name}"} for name in (first, second)]


def register(composed: Embedded, number: int) -> None:
    """One more account that may judge; judging and notify hear of it."""
    with composed.databases["gateway"].write() as session:
        register_account(session, name=f"评委{number}", email=f"j{number}@example.org", roles=["judge"])


def judges(composed: Embedded) -> int:
    """How many judges judging knows."""
    reply = composed.clients["judging"].call("GET", "/judges", identity=SOMEBODY, query={"limit": 200})
    return len(reply.json()["items"])


def accounts(composed: Embedded) -> int:
    """How many accounts there are."""
    with composed.databases["gateway"].read() as session:
        return session.scalar(text("SELECT count(*) FROM account")) or 0


@pytest.mark.slow
def test_a_copy_made_while_events_are_in_flight_comes_back_whole(places: list[dict[str, str]], tmp_path: Path) -> None:
    copied, under_way = tmp_path / "copy", threading.Event()
    with product(tmp_path / "first", **places[0]) as composed:

        def write() -> None:
            for number in range(100):
                register(composed, number)
                if number == 20:
                    under_way.set()

        writer = threading.Thread(target=write)
        writer.start()
        under_way.wait()
        made = actions.backup(copied, quiet)
        writer.join()
        settle(composed)
        assert judges(composed) == 100
    with environment(tmp_path / "second", places[1]):
        actions.restore(copied, quiet)
    with product(tmp_path / "second", **places[1]) as composed:
        settle(composed)
        known = accounts(composed)
        assert 20 <= known <= 100
        assert judges(composed) == known
        assert made.heads["gateway"] >= 2 * known
        register(composed, 999)
        settle(composed)
        assert judges(composed) == known + 1


@pytest.fixture
def copied(places: list[dict[str, str]], tmp_path: Path) -> Path:
    """A copy of a place with one upload, one mail and positions that stand too high."""
    data = tmp_path / "first"
    with environment(data, places[0]):
        migrate_all(quiet)
        upload = data / "files" / "2c" / "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
        for path, content in ((upload, b"hello"), (data / "mail" / "1.eml", b"mail"), (data / "files/incoming/x", b"")):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        database = Database(settings_of("judging").database_url("judging"))
        with database.write() as session:
            row = {"consumer": "judging", "source": "gateway", "position": 900, "updated_at": now()}
            session.execute(insert(subscription).values(row))
            lease = {"name": "judging", "epoch": 3, "position": 70, "leader": "gone", "lease_until": now()}
            session.execute(insert(relay_state).values(lease))
        database.close()
        actions.backup(tmp_path / "copy", quiet)
    return tmp_path / "copy"


def test_a_copy_brings_back_uploads_and_mail_but_no_upload_under_way(
    copied: Path, places: list[dict[str, str]], tmp_path: Path
) -> None:
    data = tmp_path / "second"
    with environment(data, places[1]):
        actions.restore(copied, quiet)
    found = {str(path.relative_to(data)) for path in (data / "files").rglob("*") if path.is_file()}
    assert found == {"files/2c/2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"}
    assert (data / "mail" / "1.eml").read_bytes() == b"mail"


def test_positions_are_set_back_to_what_was_told_and_it_is_said(
    copied: Path, places: list[dict[str, str]], tmp_path: Path
) -> None:
    said: list[str] = []
    with environment(tmp_path / "second", places[1]):
        actions.restore(copied, said.append)
        database = Database(settings_of("judging").database_url("judging"))
        with database.read() as session:
            assert session.scalars(select(subscription.c.position)).all() == [0]
            assert session.execute(select(relay_state.c.position, relay_state.c.leader)).one() == (0, "")
        database.close()
    assert any("set back from 900 to 0" in line for line in said)


def test_a_place_that_is_in_use_is_refused(copied: Path, places: list[dict[str, str]], tmp_path: Path) -> None:
    data = tmp_path / "second"
    with environment(data, places[1]):
        migrate_all(quiet)
        with pytest.raises(CopyFailed, match="empty place"):
            actions.restore(copied, quiet)
    assert not (data / "files").exists()


@pytest.mark.parametrize("places", ["sqlite"], indirect=True)
@pytest.mark.parametrize("damage", ["changed", "missing", "unfinished"])
def test_a_damaged_copy_is_refused_before_anything_is_written(
    copied: Path, places: list[dict[str, str]], tmp_path: Path, damage: str
) -> None:
    victim = next(path for path in (copied / "files").rglob("*") if path.is_file())
    if damage == "changed":
        victim.write_bytes(b"other")
    elif damage == "missing":
        victim.unlink()
    else:
        (copied / "manifest.json").unlink()
    data = tmp_path / "second"
    with environment(data, places[1]), pytest.raises(CopyFailed, match=r"damaged|no finished copy"):
        actions.restore(copied, quiet)
    assert not data.exists()


def test_a_copy_is_for_its_owner_alone(tmp_path: Path) -> None:
    """It holds what the data folder holds, which nobody else may enter."""
    with environment(tmp_path / "data", {}):
        migrate_all(quiet)
        actions.backup(tmp_path / "copy", quiet)
    assert stat.S_IMODE((tmp_path / "copy").stat().st_mode) == 0o700


@pytest.mark.parametrize("places", ["sqlite"], indirect=True)
def test_a_copy_is_not_mixed_with_another(copied: Path, places: list[dict[str, str]], tmp_path: Path) -> None:
    with environment(tmp_path / "first", places[0]), pytest.raises(CopyFailed, match="not empty"):
        actions.backup(copied, quiet)


@pytest.mark.parametrize("places", ["sqlite"], indirect=True)
def test_a_damaged_upload_is_not_copied_in_silence(copied: Path, places: list[dict[str, str]], tmp_path: Path) -> None:
    upload = next(path for path in (tmp_path / "first" / "files" / "2c").iterdir())
    upload.write_bytes(b"bit rot")
    shutil.rmtree(copied)
    with environment(tmp_path / "first", places[0]), pytest.raises(CopyFailed, match="damaged"):
        actions.backup(copied, quiet)
    assert not copied.exists()


@pytest.mark.postgres
def test_a_copy_goes_back_into_the_same_kind_of_database(tmp_path: Path, postgres_url: str) -> None:
    with environment(tmp_path / "first", {}):
        migrate_all(quiet)
        actions.backup(tmp_path / "copy", quiet)
    place = {"EGRET_DATABASE": postgres_url}
    with environment(tmp_path / "second", place):
        migrate_all(quiet)
    wipe(tmp_path / "second", place)
    with environment(tmp_path / "second", place), pytest.raises(CopyFailed, match="copy is of sqlite"):
        actions.restore(tmp_path / "copy", quiet)
