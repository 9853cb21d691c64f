"""What a complaint or report asks, and who has to give a name.

A report may be anonymous. An objection to a public notice may not: the notices take only objections under a real name.
"""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from chassis.http.schemas import FieldError
from gateway.complaints.models import ANONYMOUS, NAMED
from gateway.forms.fields import Field
from gateway.forms.form import Form, Messages

OBJECTION = "objection"
TOPICS: Mapping[str, Any] = {
    "contest": _l("大赛的组织与评审"),
    "entry": _l("参赛项目或获奖作品"),
    OBJECTION: _l("对公示内容的异议（须实名）"),
    "volunteering": _l("志愿服务"),
    "privacy": _l("个人信息处理"),
    "site": _l("网站与无障碍"),
    "data": _l("开放数据"),
    "other": _l("其他"),
}
IDENTITIES: Mapping[str, Any] = {
    NAMED: _l("实名：处理结果会告诉您"),
    ANONYMOUS: _l("匿名：不留姓名和账号，凭回执查看处理结果"),
}


def _choices(named: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    return tuple({"key": key, "name": name} for key, name in named.items())


COMPLAINT = Form(
    (
        Field(name="key", label="", kind="hidden", most=100),
        Field(name="topic", label=_l("关于什么"), kind="radio", choices=_choices(TOPICS), required=True),
        Field(
            name="concerns",
            label=_l("涉及的项目、活动或页面"),
            hint=_l("例如项目编号、活动名称或网址。"),
            most=200,
        ),
        Field(
            name="facts",
            label=_l("事实经过"),
            kind="area",
            hint=_l("请写明时间、地点和经过；有证据的，写明是什么、在哪里可以取得。"),
            required=True,
            least=10,
            most=3000,
        ),
        Field(name="wish", label=_l("希望怎样处理"), kind="area", rows=3, most=500),
        Field(name="identity", label=_l("提交方式"), kind="radio", choices=_choices(IDENTITIES), required=True),
        Field(
            name="name",
            label=_l("姓名"),
            hint=_l("实名提交时填写。"),
            required_when=("identity", (NAMED,)),
            most=50,
            autocomplete="name",
        ),
        Field(
            name="contact",
            label=_l("联系方式"),
            hint=_l("实名提交时填写：邮箱、电话或通信地址，仅用于核实和答复。"),
            required_when=("identity", (NAMED,)),
            most=200,
        ),
        Field(name="confidential", label=_l("对被反映的人保密我的身份"), kind="tick"),
    )
)
ANSWER = Form(
    (
        Field(
            name="answer",
            label=_l("处理结果"),
            kind="area",
            hint=_l("提交人凭回执可以看到，请勿写入他人的个人信息。"),
            required=True,
            least=2,
            most=3000,
        ),
    )
)


def wrong(values: Mapping[str, str]) -> dict[str, Messages]:
    """What is wrong with a complaint, by field."""
    errors = COMPLAINT.wrong(values)
    if values.get("topic") == OBJECTION and values.get("identity") == ANONYMOUS:
        refusal = FieldError("named-only", _l("对公示内容的异议须实名提出，请选择实名并填写姓名和联系方式。"))
        errors["identity"] = [refusal.body()]
    return errors
