"""A coordinator's events: what needs them, who comes today, and the roster of each event.

A coordinator stands for a partner organisation. They read a volunteer's name where that volunteer agreed to it, and no
address at all; the organizing office sees every name.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug import Response

from chassis import clock
from chassis.http import auth, request_session
from chassis.http.auth import allow
from chassis.http.client import Refused
from chassis.http.privileged_use import personal
from contracts.roles import COORDINATOR, ORGANIZER, OVERSEEING
from contracts.scopes import EVERYWHERE, Scope
from gateway.accounts import consents
from gateway.accounts.consent_texts import SHARING
from gateway.clients import calls
from gateway.pages.organizer.desk import Note, full_shift, note
from gateway.shell.display import named
from gateway.shell.times import left, local, moment, passed

blp = Blueprint("coordination", __name__)
SOON = timedelta(days=14)
"""A shift this near that still lacks people is told among what needs somebody."""


@blp.route("/coordinator", methods=["GET"])
@allow(COORDINATOR)
@personal
def mine() -> str:
    """The person's events: what needs them first, then who comes today, then how full each shift is."""
    events = own_events()
    coming = [event for event in events if not passed(event["ends_at"])]
    return render_template(
        "coordinator/mine.html",
        coming=coming,
        over=[event for event in events if event not in coming],
        needs=needs(coming),
        today=[_with_people(event, shifts) for event in coming if (shifts := _today(event))],
    )


@blp.route("/coordinator/events/<slug>", methods=["GET"])
@allow(COORDINATOR, *OVERSEEING)
@personal
def roster(slug: str) -> str:
    """Everybody who signed up for an event, shift by shift; to be printed and taken along."""
    event = calls.read(calls.REGISTRATION, f"/events/{slug}")
    return render_template("coordinator/roster.html", event=_with_people(event, event["shifts"]))


@blp.route("/coordinator/events/<slug>/cancellation", methods=["POST"])
@allow(COORDINATOR, ORGANIZER)
def cancel(slug: str) -> Response:
    """Cancel somebody's signup for them; the place goes to the next in line at once."""
    try:
        calls.call(calls.REGISTRATION, "DELETE", f"/signups/{request.form.get('signup', type=UUID)}")
    except Refused as refused:
        if refused.status != 409:
            raise
        flash(calls.sentence(refused), "danger")
    else:
        flash(_("已取消该报名，空出的名额由候补依次递补。"), "success")
    return redirect(url_for("coordination.roster", slug=slug), 303)


def own_events() -> list[dict[str, Any]]:
    """The events the person coordinates, by time."""
    scopes = auth.identity().scopes(COORDINATOR)
    events = calls.read_all(calls.REGISTRATION, "/events")
    return [event for event in events if scopes & {EVERYWHERE, Scope.event(event["slug"])}]


def needs(events: Sequence[dict[str, Any]]) -> list[Note]:
    """Shifts to come that lack people soon, and full ones for which people wait; the next first."""
    found = [(str(shift["starts_at"]), line) for event in events for shift, line in _of_event(event)]
    return [line for _starts, line in sorted(found, key=lambda one: one[0])]


def _of_event(event: dict[str, Any]) -> Iterator[tuple[dict[str, Any], Note]]:
    for shift in event["shifts"]:
        away = local(shift["starts_at"]) - clock.now()
        if away <= timedelta(0):
            continue
        if shift["waiting"] and not shift["places_left"]:
            address = url_for("coordination.roster", slug=event["slug"], _anchor=f"shift-{shift['id']}")
            yield shift, full_shift(named(shift, "post"), shift["waiting"], address)
        elif shift["places_left"] and away < SOON:
            yield shift, _lacking(shift, event["slug"])


def _lacking(shift: dict[str, Any], slug: str) -> Note:
    text = ngettext(
        "“%(post)s”还缺 %(num)d 人。", "“%(post)s”还缺 %(num)d 人。", shift["places_left"], post=named(shift, "post")
    )
    starts = shift["starts_at"]
    until = _("开始 %(time)s（%(left)s）", time=moment(starts), left=left(starts))
    return note(text, f"{url_for('coordination.roster', slug=slug)}#shift-{shift['id']}", "warning", until=until)


def _today(event: dict[str, Any]) -> list[dict[str, Any]]:
    today = local(clock.now()).date()
    return [shift for shift in event["shifts"] if local(shift["starts_at"]).date() == today]


def _with_people(event: dict[str, Any], shifts: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The event with these shifts and the signups that stand on each: places first, then the line."""
    found = calls.read_all(calls.REGISTRATION, f"/events/{event['slug']}/signups")
    standing = _named_as_agreed([one for one in found if one["state"] != "cancelled"], Scope.event(event["slug"]))
    standing.sort(key=lambda one: one["position"] or 0)
    people = {shift["id"]: [one for one in standing if one["shift_id"] == shift["id"]] for shift in shifts}
    return event | {"shifts": [shift | {"people": people[shift["id"]]} for shift in shifts]}


def _named_as_agreed(signups: list[dict[str, Any]], scope: Scope) -> list[dict[str, Any]]:
    """The signups with `name` as the reader may see it; empty where the volunteer did not agree to it."""
    everybody = auth.identity().oversees(scope)
    accounts = {UUID(one["volunteer"]["id"]) for one in signups}
    agreed = accounts if everybody else consents.allowed(request_session.session(), accounts, SHARING)
    return [
        {key: value for key, value in one.items() if key != "volunteer"}
        | {"name": one["volunteer"]["name"] if UUID(one["volunteer"]["id"]) in agreed else ""}
        for one in signups
    ]
