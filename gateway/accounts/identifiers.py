"""What people sign in with: an e-mail address or a mobile number."""

import re
from dataclasses import dataclass

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

EMAIL, MOBILE = "email", "mobile"
REGION = "CN"
"""Where a number without a country code belongs."""
_ADDRESS = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")
_MOBILE = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}


class NotAnIdentifier(ValueError):
    """Text that is neither an e-mail address nor a mobile number."""


@dataclass(frozen=True)
class Identifier:
    """An address in the one form in which it is stored."""

    kind: str
    """EMAIL or MOBILE."""
    value: str
    """An e-mail address in lower case, or a number in E.164: +8613800138000."""

    @property
    def masked(self) -> str:
        """As it is shown where others may look on: z***@example.cn, 138****5678."""
        if self.kind == EMAIL:
            local, _, domain = self.value.partition("@")
            return f"{local[0]}***@{domain}"
        return mask_mobile(self.value)


def is_address(text: str) -> bool:
    """Whether the text looks like one e-mail address."""
    return len(text) <= 254 and _ADDRESS.fullmatch(text) is not None


def identifier(text: str) -> Identifier:
    """Read what a person typed. Raises NotAnIdentifier."""
    typed = text.strip()
    if "@" in typed:
        if not is_address(typed):
            raise NotAnIdentifier
        return Identifier(EMAIL, typed.lower())
    return Identifier(MOBILE, mobile(typed))


def mobile(text: str) -> str:
    """The mobile number in E.164. Raises NotAnIdentifier."""
    try:
        number = phonenumbers.parse(text, REGION)
    except NumberParseException as error:
        raise NotAnIdentifier from error
    if not phonenumbers.is_valid_number(number) or phonenumbers.number_type(number) not in _MOBILE:
        raise NotAnIdentifier
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def mask_mobile(number: str) -> str:
    """A stored number with its middle left out."""
    local = number.removeprefix("+86")
    return f"{local[: len(local) - 8]}****{local[-4:]}"
