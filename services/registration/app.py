"""Registration, wired together."""

from pathlib import Path
from typing import cast

from flask import Flask

from chassis.api import Api
from chassis.config import Settings
from chassis.part import Job, Part
from services.registration.articles.announcing import EVERY, announce_due
from services.registration.articles.api import blp as articles
from services.registration.articles.public_api import blp as published
from services.registration.config import RegistrationSettings
from services.registration.desk import blp as desk
from services.registration.editions.api import blp as editions
from services.registration.entries.api import blp as entries
from services.registration.entries.documents import blp as documents
from services.registration.entries.files import FileStore
from services.registration.entries.sweep import sweep_files
from services.registration.front import blp as front
from services.registration.handlers import HANDLERS
from services.registration.retention import drop_old_drafts
from services.registration.search import blp as search
from services.registration.uploads.api import blp as uploads
from services.registration.uploads.expiry import expire_uploads
from services.registration.uploads.parts import Parts
from services.registration.volunteers.api import blp as volunteers


def wire(app: Flask, settings: Settings) -> None:
    """Open the file store and register every area's routes."""
    own = cast(RegistrationSettings, settings)
    app.extensions["registration_files"] = FileStore(own.files_url)
    app.extensions["registration_parts"] = Parts(own.parts_folder)
    api = Api(app)
    for blueprint in (editions, entries, documents, uploads, volunteers, articles, published, front, desk, search):
        api.register_blueprint(blueprint)


PART = Part(
    name="registration",
    folder=Path(__file__).parent,
    settings=RegistrationSettings,
    wire=wire,
    handlers=HANDLERS,
    jobs=(
        Job("sweep-files", 3600, sweep_files),
        Job("drop-drafts", 3600, drop_old_drafts),
        Job("expire-uploads", 3600, expire_uploads),
        Job("announce-articles", EVERY, announce_due),
    ),
)
