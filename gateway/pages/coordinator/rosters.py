"""A coordinator's events: what needs them, who comes today, and the roster of each event.

A coordinator stands for a partner organisation. They read a volunteer's name where that volunteer agreed to it, and no
address at all; the organizing office sees every name.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import escape
from werkzeug import Response

from chassis import clock
from chassis.http import auth, request_session
from chassis.http.auth import allow
from chassis.http.privileged_use import personal
from contracts.roles import COORDINATOR, ORGANIZER, OVERSEEING
from contracts.scopes import Scope
from gateway.accounts import consents
from gateway.accounts.consent_texts import SHARING
from gateway.clients.registration.outreach import OUTREACH, Roster, RosterShift, RosterSignup
from gateway.forms.pressing import press
from gateway.shell.display import named
from gateway.shell.times import local, passed
from gateway.shell.todos import Todo, full_shift
from gateway.shell.whole_dates import left, moment

blp = Blueprint("rosters", __name__)
SOON = timedelta(days=14)
"""A shift this near that still lacks people is told among what needs somebody."""


@dataclass(frozen=True)
class Seat:
    """Somebody on a shift, by the name the reader may see; empty where the volunteer did not agree to it."""

    signup: RosterSignup
    name: str


@blp.route("/coordinator", methods=["GET"])
@allow(COORDINATOR)
@personal
def mine() -> str:
    """The person's events: what needs them first, then who comes today, then how full each shift is."""
    events = OUTREACH.coordination().events
    coming = coming_events(events)
    return render_template(
        "coordinator/mine.html",
        coming=coming,
        over=[event for event in events if passed(event.ends_at)],
        needs=needs(coming),
        today=[(event, shifts) for event in coming if (shifts := _today(event))],
        people=_people(events),
    )


@blp.route("/coordinator/events/<slug>", methods=["GET"])
@allow(COORDINATOR, *OVERSEEING)
@personal
def show(slug: str) -> str:
    """Everybody who signed up for an event, shift by shift; to be printed and taken along."""
    event = OUTREACH.roster(slug)
    return render_template("coordinator/roster.html", event=event, people=_people([event]))


@blp.route("/coordinator/events/<slug>/cancellation", methods=["POST"])
@allow(COORDINATOR, ORGANIZER)
def cancel(slug: str) -> Response:
    """Cancel somebody's signup for them; the place goes to the next who can take it at once."""
    signup = request.form.get("signup", type=UUID)
    if signup is None:
        abort(404)
    press(lambda: OUTREACH.cancel(signup), _("已取消该报名，空出的名额由候补依次递补。"), among={409})
    return redirect(url_for("rosters.show", slug=slug), 303)


def coming_events(events: Sequence[Roster]) -> list[Roster]:
    """Those that take place and are not over."""
    return [event for event in events if event.state != "cancelled" and not passed(event.ends_at)]


def needs(events: Sequence[Roster]) -> list[Todo]:
    """Shifts to come that lack people soon, and full ones for which people wait; the next first."""
    found = [(shift.starts_at, line) for event in events for shift, line in _of_event(event)]
    return [line for _starts, line in sorted(found, key=lambda one: one[0])]


def _of_event(event: Roster) -> Iterator[tuple[RosterShift, Todo]]:
    for shift in event.shifts:
        away = shift.starts_at - clock.now()
        if away <= timedelta(0):
            continue
        address = url_for("rosters.show", slug=event.slug, _anchor=f"shift-{shift.id}")
        if shift.waiting and not shift.places_left:
            yield shift, full_shift(named(shift, "post"), shift.waiting, address, _starting(event, shift))
        elif shift.places_left and away < SOON:
            lacking, post = shift.places_left, named(shift, "post")
            text = ngettext("个空缺：“%(post)s”", "个空缺：“%(post)s”", lacking, post=post)
            yield shift, Todo(lacking, text, address, _("看名单"), _starting(event, shift))


def _starting(event: Roster, shift: RosterShift) -> str:
    """Of which event, and when it begins."""
    when = escape(_("开始 %(time)s（%(left)s）")) % {"time": moment(shift.starts_at), "left": left(shift.starts_at)}
    return escape(f"{named(event)} · ") + when


def _today(event: Roster) -> list[RosterShift]:
    today = local(clock.now()).date()
    return [shift for shift in event.shifts if local(shift.starts_at).date() == today]


def _people(events: Sequence[Roster]) -> Mapping[UUID, list[Seat]]:
    """Who is on each shift, named as far as they agreed to it."""
    seats = {shift.id: shift.people for event in events for shift in event.shifts}
    accounts = {one.volunteer.id for people in seats.values() for one in people}
    agreed = consents.allowed(request_session.session(), accounts, SHARING) if accounts else set()
    all_names = {
        shift.id for event in events if auth.identity().oversees(Scope.event(event.slug)) for shift in event.shifts
    }
    return {
        shift_id: [
            Seat(one, one.volunteer.name if shift_id in all_names or one.volunteer.id in agreed else "")
            for one in people
        ]
        for shift_id, people in seats.items()
    }
