"""Search for organizers: entries, people, judges, events, articles by a few words; a number leads to its entry."""

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis.http import auth, request_session
from chassis.http.auth import allow
from chassis.http.errors import Problem
from chassis.http.privileged_use import personal
from chassis.words.folding import fold
from contracts.roles import OVERSEEING
from gateway.accounts import people
from gateway.clients.judging.overviews import JUDGING_OVERVIEWS, FoundJudge
from gateway.clients.registration.overviews import OVERVIEWS, Found, FoundArticle, FoundEntry, FoundEvent
from gateway.clients.service import side_by_side
from gateway.shell.display import ROLES, named
from gateway.shell.state_words import STATES
from gateway.shell.times import short

blp = Blueprint("search", __name__)
MOST = 100
"""Characters of a query."""


@dataclass(frozen=True)
class Hit:
    """One thing that was found: what it is called, what tells it apart, where it is."""

    text: str
    hint: str
    address: str


@dataclass(frozen=True)
class Group:
    """Hits of one kind. `away` says so where the part that knows them does not answer."""

    title: str
    hits: list[Hit]
    away: str = ""


@blp.route("/organizer/search", methods=["GET"])
@allow(*OVERSEEING)
@personal
def page() -> str | Response:
    """What is found, in groups."""
    query = request.args.get("q", "").strip()[:MOST]
    groups, straight = find(query, 20) if query else ([], None)
    if straight:
        return redirect(straight)
    return render_template("organizer/search.html", query=query, groups=groups)


def find(query: str, limit: int) -> tuple[list[Group], str | None]:
    """At most `limit` hits of each kind, and the address of the entry whose number the query is."""
    told, judging = side_by_side(lambda: _of_registration(query, limit), lambda: _judging(query, limit))
    people = Group(_("人员"), _people(query, limit))
    if told is None:
        away = _("报名服务暂时没有应答，项目、活动和文章没有搜索到。请稍后再试。")
        return [Group(_("项目"), [], away), people, judging], None
    groups = [
        Group(_("项目"), [_entry(entry) for entry in told.entries]),
        people,
        judging,
        Group(_("志愿活动"), [_event(event) for event in told.events]),
        Group(_("文章"), [_article(article) for article in told.articles]),
    ]
    return groups, url_for("entries.show", entry_id=told.number) if told.number else None


def _of_registration(query: str, limit: int) -> Found | None:
    try:
        return OVERVIEWS.search(query, limit)
    except Problem:
        return None


def _people(query: str, limit: int) -> list[Hit]:
    """Those whom the person may see, by the whole query: a name is one word."""
    found = people.list_people(request_session.session(), auth.identity(), search=fold(query), limit=limit)
    return [
        Hit(
            account.name,
            " · ".join([account.email or "", *(str(ROLES.get(role, role)) for role in account.roles)]).strip(" ·"),
            url_for("grants.person", account_id=account.id),
        )
        for account in found
    ]


def _judging(query: str, limit: int) -> Group:
    """Judges at work, by stage, with their assignments."""
    try:
        found = JUDGING_OVERVIEWS.search(query, limit)
    except Problem:
        return Group(_("评审任务"), [], _("评审服务暂时没有应答，评审任务没有搜索到。请稍后再试。"))
    return Group(_("评审任务"), [_judge(judge) for judge in found.judges])


def _judge(judge: FoundJudge) -> Hit:
    done = _("已提交 %(submitted)d / %(assigned)d 份", submitted=judge.submitted, assigned=judge.assigned)
    address = url_for("panels.listing", edition=judge.edition, stage=judge.stage)
    return Hit(judge.name, f"{named(judge, 'stage_name')} · {done}", address)


def _entry(entry: FoundEntry) -> Hit:
    state = str(STATES[entry.state][0])
    facts = [entry.number or "", entry.organisation, entry.leader, state]
    address = url_for("entries.show", entry_id=entry.id)
    return Hit(entry.title or _("未命名项目"), " · ".join(fact for fact in facts if fact), address)


def _event(event: FoundEvent) -> Hit:
    posts = [named(shift, "post") for shift in event.posts[:3]]
    facts = [short(event.starts_at), named(event, "place"), *posts]
    return Hit(named(event), " · ".join(facts), url_for("rosters.show", slug=event.slug))


def _article(article: FoundArticle) -> Hit:
    address = url_for("article_editor.review", article_id=article.id)
    return Hit(named(article, "title"), str(STATES[article.state][0]), address)
