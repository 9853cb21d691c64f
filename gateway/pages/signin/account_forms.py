"""What people are asked to register, to sign in, and to change about their account."""

from dataclasses import replace

from flask_babel import lazy_gettext as _l

from gateway.forms.fields import Field
from gateway.forms.form import Form

NAME = Field(
    name="name", label=_l("姓名"), hint=_l("请填写真实姓名，将用于报名和证书。"), required=True, autocomplete="name"
)
CONTACT = Field(
    name="contact",
    label=_l("邮箱或手机号"),
    hint=_l("我们会向这里发送 6 位验证码和登录链接，无需密码。"),
    required=True,
    autocomplete="username",
)
CODE = Form((Field(name="code", label=_l("6 位验证码"), kind="digits", required=True, autocomplete="one-time-code"),))
SIGNIN = Form((CONTACT,))
LANGUAGES = (
    {"key": "zh_CN", "name": "中文", "name_en": "中文"},
    {"key": "en", "name": "English", "name_en": "English"},
)
PROFILE = Form(
    (
        NAME,
        Field(
            name="locale",
            label=_l("语言"),
            kind="select",
            hint=_l("页面、邮件和短信使用的语言。"),
            choices=LANGUAGES,
            required=True,
        ),
    )
)
REGISTRATION = Form(
    (
        NAME,
        Field(name="agree", label=_l("同意条款"), kind="tick", required=True),
    )
)
PASSWORD = Form(
    (
        replace(CONTACT, hint=""),
        Field(name="password", label=_l("密码"), kind="password", required=True, autocomplete="current-password"),
    )
)
NEW_CONTACT = Form(
    (replace(CONTACT, label=_l("新的邮箱或手机号"), hint=_l("填写邮箱则更换邮箱，填写手机号则更换手机号。")),)
)
NEW_PASSWORD = Form(
    (Field(name="new_password", label=_l("新密码"), kind="password", required=True, autocomplete="new-password"),)
)
AUTHENTICATOR = Form((replace(CODE["code"], label=_l("身份验证器中的 6 位数字")),))
RECOVERY = Form(
    (
        Field(
            name="recovery",
            label=_l("恢复码"),
            hint=_l("设置两步验证时保存的 10 个恢复码之一，每个只能使用一次。"),
            required=True,
        ),
    )
)
NEW_AUTHENTICATOR = Form((replace(CODE["code"], label=_l("应用显示的 6 位数字")),))
