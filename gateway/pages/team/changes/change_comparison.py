"""What a change request would change, word by word, and the team person by person."""

from collections.abc import Sequence

from flask_babel import gettext as _

from chassis.forms.showing import show
from gateway.clients.change_requests import Addition, ChangeRequest, PlaceInChange
from gateway.editions.lookup import edition_of
from gateway.editors.differences import Change, marked_lines
from gateway.pages.team.changes import change_form
from gateway.pages.team.contents import entry_form
from gateway.pages.team.contents.comparison import said
from gateway.pages.team.team_forms import ADVISOR, ROLES, team_line


def changes(found: ChangeRequest) -> list[Change]:
    """What would differ, word by word, and the team person by person."""
    document = change_form.document_of(found)
    old = {one.key: one for one in entry_form.answered(found.stands, edition_of(found))}
    new = {one.key: one for one in show(document, change_form.answers(found), "team", change_form.files(found))}
    marked = []
    for key in found.differing:
        told = [said(old.get(key), found.stands.stored), said(new.get(key), change_form.papers(found))]
        label = (new.get(key) or old.get(key) or document[key]).label
        marked.append(Change(key, str(label), marked_lines(*told)))
    if found.team_differs:
        before = "\n".join(team_line(one.role, one.name, one.division) for one in found.stands.team)
        marked.append(Change(change_form.TEAM, _("团队名单"), marked_lines(before, _listed(found.team))))
    for one in found.additions:
        label = (
            _("新增指导教师：%(name)s", name=one.name)
            if one.role == ADVISOR
            else _("新增成员：%(name)s", name=one.name)
        )
        marked.append(Change(f"{change_form.TEAM}.{one.id}", label, marked_lines("", _joining(one))))
    return marked


def _joining(one: Addition) -> str:
    answered = {"confirmed": _("本人已确认"), "declined": _("本人已谢绝")}.get(one.state, _("尚未确认"))
    return " · ".join(part for part in (team_line(one.role, one.name, one.division), answered) if part)


def _listed(team: Sequence[PlaceInChange]) -> str:
    ordered = [one for role in ROLES for one in team if one.role == role]
    return "\n".join(team_line(one.role, one.name, one.division) for one in ordered)
