"""Deliveries as organizers see them: the person by name, never the address."""

from collections.abc import Mapping, Set
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from chassis.http import paging
from chassis.words.folding import fold
from services.notify.activity.models import Activity
from services.notify.config import NotifySettings
from services.notify.deliveries.errors import DeliveryNotFound
from services.notify.deliveries.letters import occasion_of, written
from services.notify.deliveries.models import Delivery
from services.notify.deliveries.states import ALARMING, LIFE, OPEN, UNDELIVERED
from services.notify.recipients.actions import names, readers
from services.notify.recipients.models import Reader, Recipient
from services.notify.rules.kinds import BY_TEMPLATE

SHOWN = tuple(
    ["id", "account_id", "channel", "template", "state", "attempts", "next_at", "reason", "created_at", "updated_at"]
)
_COLUMNS = tuple(getattr(Delivery, name) for name in SHOWN)


def shown(session: Session, asked: Mapping[str, Any], roles: Set[str]) -> paging.Page:
    """Deliveries, newest first, of a state, a channel, a person; with what these roles may do about each."""
    page = paging.page(session, _wanted(asked), Delivery.id.desc(), asked["after"], asked["limit"])
    known = names(session, [row.account_id for row in page.items])
    return paging.Page([as_shown(row, known, roles) for row in page.items], page.next)


def _wanted(asked: Mapping[str, Any]) -> Select[Any]:
    wanted = select(*_COLUMNS)
    if state := asked["state"]:
        wanted = wanted.where(Delivery.state.in_(UNDELIVERED if state == ALARMING else (state,)))
    if channel := asked["channel"]:
        wanted = wanted.where(Delivery.channel == channel)
    if person := asked["person"]:
        called = [Recipient.search_text.contains(word, autoescape=True) for word in fold(person).split()]
        wanted = wanted.where(Delivery.account_id.in_(select(Recipient.account_id).where(*called)))
    return wanted


def as_shown(row: Any, known: Mapping[UUID, str], roles: Set[str]) -> dict[str, Any]:
    """One row, with the name of whom it goes to and the actions open to holders of these roles."""
    found = {name: getattr(row, name) for name in SHOWN}
    return found | {
        "to": known.get(row.account_id, ""),
        "title": BY_TEMPLATE[row.template].title,
        "next_at": row.next_at if row.state in OPEN else None,
        "may": [step.action for step in LIFE.open_steps(row.state) if roles & set(step.by)],
    }


def one(session: Session, delivery_id: UUID, settings: NotifySettings, roles: Set[str]) -> dict[str, Any]:
    """A delivery with what it says, as its reader got it or would get it now. Raises DeliveryNotFound."""
    row = session.get(Delivery, delivery_id)
    if row is None:
        raise DeliveryNotFound
    activity = session.get(Activity, row.activity_id) if row.activity_id is not None else None
    about = activity.about if activity else None
    known = names(session, [row.account_id, *([about] if about else [])])
    reader = readers(session, [row.account_id]).get(row.account_id) or Reader(known.get(row.account_id, ""), "zh_CN")
    person, link = known.get(about, "") if about else "", settings.public_url.rstrip("/") + row.link
    occasion = occasion_of(activity, row.facts, person, link, reader.locale)
    words = written(row.channel, row.template, occasion, reader, settings.signature)
    said = {"subject": words.subject, "text": words.text, "html": words.html}
    return as_shown(row, known, roles) | said
