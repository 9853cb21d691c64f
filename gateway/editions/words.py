"""What the kinds of an edition's parts are called."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import attrgetter
from typing import Any, Protocol

from flask import Flask, url_for
from flask_babel import lazy_gettext as _l

from gateway.clients.registration.edition_parts import Organiser


class Named(Protocol):
    """A file as it is named."""

    @property
    def sha256(self) -> str:
        """Of its content."""

    @property
    def name(self) -> str:
        """As people see it."""


RANKS: Mapping[str, Any] = {
    "guiding": _l("指导单位"),
    "hosting": _l("主办单位"),
    "operating": _l("承办单位"),
    "assisting": _l("协办单位"),
    "supporting": _l("支持单位"),
}
"""What an organisation is to an edition, in the order of a notice."""


def by_rank(organisers: Iterable[Organiser]) -> list[Organiser]:
    """Organisations in the order of a notice, those of one rank in the order given."""
    places = {rank: place for place, rank in enumerate(RANKS)}
    return sorted(organisers, key=lambda one: places.get(one.rank, len(places)))


def in_ranks(organisers: Iterable[Organiser]) -> list[list[Organiser]]:
    """The same, those of each rank together."""
    return [list(group) for _rank, group in groupby(by_rank(organisers), key=attrgetter("rank"))]


MATTERS: Mapping[str, Any] = {
    "basics": _l("基本信息"),
    "calendar": _l("赛程"),
    "tracks": _l("赛道设置"),
    "groups": _l("组别设置"),
    "entering": _l("参赛条件与材料"),
    "team": _l("团队规则"),
    "form": _l("参赛表单"),
    "screening": _l("形式审查清单"),
    "awards": _l("奖项设置"),
    "notices": _l("公示与答复期限"),
    "organisers": _l("组织单位"),
    "documents": _l("下载材料"),
}
"""What an edition consists of, in the order in which it is written."""


def file_address(file: Named) -> str:
    """Where everybody reads a file of the site; an address names one content for good."""
    return url_for("site_files.read", sha256=file.sha256, name=file.name)


def preview_address(picture: Named) -> str:
    """Where everybody reads a picture in small."""
    return url_for("site_files.read_preview", sha256=picture.sha256)


def init_app(app: Flask) -> None:
    """Let pages say what an organisation is to an edition."""
    app.jinja_env.globals.update(ranks=RANKS, edition_matters=MATTERS)
    app.jinja_env.filters["in_ranks"] = in_ranks
    app.jinja_env.globals.update(file_address=file_address, preview_address=preview_address)
