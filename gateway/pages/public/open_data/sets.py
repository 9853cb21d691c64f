"""The sets of open data: what each is about, what its fields mean, and where its rows come from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from gateway.clients.registration.outreach import OUTREACH
from gateway.clients.registration.winners import WINNERS
from gateway.editions.lookup import all_editions
from gateway.pages.public.open_data.rows import Row, edition_row, event_row, notices, winner_row


@dataclass(frozen=True)
class DataSet:
    """One set: its rows are flat, every text in a field of its own."""

    key: str
    title: Any
    about: Any
    fields: dict[str, str]
    """What each field holds, in English, as schemas say it."""
    formats: tuple[str, ...]
    rows: Callable[[], Sequence[Row]]


_ADDRESS = {"address": "Its page on this site."}
_NAMES = {"name": "Chinese name.", "name_en": "English name, or empty."}
_TITLES = {"title": "Chinese title.", "title_en": "English title, or empty."}
_SUMMARY = {"summary": "What it is about, in Chinese."}
SETS = {
    one.key: one
    for one in (
        DataSet(
            "notices",
            _l("通知公告"),
            _l("大赛通知、公示公告和结果公告的标题、文号、摘要、附件和时间。"),
            {
                "kind": "notice, announcement or winners.",
                "document_number": "Official number, or empty.",
                **_TITLES,
                **_SUMMARY,
                "published_at": "When it became public.",
                "updated_at": "When its public text last changed.",
                "attachments": "Addresses of its attachments, with spaces between.",
                **_ADDRESS,
            },
            ("json", "csv", "atom", "jsonld"),
            notices,
        ),
        DataSet(
            "editions",
            _l("历届大赛"),
            _l("每届大赛的名称、报名起止时间和赛道。"),
            {
                "slug": "Key of the edition.",
                **_NAMES,
                **_SUMMARY,
                "opens_at": "When teams may enter.",
                "closes_at": "The deadline, exclusive.",
                "tracks": "Names of its tracks.",
                "updated_at": "When it last changed.",
                **_ADDRESS,
            },
            ("json", "csv", "ics", "jsonld"),
            lambda: [edition_row(one) for one in all_editions()],
        ),
        DataSet(
            "winners",
            _l("获奖作品"),
            _l("每届大赛获奖作品的编号、名称、申报单位、赛道和奖项。"),
            {
                "edition": "Key of the edition.",
                "number": "Number of the entry.",
                **_TITLES,
                "organisation": "The applicant.",
                "track": "Name of the track.",
                "award": "Name of the award.",
                **_SUMMARY,
                **_ADDRESS,
            },
            ("json", "csv", "jsonld"),
            lambda: [winner_row(one) for one in WINNERS.everyone()],
        ),
        DataSet(
            "events",
            _l("志愿活动"),
            _l("志愿活动的时间、地点、状态和剩余名额。"),
            {
                "slug": "Key of the event.",
                **_NAMES,
                "place": "Where, in Chinese.",
                "place_en": "Where, in English, or empty.",
                "state": "published or cancelled.",
                **_SUMMARY,
                "starts_at": "When it begins.",
                "ends_at": "When it ends.",
                "places_left": "Places left on its shifts.",
                **_ADDRESS,
            },
            ("json", "csv", "ics", "jsonld"),
            lambda: [event_row(one) for one in OUTREACH.events().items],
        ),
    )
}
