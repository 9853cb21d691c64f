"""Settings of registration."""

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from flask import current_app

from chassis.config import ConfigError, Settings, setting
from chassis.files.scanner import Scanner

MEGABYTE = 1 << 20


@dataclass(frozen=True, kw_only=True)
class RegistrationSettings(Settings):
    """What registration needs beyond the settings of every part."""

    files: str = setting(
        "EGRET_FILES", "", "Where uploads are stored: a folder or an fsspec URL. Empty: files under data."
    )
    upload_limit: int = setting(
        "EGRET_UPLOAD_LIMIT", 200 * MEGABYTE, "Largest upload in bytes, whatever a form allows."
    )
    clamd: str = setting(
        "EGRET_CLAMD",
        "",
        "clamd, which scans uploads: tcp://host:port or unix:/path; its StreamMaxLength above the limit. Empty: none.",
    )
    draft_days: int = setting(
        "EGRET_DRAFT_DAYS", 90, "Days after an edition closed until drafts that were never submitted are deleted."
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.upload_limit < 1:
            raise ConfigError("EGRET_UPLOAD_LIMIT must be a positive number of bytes.")
        try:
            if self.clamd:
                Scanner(self.clamd)
        except ValueError as error:
            raise ConfigError("EGRET_CLAMD must be tcp://host:port or unix:/path.") from error

    @property
    def files_url(self) -> str:
        """Where uploads are stored, as fsspec understands it."""
        return self.files or str(self.data.absolute() / "files")

    @property
    def parts_folder(self) -> Path:
        """Where uploads wait until they are whole; always a local disk, shared by processes that serve together."""
        return self.data.absolute() / "uploads"


def own_settings() -> RegistrationSettings:
    """The settings of the part that answers this request."""
    return cast(RegistrationSettings, current_app.extensions["egret_settings"])
