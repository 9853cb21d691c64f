"""What the contest of the page tests is made of."""

import io
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

import msgspec
from PIL import Image

from chassis.storage import ids
from contracts.editions import ScreeningRules, TeamRules
from gateway.clients.registration.editions import Edition
from tests import sample_files

PDF = sample_files.PDF
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def window(now: datetime) -> dict[str, str]:
    """When teams may enter: since yesterday, for twelve days."""
    return {"opens_at": (now - DAY).isoformat(), "closes_at": (now + 12 * DAY).isoformat()}


def edition(now: datetime) -> dict[str, Any]:
    """Open since yesterday, closing in twelve days; judging goes on for eight more."""
    judging = {"opens_at": (now - DAY).isoformat(), "closes_at": (now + 20 * DAY).isoformat()}
    return {
        "name": "第四届厦门5G应用大赛",
        "name_en": "The 4th Xiamen 5G Application Contest",
        "summary": "征集5G应用项目。",
        "entry_prefix": "XM5G04",
        "judging_overlaps": True,
        "stages": [
            {"key": "entry", "name": "报名与提交", "name_en": "Entry", **window(now)},
            {"key": "preliminary", "kind": "judging", "name": "初赛网评", "name_en": "Preliminary", **judging},
        ],
        "tracks": [{"key": "t1", "name": "5G+工业互联网", "name_en": "Industry"}],
        "groups": [{"key": "a", "name": "应用实践组", "name_en": "Applied"}],
        "organisers": [{"rank": "hosting", "name": "厦门市信息协会"}],
    }


def shown_edition(*stages: tuple[str, datetime, datetime], **changed: Any) -> Edition:
    """An edition as pages show it, with these stages: key, and when each opens and closes."""
    facts = edition(stages[0][1]) | {"slug": "e1", "version": 1, "summary_en": "", "updated_at": stages[0][1]}
    facts |= dict(zip(("opens_at", "closes_at"), stages[0][1:], strict=True))
    facts |= {"judging_overlaps": False, "upload_grace": 0, "eligibility": (), "materials": (), "awards": ()}
    facts |= {"sha256": "", "archived_at": None, "contest": None, "contacts": (), "picture": None}
    facts |= {"exceptional_days": (), "screening": (), "notice_periods": (), "documents": ()}
    facts["team_rules"], facts["screening_rules"] = asdict(TeamRules()), asdict(ScreeningRules())
    own = {"rank": "hosting", "name": "厦门市信息协会", "name_en": "", "logo": None, "link": ""}
    rows = [
        {"key": key, "kind": key, "name": f"阶段{key}", "name_en": "", "opens_at": opens, "closes_at": closes}
        for key, opens, closes in stages
    ]
    return msgspec.convert(facts | {"organisers": [own], "stages": rows} | changed, Edition)


def rubric() -> dict[str, Any]:
    """Two criteria."""
    return {
        "step": "0.5",
        "criteria": [
            {"key": "innovation", "name": "创新性", "name_en": "Innovation", "hint": "是否原创", "weight": 60},
            {"key": "practicality", "name": "实用性", "name_en": "Practicality", "weight": 40},
        ],
    }


def event(now: datetime) -> dict[str, Any]:
    """One shift with one place, tomorrow."""
    window = {"starts_at": (now + DAY).isoformat(), "ends_at": (now + DAY + 2 * HOUR).isoformat()}
    shift = {"key": "guide", "post": "宣传讲解", "post_en": "Guiding", "capacity": 1, **window}
    return {
        "name": "科普宣传周",
        "name_en": "Science Week",
        "place": "苏颂公园",
        "place_en": "Su Song Park",
        "summary": "请带水杯。",
        "summary_en": "Please bring a cup.",
        "shifts": [shift],
    }


def entry(title: str = "卫浴陶瓷缺陷检测") -> dict[str, str]:
    """Everything an entry needs but its file; the title is new each time, as titles are unique."""
    return {
        "title": f"{title} {ids.new_id().hex[-12:]}",
        "track": "t1",
        "group": "a",
        "organisation": "秘密团队科技有限公司",
        "summary": "本项目在窑炉出口布设工业相机，图像经厂区专网上行切片送到边缘节点。" * 4,
    }


def picture(width: int, height: int) -> bytes:
    """A picture of one colour."""
    file = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(file, "PNG")
    return file.getvalue()
