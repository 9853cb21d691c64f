"""What people sign in with: an e-mail address or a mobile number."""

import unicodedata
from dataclasses import dataclass

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

from chassis.words.addresses import email_address
from chassis.words.visible import cleaned

EMAIL, MOBILE = "email", "mobile"
REGION = "CN"
"""Where a number without a country code belongs."""
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


def identifier(text: str) -> Identifier:
    """Read what a person typed. Raises NotAnIdentifier."""
    typed = cleaned(unicodedata.normalize("NFKC", text))
    if "@" not in typed:
        return Identifier(MOBILE, mobile(typed))
    found = email_address(typed)
    if found is None:
        raise NotAnIdentifier
    return Identifier(EMAIL, found.lower())


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
