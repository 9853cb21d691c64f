"""Answers of a set form: addresses, mobiles, credit codes, exact figures, days, links."""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from flask_babel import lazy_gettext as _l
from stdnum.cn import uscc

from chassis import clock
from chassis.http.schemas import LINK_IN_NAME, FieldError
from chassis.words import moments
from chassis.words.addresses import email_address
from chassis.words.links import has_link
from chassis.words.visible import visible

_MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})")
_CODE_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The alphabet of GB 32100-2015: no I, O, S, V, Z."""
_CODE = re.compile(rf"[{_CODE_LETTERS}]{{2}}\d{{6}}[{_CODE_LETTERS}]{{10}}")
_TIME = re.compile(r"(\d{1,2})[:：时](\d{2})?分?")
_HANDLE = re.compile(r"[a-z0-9][a-z0-9-]{0,49}")
_FIGURE = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?")
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:24:00)?")
"""A day as people type it, perhaps with 24:00: its end, so that it is the same day."""
YEARS = range(1900, 2200)
"""Of days that people write down; beyond them a slip is likelier, and what is reckoned from a day stays a day."""
MOST_DIGITS = 15
"""Digits before the point of a number."""

NOT_EMAIL = FieldError("not-an-address", _l("邮箱的格式应为 name@example.cn，请检查。"))
NOT_MOBILE = FieldError("not-a-mobile", _l("请填写 11 位手机号码。"))
NOT_CODE = FieldError(
    "not-a-credit-code", _l("统一社会信用代码应为 18 位数字或大写字母（不含 I、O、S、V、Z），请检查。")
)
UNUSUAL_CODE = FieldError("unusual-credit-code", _l("校验位与通常规则不符，请核对；早期发放的代码可以照填。"))
NOT_FIGURE = FieldError("not-a-number", _l("请用数字填写，例如 1200 或 12.5。"))
NOT_DAY = FieldError("not-a-date", _l("请填写日期，例如 2024-11-17。"))
NOT_TIME = FieldError("not-a-time", _l("请填写时间，例如 09:00 或 24:00。"))
NOT_HANDLE = FieldError("invalid", _l("这一行的内部标识不正确，请删除后重新增加。"))
NOT_LINK = FieldError("not-a-link", _l("请填写以 https:// 或 http:// 开头的网址。"))


def plain(text: str) -> str:
    """What a person meant to type: narrow letters and digits, nothing invisible."""
    return visible(unicodedata.normalize("NFKC", text))


def name(text: str) -> str | FieldError:
    """What something is called, or that it leads elsewhere."""
    return LINK_IN_NAME if has_link(text) else text


def email(text: str) -> str | FieldError:
    """The address, or what is wrong."""
    return email_address(text) or NOT_EMAIL


def mobile(text: str) -> str | FieldError:
    """The eleven digits of a mobile of the mainland, or what is wrong."""
    found = _MOBILE.fullmatch(re.sub(r"[\s-]", "", plain(text)))
    return found[1] if found and found[1].isascii() else NOT_MOBILE


def credit_code(text: str) -> str | FieldError:
    """A unified social credit code (GB 32100-2015) in its form, or what is wrong; the check digit is not looked at."""
    found = plain(text).replace(" ", "").upper()
    return found if found.isascii() and _CODE.fullmatch(found) else NOT_CODE


def has_check_digit(code: str) -> bool:
    """Whether the last letter follows from the others. Early codes, legal to this day, fail: warn, never refuse."""
    return code[-1] == check_digit(code[:-1])


def check_digit(code: str) -> str:
    """The last letter of a credit code that begins like this."""
    made: str = uscc.calc_check_digit(code)
    return made


def figure(value: Any, decimals: int) -> str | FieldError:
    """A decimal number as it is kept: exact, without needless zeros at either end."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        return NOT_FIGURE
    found = plain(str(value)).replace("，", ",")
    if not _FIGURE.fullmatch(found) or not found.isascii():
        return NOT_FIGURE
    exact = Decimal(found.replace(",", ""))
    if exact.adjusted() >= MOST_DIGITS:
        return FieldError("too-many-digits", _l("小数点前最多 %(most)d 位。"), most=MOST_DIGITS)
    places = len(found.partition(".")[2].rstrip("0"))
    if places > decimals:
        sentence = _l("最多 %(most)d 位小数。") if decimals else _l("请填写整数。")
        return FieldError("too-many-decimals", sentence, most=decimals)
    return f"{abs(exact) if exact == 0 else exact:.{places}f}"


def day(text: str) -> str | FieldError:
    """A calendar day as ISO 8601, or what is wrong."""
    found = _DAY.fullmatch(plain(text).replace(" ", ""))
    made = day_of(*(int(part) for part in found.groups())) if found else None
    return made.isoformat() if made else NOT_DAY


def day_of(year: int, month: int, day: int) -> date | None:
    """The calendar day of these numbers; None where there is none, or none that people write down."""
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


def time_of_day(text: str) -> str | FieldError:
    """A time as hours and minutes, 24:00 for the end of the day, or what is wrong."""
    found = _TIME.fullmatch(plain(text).replace(" ", ""))
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
    return f"{hour:02}:{minute:02}" if minute < 60 and (hour < 24 or (hour, minute) == (24, 0)) else NOT_TIME


def handle(text: str) -> str | FieldError:
    """The handle, or what is wrong."""
    return text if _HANDLE.fullmatch(text) else NOT_HANDLE


def today() -> str:
    """The day it is in Beijing, as ISO 8601."""
    return moments.local(clock.now()).date().isoformat()


def link(text: str) -> str | FieldError:
    """The address of a page, or what is wrong."""
    found = visible(text)
    try:
        parts = urlsplit(found)
        known = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        return NOT_LINK
    return found if known and " " not in found and "@" not in parts.netloc else NOT_LINK
