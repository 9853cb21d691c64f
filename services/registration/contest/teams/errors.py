"""Why somebody who was of a team does not see its entry any more."""

from flask_babel import lazy_gettext as _l

from chassis.http.errors import NotFound


class Departed(NotFound):
    """Told to those alone who once saw the entry."""

    status = 410


class RemovedFromTeam(Departed):
    code = "removed-from-team"
    title = _l("您已不在这个团队中")
    detail = _l("%(time)s，%(name)s把您移出了《%(entry)s》的团队，原因：%(reason)s。如有疑问，请与对方联系。")


class LeftTeam(Departed):
    code = "left-team"
    title = _l("您已退出这个团队")
    detail = _l("您于 %(time)s 退出了《%(entry)s》的团队。如需再次加入，请联系负责人重新邀请。")


class EntryDeleted(Departed):
    code = "entry-deleted"
    title = _l("草稿已删除")
    detail = _l("《%(entry)s》的草稿于 %(time)s 由%(name)s删除，不能恢复。如需参赛，请重新填写，或请负责人重新邀请您。")
