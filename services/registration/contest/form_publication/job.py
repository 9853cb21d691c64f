"""Going on with what publishing a form began, beside all requests."""

from sqlalchemy import select

from chassis.config import Settings
from chassis.storage.engine import Database
from services.registration.contest.form_publication.following import follow_form
from services.registration.contest.forms.models import FormVersion

EVERY = 1.0
"""Seconds between two batches."""


def follow_forms(database: Database, _settings: Settings) -> None:
    """As a job: go on bringing entries to the versions that are followed, a few of each."""
    followed = select(FormVersion).where(FormVersion.is_followed).order_by(FormVersion.edition)
    with database.read() as session:
        found = [(one.edition, one.version) for one in session.scalars(followed)]
    for key in found:
        with database.write() as session:
            version = session.get_one(FormVersion, key, with_for_update=True)
            if version.is_followed:
                follow_form(session, version)
