"""The editor of an outreach event; a change that touches people who signed up is asked about once."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response
from werkzeug.datastructures import MultiDict

from chassis.http.auth import allow
from chassis.http.client import Refused
from contracts.roles import ORGANIZER, OVERSEEING
from gateway.clients.manuscripts import Manuscript
from gateway.clients.registration.event_drafts import EVENT_DRAFTS, WrittenEvent
from gateway.editors.editor import Editor
from gateway.editors.pages import editor_pages
from gateway.forms.pressing import tell
from gateway.pages.organizer.outreach import affected
from gateway.pages.organizer.outreach.event_list import PREFIX, name_of
from gateway.shell.display import named


def _agreed(sent: MultiDict[str, str]) -> dict[str, Any]:
    return {"agreed": sent.get("agreed", "")}


def _preview(found: Manuscript[WrittenEvent]) -> str:
    if found.about.shown is None:
        return render_template(
            "organizer/outreach/events/unready.html", written=found.about, title=name_of(found.about)
        )
    return render_template("organizer/outreach/events/preview.html", written=found.about, event=found.about.shown)


def _ask(address: Mapping[str, Any], refused: Refused) -> str | None:
    """Who is on the event, and what publishing does to them; nothing where that is not what it was refused for."""
    if refused.code != "people-affected":
        return None
    effects = EVENT_DRAFTS.effects(address["slug"])
    return affected.page(
        effects,
        title=_("修改活动：%(name)s", name=named(effects.items[0], "event")),
        action=url_for("event_editor.publish", slug=address["slug"]),
        button=_("确认发布并通知"),
        kept={"etag": request.form.get("etag", "")},
        back=url_for("event_editor.review", slug=address["slug"]),
    )


EDITOR: Editor[WrittenEvent] = Editor(
    name="event_editor",
    address="/organizer/events/<slug>",
    source=EVENT_DRAFTS,
    title=lambda found: name_of(found.about),
    mark=lambda found: PREFIX + found.about.state,
    preview=_preview,
    published=lambda _found: str(_("已发布。志愿者现在看到的就是这些内容。")),
    readers=OVERSEEING,
    writers=(ORGANIZER,),
    everywhere=False,
    chosen=_agreed,
    asks=_ask,
    leads={"table": "shift_table.paste"},
    fields="organizer/outreach/events/fields.html",
    about="organizer/outreach/events/about.html",
    publishing="organizer/outreach/events/publishing.html",
)
blp = editor_pages(EDITOR)


@blp.route("/organizer/events/<slug>/deletion", methods=["POST"])
@allow(ORGANIZER)
def delete(slug: str) -> Response:
    """Delete a draft of which nothing was ever public."""
    try:
        EVENT_DRAFTS.delete(slug)
    except Refused as refused:
        tell(refused)
        return redirect(url_for("event_editor.review", slug=slug), 303)
    flash(_("草稿已删除。"), "success")
    return redirect(url_for("event_list.listing"), 303)
