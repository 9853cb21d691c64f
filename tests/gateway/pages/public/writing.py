"""Articles as an organizer would bring them in, behind the pages' back."""

from datetime import datetime
from typing import Any

from chassis.http.auth import Identity
from contracts.roles import ORGANIZER
from tests.gateway.browsing import Contest


def published(
    contest: Contest, kind: str, slug: str, at: datetime | None = None, by: Identity | None = None, **facts: Any
) -> str:
    """Publish an article, now or at a time to come; its id."""
    who = by or contest.person(ORGANIZER)
    content = {"title": f"标题{slug}", "body": f"<p>正文{slug}</p>", **facts}
    body = {"kind": kind, "slug": slug, "content": content}
    made = contest.call(who, "registration", "POST", "/articles", json=body)
    path = f"/articles/{made['id']}"
    etag = contest.call(who, "registration", "GET", f"{path}/draft")["etag"]
    when = {"publish_at": at.isoformat() if at else None}
    contest.call(who, "registration", "POST", f"{path}/publication", json=when, headers={"If-Match": etag})
    return str(made["id"])
