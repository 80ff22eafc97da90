"""Reading and showing telephone numbers and e-mail addresses; what is wrong is kept and said."""

from __future__ import annotations

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from phonenumbers import PhoneNumber, PhoneNumberFormat, PhoneNumberType

from coopadmin.kernel.problem import N_, Problem

HOME = "NL"
_LONGEST = 60
_MOBILE = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)


def read_phone(
    text: str, country: str = HOME, *, field: str = "phone"
) -> tuple[str, Problem | None]:
    """The number as E.164 (`+31612345678`), or the text as typed with a remark.

    `country` is the two-letter code of where it is dialled from when it begins without `+`.
    """
    typed = " ".join(text.split())
    if not typed:
        return "", None
    number = _parsed(typed.removesuffix(".0"), country)
    if number is None:
        sentence = N_("“{text}” is not a telephone number and is kept as it is.")
        return typed, Problem("contact.phone", sentence, {"text": typed}, field)
    return phonenumbers.format_number(number, PhoneNumberFormat.E164), None


def is_mobile(phone: str) -> bool:
    """Whether a stored number is a mobile one, for lists that have one column for both."""
    number = _parsed(phone, HOME)
    return number is not None and phonenumbers.number_type(number) in _MOBILE


def shown_phone(phone: str) -> str:
    """`06-12345678`, `030-1234567`, `0343-123456`, foreign `+32 470 12 34 56`, else as stored."""
    number = _parsed(phone, HOME)
    if number is None:
        return phone
    if number.country_code != phonenumbers.country_code_for_region(HOME):
        return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
    area, _, rest = phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL).partition(" ")
    return f"{area}-{rest.replace(' ', '')}" if rest else area


def read_email(text: str) -> tuple[str, Problem | None]:
    """The address with its domain in small letters, or the text as typed with a remark.

    Nothing is looked up: whether mail arrives is not known.
    """
    typed = text.strip().removeprefix("mailto:").strip("<>")
    if not typed:
        return "", None
    try:
        return validate_email(typed, check_deliverability=False).normalized, None
    except EmailNotValidError:
        sentence = N_("“{text}” is not an e-mail address and is kept as it is.")
        return typed, Problem("contact.email", sentence, {"text": typed}, "email")


def _parsed(text: str, country: str) -> PhoneNumber | None:
    if len(text) > _LONGEST:
        return None
    region = country if country in phonenumbers.SUPPORTED_REGIONS else HOME
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None
