"""HTTP: the e-mails that became files because no mail server is set."""

from typing import Any
from uuid import UUID

from flask import current_app

from chassis.http.api import Blueprint
from chassis.http.auth import allow
from chassis.http.paging import Page, PageSchema
from chassis.http.privileged_use import personal
from contracts.roles import OVERSEEING
from services.notify.channels import folder
from services.notify.channels.models import Kept
from services.notify.channels.schemas import MailListSchema, MailSchema
from services.notify.config import NotifySettings

blp = Blueprint("mail", __name__, description="E-mails written to files")


def _settings() -> NotifySettings:
    settings: NotifySettings = current_app.extensions["egret_settings"]
    return settings


@blp.route("/mail")
@allow(*OVERSEEING, everywhere=True)
@personal
@blp.arguments(PageSchema, location="query")
@blp.response(200, MailListSchema)
def list_mail(query: dict[str, Any]) -> Page:
    """List written e-mails, newest first"""
    return folder.kept_mails(_settings().mail_folder, query["after"], query["limit"])


@blp.route("/mail/<uuid:mail_id>")
@allow(*OVERSEEING, everywhere=True)
@personal
@blp.response(200, MailSchema)
def show_mail(mail_id: UUID) -> Kept:
    """Show a written e-mail with its texts"""
    return folder.kept_mail(_settings().mail_folder, mail_id)
