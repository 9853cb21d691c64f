"""Proposing a decision: then its page, or the form again with why it was not taken."""

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis.http.client import Refused
from gateway.forms.saving import SHOWN_AGAIN

Answer = Response | tuple[str, int]


def proposed(propose: Callable[[], UUID], again: Callable[[Refused], str]) -> Answer:
    """Propose it; `again` draws the form with what was refused. Raises Refused where nothing can be mended."""
    try:
        made = propose()
    except Refused as refused:
        if refused.status not in SHOWN_AGAIN:
            raise
        return again(refused), refused.status
    flash(_("已提出。另一位组委会工作人员确认后生效。"), "success")
    return redirect(url_for("decision.show", resolution_id=made), 303)
