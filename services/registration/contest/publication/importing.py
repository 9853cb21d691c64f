"""A document brought in from outside, as drafts of its matters."""

from typing import Any

from sqlalchemy.orm import Session

from chassis.http.auth import Identity
from chassis.http.fields import check_slug
from chassis.manuscripts import actions as manuscripts
from chassis.storage import audit
from services.registration.contest.drafting.actions import begin_draft, find_matters, has_draft, mirror
from services.registration.contest.drafting.taking_apart import take_apart
from services.registration.contest.editions.models import Contest, Edition
from services.registration.contest.publication.freezing import freeze_of


def import_document(session: Session, caller: Identity, slug: str, facts: dict[str, Any]) -> None:
    """Write the document into the drafts of an edition, a new one where there is none; what is fixed stays.

    Raises Invalid.
    """
    check_slug(slug, facts)
    if facts["contest"] and session.get(Contest, facts["contest"]["key"]) is None:
        session.add(Contest(**facts["contest"]))
        session.flush()
    contents = take_apart(facts)
    if not has_draft(session, slug):
        begin_draft(session, caller, slug, contents)
    else:
        edition = session.get(Edition, slug)
        for matter, found in find_matters(session, slug, lock=True).items():
            if matter in contents and freeze_of(edition, matter) is None:
                manuscripts.save(session, found, caller, contents[matter])
        mirror(session, slug, contents["basics"])
    audit.record(session, caller.account_id, "edition.import", slug)
