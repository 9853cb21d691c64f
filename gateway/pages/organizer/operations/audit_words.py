"""What the record's actions are called on the page. The record itself keeps the short name, which never changes."""

from typing import Any

from flask_babel import lazy_gettext as _l

from gateway.editions.words import MATTERS

WORDS: dict[str, Any] = {
    "account.closed": _l("账号注销"),
    "account.forgotten": _l("清除个人信息"),
    "account.registered": _l("账号注册"),
    "account.renamed": _l("修改姓名"),
    "article.create": _l("新建文章"),
    "article.publish": _l("发布文章"),
    "article.restore": _l("恢复文章旧稿"),
    "article.withdraw": _l("撤下文章"),
    "article.write": _l("修改文章草稿"),
    "assignment.made": _l("分配评委"),
    "assignment.removed": _l("分配取消"),
    "assignments.freed": _l("评委任务收回"),
    "complaint.answered": _l("答复投诉举报"),
    "complaint.received": _l("收到投诉举报"),
    "consent.given": _l("条款同意"),
    "consent.withdrawn": _l("同意撤回"),
    "contact.changed": _l("更换联系方式"),
    "delivery.deal-with": _l("通知标为已处理"),
    "delivery.send-again": _l("重新发送通知"),
    "drafts.expired": _l("清理过期草稿"),
    "edition.archive": _l("归档届次"),
    "edition.begin": _l("新建届次"),
    "edition.copy": _l("复制届次"),
    "edition.delete": _l("删除届次草稿"),
    "file.add": _l("上传文件"),
    "file.remove": _l("删除文件"),
    "edition.import": _l("导入届次文档"),
    "edition.publish": _l("发布届次的修改"),
    "edition.put": _l("发布届次"),
    "edition.reopen": _l("取消届次归档"),
    "entry.submit": _l("项目提交"),
    "entry.withdraw": _l("撤回项目"),
    "entry.delete": _l("删除草稿"),
    "event.begin": _l("新建活动"),
    "event.cancel": _l("取消活动"),
    "event.copy": _l("复制活动"),
    "event.delete": _l("删除活动草稿"),
    "event.discarded": _l("放弃异常事件"),
    "event.effects": _l("查看活动变更影响"),
    "event.put": _l("发布活动"),
    "event.replayed": _l("重放异常事件"),
    "export.downloaded": _l("下载个人数据"),
    "export.requested": _l("申请导出个人数据"),
    "factor.added": _l("添加两步验证方式"),
    "factor.removed": _l("移除两步验证方式"),
    "factor.reset": _l("重置他人的两步验证"),
    "edition-form.begin": _l("换用现成的参赛表单"),
    "form.put": _l("发布参赛表单"),
    "invitation.accepted": _l("邀请接受"),
    "invitation.made": _l("发出邀请"),
    "invitation.revoked": _l("撤销邀请"),
    "list.read": _l("查看个人信息名单"),
    "outreach-event.publish": _l("发布活动的修改"),
    "outreach-event.restore": _l("恢复活动旧稿"),
    "outreach-event.write": _l("修改活动草稿"),
    "password.changed": _l("密码设置"),
    "password.removed": _l("移除密码"),
    "recovery.used": _l("使用恢复码"),
    "right.used": _l("行使管理权限"),
    "role.expired": _l("角色到期"),
    "role.granted": _l("角色授予"),
    "role.revoked": _l("收回角色"),
    "rubric.begin": _l("开始编写评分细则"),
    "rubric.fill": _l("评分细则沿用其他内容"),
    "rubric.publish": _l("发布评分细则的修改"),
    "rubric.restore": _l("恢复评分细则旧稿"),
    "rubric.write": _l("修改评分细则草稿"),
    "sheet.returned": _l("退回评分表"),
    "sheet.submitted": _l("提交评分表"),
    "sheets.voided": _l("评分表作废"),
    "signed-in": _l("登录成功"),
    "signed-out-elsewhere": _l("退出其他设备"),
    "signin-link.created": _l("登录链接生成"),
    "signup.cancel": _l("报名取消"),
    "stage.closed-early": _l("提前结束阶段"),
    "stage.moved": _l("调整阶段时间"),
    "stage.put": _l("发布评分细则"),
    "winners.put": _l("发布获奖名单"),
}


def _on_matter(matter: str, name: Any) -> dict[str, Any]:
    """What is done to a matter of an edition."""
    return {
        f"edition-{matter}.write": _l("修改届次草稿：%(matter)s", matter=name),
        f"edition-{matter}.restore": _l("恢复届次旧稿：%(matter)s", matter=name),
        f"edition-{matter}.publish": _l("发布届次内容：%(matter)s", matter=name),
    }


for _matter, _name in MATTERS.items():
    WORDS |= _on_matter(_matter, _name)
