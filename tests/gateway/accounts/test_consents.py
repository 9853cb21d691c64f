"""Consents: what was agreed to stays provable, what changed is asked again, optional ones stand alone."""

from pathlib import Path

import pytest
from sqlalchemy import select

from chassis.storage import ids
from chassis.storage.engine import Database
from chassis.storage.tables import audit
from chassis.words.languages import LOCALES
from gateway.accounts import consent_texts, consents
from gateway.accounts.consent_texts import NAME, PRIVACY, PURPOSES, REQUIRED, SHARING, TERMS
from gateway.accounts.errors import ConsentNeeded, TextChanged, TextUnknown

PERSON = ids.new_id()


@pytest.fixture
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A newer version of the privacy notice, beside the first of each as it is, and one that is not in force yet."""
    for purpose in PURPOSES:
        (tmp_path / purpose).mkdir()
        for path in (consent_texts.FOLDER / purpose).glob("2026-11-01.*"):
            (tmp_path / purpose / path.name).write_bytes(path.read_bytes())
    for language in LOCALES:
        for version in ("2026-11-02", "9999-01-01"):
            text = f"title: 新\nchanged: 增加一项用途。\n---\n{version}"
            (tmp_path / PRIVACY / f"{version}.{language}.html").write_text(text, encoding="utf-8")
    monkeypatch.setattr(consent_texts, "FOLDER", tmp_path)
    consent_texts._all.cache_clear()
    monkeypatch.setattr(consent_texts, "_all", consent_texts._all.__wrapped__)
    return "2026-11-02"


def test_account_needs_the_required_texts_and_nothing_else(database: Database) -> None:
    with database.write() as session:
        assert [text.purpose for text in consents.needs(session, PERSON)] == list(REQUIRED)
        consents.give_required(session, PERSON)
        assert consents.needs(session, PERSON) == []
        assert not consents.allowed(session, [PERSON], NAME)


def test_consent_says_which_text_was_read_and_how(database: Database) -> None:
    text = consent_texts.current(PRIVACY, "en")
    with database.write() as session:
        consents.give(session, PERSON, PRIVACY, text.version, language="en", address_kind="mobile")
    with database.read() as session:
        (kept,) = consents.history(session, PERSON)
        assert (kept.version, kept.language, kept.sha256) == (text.version, "en", text.sha256)
        assert (kept.address_kind, kept.withdrawn_at) == ("mobile", None)
        assert session.scalars(select(audit.c.action)).all() == ["consent.given"]


def test_agreeing_twice_is_agreeing_once(database: Database) -> None:
    with database.write() as session:
        consents.give_required(session, PERSON)
        consents.give_required(session, PERSON)
        assert len(consents.history(session, PERSON)) == len(REQUIRED)


def test_optional_consents_stand_alone_and_can_be_taken_back_and_given_again(database: Database) -> None:
    version = consent_texts.current(NAME).version
    with database.write() as session:
        consents.give(session, PERSON, NAME, version)
        assert consents.allowed(session, [PERSON], NAME)
        assert not consents.allowed(session, [PERSON], SHARING)
        consents.withdraw(session, PERSON, NAME)
        consents.withdraw(session, PERSON, NAME)
        assert not consents.allowed(session, [PERSON], NAME)
        consents.give(session, PERSON, NAME, version)
        assert consents.allowed(session, [PERSON], NAME)
        given = consents.history(session, PERSON)
        assert [consent.withdrawn_at is None for consent in given] == [False, True]
        actions = ["consent.given", "consent.withdrawn", "consent.given"]
        assert session.scalars(select(audit.c.action).order_by(audit.c.id)).all() == actions


def test_what_the_account_hangs_on_is_not_withdrawn_by_itself(database: Database) -> None:
    with database.write() as session:
        consents.give_required(session, PERSON)
        with pytest.raises(ConsentNeeded):
            consents.withdraw(session, PERSON, TERMS)
        assert consents.allowed(session, [PERSON], TERMS)


@pytest.mark.usefixtures("newer")
def test_newer_text_is_asked_for_again_and_the_old_one_no_longer_taken(database: Database) -> None:
    old = consent_texts.text(PRIVACY, "2026-11-01")
    with database.write() as session:
        with pytest.raises(TextChanged):
            consents.give(session, PERSON, PRIVACY, old.version)
        consents.give(session, PERSON, TERMS, consent_texts.current(TERMS).version)
        (asked,) = consents.needs(session, PERSON)
        assert (asked.version, asked.changed) == ("2026-11-02", "增加一项用途。")
        consents.give(session, PERSON, PRIVACY, asked.version)
        assert consents.needs(session, PERSON) == []


@pytest.mark.usefixtures("newer")
def test_text_that_comes_into_force_later_is_not_shown_yet() -> None:
    assert [text.version for text in consent_texts.versions(PRIVACY)] == ["2026-11-02", "2026-11-01"]
    with pytest.raises(TextUnknown):
        consent_texts.text(PRIVACY, "9999-01-01")
    with pytest.raises(TextUnknown):
        consent_texts.current("../accounts")


@pytest.mark.parametrize("purpose", PURPOSES)
def test_every_version_exists_in_both_languages_and_says_what_changed(purpose: str) -> None:
    told = {language: consent_texts.versions(purpose, language) for language in LOCALES}
    assert [text.version for text in told["en"]] == [text.version for text in told["zh_CN"]] != []
    assert all(text.title and text.changed and text.body for texts in told.values() for text in texts)
