"""Why something about a team is refused."""

from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _l

from chassis.http.errors import Forbidden, NotFound, Problem


class TeamFull(Problem):
    status = 409
    code = "team-full"
    title = _l("团队人数已满")
    detail = _l("本届最多 %(most)d 人（含尚未确认的邀请）。如需邀请他人，请先移出成员或撤回邀请。")


class TooManyPlaces(Problem):
    status = 409
    code = "too-many-places"
    title = _l("邀请次数过多")
    detail = _l("该项目发出的邀请已达 %(most)d 份。请在已结束的邀请中重新邀请；仍有困难时，请联系组委会。")


class SentJustNow(Problem):
    status = 429
    code = "sent-just-now"
    title = _l("邀请刚刚发出")
    detail = _l("请在 %(minutes)d 分钟后再重新发送，也可以直接把链接转给对方。")

    def __init__(self, left: timedelta) -> None:
        super().__init__(minutes=left // timedelta(minutes=1) + 1)
        self.headers = {"Retry-After": str(left // timedelta(seconds=1) + 1)}


class InvitationUnknown(NotFound):
    code = "invitation-unknown"
    title = _l("邀请链接无效")
    detail = _l("链接可能不完整，或已换成新的。请联系邀请您的负责人重新发送。")


class InvitationOver(Problem):
    status = 409
    code = "invitation-over"
    title = _l("邀请已失效")
    detail = _l("%(now)s如需加入，请联系邀请您的负责人重新邀请。")

    def __init__(self, now: Any) -> None:
        super().__init__(now=str(now))


class TeamClosed(Problem):
    """The entry is handed in: its team is frozen."""

    status = 409
    code = "team-closed"
    title = _l("项目已经提交")
    detail = _l("提交后团队不能再变动。如需调整，请由负责人在截止前撤回项目，调整后重新提交。")


class TeamClosedInJudging(TeamClosed):
    """Handed in, and judging began: the leader cannot take the entry back either."""

    detail = _l("提交后团队不能再变动，评审开始后也只能由组委会撤回项目。如需调整，请联系组委会。")


class InvitationForAnother(Forbidden):
    code = "invitation-for-another"
    title = _l("该邀请发给了另一个邮箱或手机号")
    detail = _l("请用收到邀请的邮箱或手机号登录；如账号上不是这个邮箱或手机号，请联系负责人改用链接邀请。")


class AlreadyInTeam(Problem):
    status = 409
    code = "already-in-team"
    title = _l("您已在这个团队中")
    detail = _l("同一个人不能既是成员又是指导教师。如需更换身份，请先退出团队，再打开邀请。")


class LeadsThisTeam(Problem):
    status = 409
    code = "leads-this-team"
    title = _l("您是这个团队的负责人")
    detail = _l("邀请由受邀人本人确认。请把链接转给对方，由对方登录后打开。")


class AlreadyInvited(Problem):
    status = 409
    code = "already-invited"
    title = _l("已邀请过这个邮箱或手机号")
    detail = _l("发给“%(name)s”的邀请仍在等待确认。如需再次发送，请打开该邀请重新发送；如填错了人，请先撤回。")


class ConfirmedMeanwhile(Problem):
    status = 409
    code = "confirmed-meanwhile"
    title = _l("对方已确认加入")
    detail = _l("%(name)s已确认加入，邀请不能再撤回。如需调整，可在团队页移出。")


class InAnotherTeam(Problem):
    status = 409
    code = "in-another-team"
    title = _l("您已参加另一支团队")
    detail = _l("您已在本届已提交的项目 %(number)s《%(entry)s》中，每人只能参加一支团队。如有疑问，请联系组委会。")


class NotToLeader(Problem):
    status = 409
    code = "not-to-leader"
    title = _l("负责人不能这样操作")
    detail = _l("负责人不能退出或被移出。请先把负责人移交给另一位成员；不再参赛的，可以删除草稿。")


class WrongOrder(Problem):
    status = 409
    code = "team-changed"
    title = _l("团队刚刚有变化")
    detail = _l("这次没有保存。下面是最新的名单和顺序，您写的分工还在；请核对后重新保存。")


class LeadNotOffered(Problem):
    status = 409
    code = "lead-not-offered"
    title = _l("负责人没有移交给您")
    detail = _l("移交可能已被收回。请与负责人联系。")


class CannotLead(Forbidden):
    code = "cannot-lead"
    title = _l("您的账号还不能担任负责人")
    detail = _l("您的账号没有参赛权限，请联系组委会开通后再接受移交。")
