"""Words for tokens that are kept in the file: majorities, rates and their units."""

from __future__ import annotations

import re

from coopadmin.kernel.duration import Duration
from coopadmin.kernel.money import Money
from coopadmin.words import N_, _, count, hours, money

CENTS, MINUTES, NUMBER = "cents", "minutes", "number"
# Codes of `cooperative.defaults` and of features that keep a dated value, with their unit.
RATES: dict[str, tuple[str, str]] = {
    "volunteer.month": (N_("Volunteer allowance, at most per month"), CENTS),
    "volunteer.year": (N_("Volunteer allowance, at most per year"), CENTS),
    "volunteer.hour": (N_("Volunteer allowance per hour, from 21 years"), CENTS),
    "volunteer.hour_young": (N_("Volunteer allowance per hour, under 21"), CENTS),
    "travel.kilometre": (N_("Travel by car, per kilometre"), CENTS),
    "size.micro.assets": (N_("Micro legal person: assets at most"), CENTS),
    "size.micro.income": (N_("Micro legal person: turnover at most"), CENTS),
    "size.micro.staff": (N_("Micro legal person: fewer fte than"), NUMBER),
    "size.small.assets": (N_("Small legal person: assets at most"), CENTS),
    "size.small.income": (N_("Small legal person: turnover at most"), CENTS),
    "size.small.staff": (N_("Small legal person: fewer fte than"), NUMBER),
    "hours.week_limit": (N_("Hours a week above which a question is asked"), MINUTES),
}
_FRACTION = re.compile(r"(\d+)/(\d+)")


def majority_words(token: str) -> str:
    """What a majority or a quorum is called: `2/3` is two thirds."""
    known = {
        "absolute": _("more than half"),
        "unanimous": _("all votes"),
        "1/2": _("half"),
        "1/3": _("one third"),
        "2/3": _("two thirds"),
        "1/4": _("one quarter"),
        "3/4": _("three quarters"),
        "4/5": _("four fifths"),
        "9/10": _("nine tenths"),
    }
    if token in known:
        return known[token]
    if _FRACTION.fullmatch(token):
        return token
    return _("{count} members").format(count=token) if token.isdigit() else token


def rate_label(code: str) -> str:
    """What a rate is called; one that this version does not know has its code."""
    return _(RATES[code][0]) if code in RATES else code


def rate_unit(code: str) -> str:
    return RATES[code][1] if code in RATES else NUMBER


def rate_value(code: str, value: int) -> str:
    """The value of a rate in its unit."""
    unit = rate_unit(code)
    if unit == CENTS:
        return money(Money(value))
    if unit == MINUTES:
        return _("{hours} hours").format(hours=hours(Duration(value)))
    return count(value)
