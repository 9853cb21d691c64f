"""The command palette: every page the person may open and, for organizers, what a search finds; asked by a script."""

import unicodedata
from functools import lru_cache
from typing import Any

from flask import Blueprint, Response, jsonify, request
from flask_babel import gettext as _

from chassis.http.auth import PERSON, allow
from chassis.http.privileged_use import personal
from chassis.words.folding import fold, holds
from chassis.words.readings import reading
from contracts.roles import OVERSEEING
from gateway.pages.organizer import search
from gateway.shell import navigation

blp = Blueprint("palette", __name__)
HITS = 5
"""Of each kind."""


@blp.route("/palette", methods=["GET"])
@allow(PERSON)
def pages() -> Response:
    """The pages that match what is typed so far; without a word, all of them."""
    query = request.args.get("q", "").strip()[: search.MOST]
    return _answer([search.Group(_("页面"), _pages(query))])


@blp.route("/organizer/search/hits", methods=["GET"])
@allow(*OVERSEEING)
@personal
def hits() -> Response:
    """The first hits of a search."""
    query = request.args.get("q", "").strip()[: search.MOST]
    return _answer(search.find(query, HITS)[0] if query else [])


def _answer(groups: list[search.Group]) -> Response:
    shown: list[dict[str, Any]] = [
        {"title": group.title, "items": [vars(hit) for hit in group.hits]} for group in groups if group.hits
    ]
    answer = jsonify(groups=shown)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _pages(query: str) -> list[search.Hit]:
    """The pages whose name holds the query, or whose name's initials in pinyin begin with it."""
    links = [(found.label, link) for found in navigation.workplaces() for link in found.links]
    links += [("", link) for link in navigation.public_links()]
    hits = {link.address: search.Hit(str(link.label), area, link.address) for area, link in reversed(links)}
    wanted = fold(query).replace(" ", "")
    return [
        hit
        for hit in reversed(hits.values())
        if not wanted or holds(f"{hit.text} {hit.hint}", query) or initials(hit.text).startswith(wanted)
    ]


@lru_cache(maxsize=500)
def initials(text: str) -> str:
    """The first letters of its pinyin, other characters as they are: 评委分配 is pwfp."""
    letters = [unicodedata.normalize("NFD", reading(one) or one)[:1] for one in text]
    return fold("".join(letters)).replace(" ", "")
