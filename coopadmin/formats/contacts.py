"""Reading and showing telephone numbers and e-mail addresses; what is wrong is kept and said."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from coopadmin.kernel.problem import N_, Problem

# Both libraries are large, and no window needs them before a number or address is read or shown.
if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

HOME = "NL"
_LONGEST = 60
# How nearly everybody writes a Dutch number, without blanks and hyphens.
_DUTCH = re.compile(r"(?:0|\+31)([1-9]\d{8})", re.ASCII)
# What stands before the @ of nearly every address; capitals mean something in a few.
_PLAIN_LOCAL = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")


def read_phone(
    text: str, country: str = HOME, *, field: str = "phone"
) -> tuple[str, Problem | None]:
    """The number as E.164 (`+31612345678`), or the text as typed with a remark.

    `country` is the two-letter code of where it is dialled from when it begins without `+`.
    """
    typed = " ".join(text.split())
    if not typed:
        return "", None
    if country == HOME and (plain := _plain_dutch(typed)):
        return plain, None
    number = _parsed(typed.removesuffix(".0"), country)
    if number is None:
        sentence = N_("“{text}” is not a telephone number and is kept as it is.")
        return typed, Problem("contact.phone", sentence, {"text": typed}, field)
    import phonenumbers

    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), None


def _plain_dutch(typed: str) -> str:
    """A Dutch fixed or mobile number as E.164, where no more is needed than its pattern."""
    digits = _DUTCH.fullmatch(typed.removesuffix(".0").replace("-", "").replace(" ", ""))
    return f"+31{digits[1]}" if digits and _dutch_numbers().fullmatch(digits[1]) else ""


@cache
def _dutch_numbers() -> re.Pattern[str]:
    from phonenumbers import PhoneMetadata

    known = PhoneMetadata.metadata_for_region(HOME)
    assert known is not None
    kinds = (known.fixed_line, known.mobile)
    return re.compile("|".join(f"{kind.national_number_pattern}" for kind in kinds if kind))


def is_mobile(phone: str) -> bool:
    """Whether a stored number is a mobile one, for lists that have one column for both."""
    import phonenumbers

    kinds = phonenumbers.PhoneNumberType
    number = _parsed(phone, HOME)
    if number is None:
        return False
    mobile = (kinds.MOBILE, kinds.FIXED_LINE_OR_MOBILE)
    return phonenumbers.number_type(number) in mobile


def shown_phone(phone: str) -> str:
    """`06-12345678`, `030-1234567`, `0343-123456`, foreign `+32 470 12 34 56`, else as stored."""
    number = _parsed(phone, HOME)
    if number is None:
        return phone
    import phonenumbers

    form = phonenumbers.PhoneNumberFormat
    if number.country_code != phonenumbers.country_code_for_region(HOME):
        return phonenumbers.format_number(number, form.INTERNATIONAL)
    area, _, rest = phonenumbers.format_number(number, form.NATIONAL).partition(" ")
    return f"{area}-{rest.replace(' ', '')}" if rest else area


def read_email(text: str) -> tuple[str, Problem | None]:
    """The address with its domain in small letters, or the text as typed with a remark.

    Nothing is looked up: whether mail arrives is not known.
    """
    typed = text.strip().removeprefix("mailto:").strip("<>")
    if not typed:
        return "", None
    local, _at, domain = typed.rpartition("@")
    plain = len(typed) <= _LONGEST and _PLAIN_LOCAL.fullmatch(local) is not None
    # Thousands of people have an address at the same few domains.
    found = _normalised_at(domain) if plain else _normalised(typed)
    if not found:
        sentence = N_("“{text}” is not an e-mail address and is kept as it is.")
        return typed, Problem("contact.email", sentence, {"text": typed}, "email")
    return f"{local}{found}" if plain else found, None


def posted_email(text: str) -> str:
    """The address as every mail server takes it: its domain in plain letters (`xn--…`).

    Empty for what is no address, and for the rare one with accents before the `@`, which most
    servers refuse.
    """
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(text, check_deliverability=False).ascii_email or ""
    except EmailNotValidError:
        return ""


@lru_cache(maxsize=1000)
def _normalised_at(domain: str) -> str:
    """The end of every address at a domain, from the `@` on; empty when it can have none."""
    return _normalised(f"a@{domain}").removeprefix("a")


def _normalised(address: str) -> str:
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(address, check_deliverability=False).normalized
    except EmailNotValidError:
        return ""


def _parsed(text: str, country: str) -> PhoneNumber | None:
    if len(text) > _LONGEST:
        return None
    import phonenumbers

    region = country if country in phonenumbers.SUPPORTED_REGIONS else HOME
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None
