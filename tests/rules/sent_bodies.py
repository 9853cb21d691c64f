"""What has to be sent along to each route: to those of editions, events, judging, entries and their screening."""

import json
from collections.abc import Mapping
from typing import Any

from chassis import clock
from chassis.canonical import canonical
from services.registration.contest.forms.actions import standard
from tests.gateway import papers

NEW_EDITION = {"name": "第五届", "entry_prefix": "ZZ5", "starts_on": "2031-03-03"}
UPLOAD = {"slot": "document", "name": "申报书.pdf", "size": len(papers.PDF)}
_AT = "/entries/<uuid:entry_id>/screening"


def bodies_of_entries(known: Mapping[str, Any]) -> dict[str, Any]:
    """By route; `known` is what there is in the world."""
    return _entry(known) | _screening(known) | _organisations(known)


def _entry(known: Mapping[str, Any]) -> dict[str, Any]:
    place = str(known["place_id"])
    return {
        "POST /entries/<uuid:entry_id>/uploads": UPLOAD,
        "POST /entries/<uuid:entry_id>/team": {"role": "member", "name": "某人"},
        "PUT /entries/<uuid:entry_id>/team": {"team": [{"id": place}], "read": ""},
        "POST /entries/<uuid:entry_id>/team/<uuid:place_id>/removal": {"reason": "换人"},
        "POST /entries/<uuid:entry_id>/lead": {"accept": False},
        "POST /entries/<uuid:entry_id>/lead/answer": {"action": "no"},
        "POST /entries/<uuid:entry_id>/team/publicity": {"action": "no"},
        "POST /entries/<uuid:entry_id>/team/order": {"id": place},
        "PUT /entries/<uuid:entry_id>/team/own/publicity": {"version": None},
        "POST /entries/<uuid:entry_id>/comments": {"text": "很好"},
        "PUT /entries/<uuid:entry_id>/joint-applicants/<uuid:joint_id>/letter": {"file_id": place},
        "POST /entries/<uuid:entry_id>/change-requests": {"fields": ["summary"]},
        "POST /change-requests/<uuid:request_id>/uploads": UPLOAD | {"slot": ""},
        "PUT /change-requests/<uuid:request_id>/scope": {"fields": ["summary"]},
        "PATCH /change-requests/<uuid:request_id>": {"reason": "简介写错了。"},
        "POST /change-requests/<uuid:request_id>/decision": {
            "rows": [{"key": "summary", "approve": False, "reason": "证明不足"}]
        },
        "POST /change-requests/<uuid:request_id>/people": {"role": "member", "name": "某人"},
        "POST /entries/<uuid:entry_id>/questions": {"text": "可以吗？"},
        "POST /questions/<uuid:question_id>/posts": {"text": "还有一个问题"},
        "POST /questions/<uuid:question_id>/answers": {"text": "可以"},
        "PUT /questions/<uuid:question_id>/publication": {"title": "是否可以这样", "body": "可以这样。"},
        "DELETE /questions/<uuid:question_id>/publication": {"reason": "有误"},
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


def _organisations(known: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "PUT /organisations/<uuid:organisation_id>": {"name": "某单位", "reason": "名称有误"},
        "POST /organisations/<uuid:organisation_id>/merge": {"into": str(known["into_id"]), "reason": "同一单位"},
        "POST /organisation-merges/<uuid:merge_id>/parting": {"reason": "并非同一单位"},
    }


def bodies_of_editions() -> dict[str, Any]:
    """By route."""
    now = clock.now()
    return {
        "PUT /editions/<slug>": papers.edition(now),
        "PUT /editions/<slug>/draft": papers.edition(now),
        "PUT /editions/<slug>/matters/<matter>/draft": {"content": {"name": "第四届"}},
        "POST /editions/<slug>/matters/<matter>/publication": {},
        "POST /edition-drafts": NEW_EDITION | {"contest_name": "大赛"},
        "POST /editions/<slug>/copies": NEW_EDITION,
        "PUT /editions/<slug>/form": json.loads(canonical(standard())),
        "PUT /editions/<slug>/stages/<key>/window": papers.window(now),
        "PUT /editions/<slug>/winners": {"items": []},
    }


def bodies_of_events() -> dict[str, Any]:
    """By route."""
    now = clock.now()
    return {
        "PUT /events/<slug>": papers.event(now),
        "POST /events/<slug>/effects": papers.event(now),
        "POST /events/<slug>/cancellation": {"reason": "台风"},
        "POST /events/<slug>/cancellation/effects": {"reason": "台风"},
        "PUT /events/<slug>/draft": {"content": {"name": "活动"}},
        "POST /events/<slug>/publication": {},
        "POST /event-drafts": {"name": "新的活动"},
        "POST /events/<slug>/series": {"items": [{"starts_on": f"{now:%Y-%m-%d}"}]},
        "POST /events/<slug>/series/changes": {"parts": ["place"]},
        "POST /organizer/events/<slug>/series/changes": {"parts": "place"},
        "POST /events/<slug>/copies": {"name": "再来一场", "starts_on": f"{now:%Y-%m-%d}"},
        "POST /organizer/events/<slug>/cancellation": {"reason": "台风"},
    }


def bodies_of_judging(known: Mapping[str, Any]) -> dict[str, Any]:
    """By route; `known` is what there is in the world."""
    choice = {"entry_id": str(known["entry_id"]), "judge_ids": [str(known["judge"])]}
    another = {"reason": "无", "judge_id": str(known["judge"])}
    return {
        "PUT /editions/<edition>/stages/<key>": papers.rubric(),
        "PUT /editions/<edition>/stages/<key>/rubric/beginning": {"beginning": "blank"},
        "PUT /editions/<edition>/stages/<key>/rubric/draft": {"content": {}},
        "POST /editions/<edition>/stages/<key>/rubric/publication": {},
        "POST /editions/<edition>/stages/<key>/assignments": choice,
        "POST /editions/<edition>/stages/<key>/plans": {"per_entry": 1},
        "DELETE /assignments/<uuid:assignment_id>": {"reason": "无"},
        "POST /assignments/<uuid:assignment_id>/replacement": another,
        "DELETE /assignments/<uuid:assignment_id>/sheet/submission": {"reason": "无"},
        "PUT /assignments/<uuid:assignment_id>/sheet": {"marks": {}, "comment": ""},
        "PUT /assignments/<uuid:assignment_id>/sheet/marks": {"marks": {}},
        "PUT /editions/<edition>/declaration": {"undertaking": "2026-11-01"},
        "PUT /judge-profile": {"title": "教授"},
        "POST /assignments/<uuid:assignment_id>/recusal": {"kind": "family"},
        "POST /conflicts/<uuid:conflict_id>/lifting": {"reason": "无"},
        "POST /judging/declarations/<edition>": {"action": "search"},
        "POST /judging/declarations/<edition>/confirmation": {"undertaking": "2026-11-01"},
        "POST /judging/profile": {"employers": "某单位"},
        "POST /judging/<uuid:assignment_id>/recusal": {"kind": "family"},
        "POST /organizer/conflicts/<uuid:conflict_id>/lifting": {"reason": "无"},
        "POST /organizer/stages/<edition>/<key>/assignments": choice,
        "POST /organizer/plans/new/<edition>/<key>": {"per_entry": "1", "least": "", "most": ""},
        "POST /organizer/assignments/<uuid:assignment_id>/return": {"reason": "无"},
        "POST /organizer/assignments/<uuid:assignment_id>/removal": {"reason": "无"},
        "POST /organizer/assignments/<uuid:assignment_id>/replacement": {
            "reason": "无",
            "judge_id": str(known["judge"]),
        },
    } | _bodies_of_results()


def _bodies_of_results() -> dict[str, Any]:
    return {
        "POST /assignments/<uuid:assignment_id>/sheet/return": {"reason": "无", "due_at": "2031-03-03T24:00+08:00"},
        "POST /editions/<edition>/stages/<key>/results/sealing": {"reason": "无"},
        "POST /editions/<edition>/stages/<key>/results/amendment": {"reason": "无"},
        "POST /editions/<edition>/stages/<key>/advance": {"into": "preliminary", "count": 1, "reason": "无"},
        "POST /editions/<edition>/stages/<key>/awards": {"reason": "无"},
        "POST /resolutions/<uuid:resolution_id>/rejection": {"answer": "无"},
        "POST /organizer/results/<edition>/<key>/sealing": {"reason": "无"},
    }
