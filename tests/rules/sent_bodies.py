"""What has to be sent along to the routes of an entry and of its screening."""

from collections.abc import Mapping
from typing import Any

from tests.gateway import papers

UPLOAD = {"slot": "document", "name": "申报书.pdf", "size": len(papers.PDF)}
_AT = "/entries/<uuid:entry_id>/screening"


def bodies_of_entries(known: Mapping[str, Any]) -> dict[str, Any]:
    """By route; `known` is what there is in the world."""
    return _entry(known) | _screening(known)


def _entry(known: Mapping[str, Any]) -> dict[str, Any]:
    place = str(known["place_id"])
    return {
        "POST /entries/<uuid:entry_id>/uploads": UPLOAD,
        "POST /entries/<uuid:entry_id>/team": {"role": "member", "name": "某人"},
        "PUT /entries/<uuid:entry_id>/team": {"team": [{"id": place}]},
        "POST /entries/<uuid:entry_id>/team/<uuid:place_id>/removal": {"reason": "换人"},
        "POST /entries/<uuid:entry_id>/lead": {"accept": False},
        "POST /entries/<uuid:entry_id>/team/order": {"id": place},
        "PUT /entries/<uuid:entry_id>/team/own/publicity": {"version": None},
        "POST /entries/<uuid:entry_id>/comments": {"text": "很好"},
    }


def _screening(known: Mapping[str, Any]) -> dict[str, Any]:
    person = {"id": str(known["judge"]), "name": "某人"}
    return {
        f"PUT {_AT}/screener": person,
        f"PUT {_AT}/points": {"points": []},
        f"POST {_AT}/outcome": {"outcome": "pass"},
        f"POST {_AT}/confirmation": {"agree": True},
        f"POST {_AT}/reopening": {"reason": "重新审查"},
        f"POST {_AT}/reply": {"text": "请重新审查这个项目。"},
        "POST /editions/<slug>/screening/assignments": {"screeners": [person]},
        "POST /editions/<slug>/screening/passes": {"entry_ids": [str(known["entry_id"])]},
        "POST /organizer/screening/<slug>/passes": {"entry_id": str(known["entry_id"])},
        "POST /organizer/screening/<uuid:entry_id>/reopening": {"reason": "重新审查"},
    }
