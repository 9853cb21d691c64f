"""The workplace for running the product, listed."""

from flask_babel import lazy_gettext as _l

from contracts.roles import ADMIN, OVERSEEING
from gateway.pages.organizer.operations import activity, audit_log, deliveries, parked_events
from gateway.shell.rooms import Room
from gateway.shell.workplaces import Item, Workplace

ROOM = Room(
    pages=(activity.blp, deliveries.blp, parked_events.blp, audit_log.blp),
    workplace=Workplace(
        _l("运行"),
        (ADMIN, *OVERSEEING),
        (
            Item(_l("实时动态"), "activity.listing"),
            Item(_l("发送记录"), "deliveries.listing", waits="deliveries"),
            Item(_l("异常"), "parked_events.listing", waits="failures"),
            Item(_l("审计"), "audit_log.records"),
        ),
        office=True,
    ),
)
