"""The workplace for the public site, listed."""

from flask_babel import lazy_gettext as _l

from contracts.roles import OVERSEEING
from gateway.pages.organizer.site import article_editor, article_files, article_list, complaints
from gateway.shell.rooms import Room
from gateway.shell.workplaces import Item, Workplace

ROOM = Room(
    pages=(article_list.blp, article_editor.blp, article_files.blp, complaints.blp),
    workplace=Workplace(
        _l("网站"),
        OVERSEEING,
        (
            Item(_l("通知与页面"), "article_list.listing"),
            Item(_l("投诉举报"), "complaints.listing", waits="complaints"),
        ),
        office=True,
    ),
)
