"""How amounts, dates and hours are written on screen and paper, by the patterns of the house."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from babel import Locale
from babel.dates import get_day_names, get_month_names
from babel.numbers import format_decimal

from coopadmin.kernel.calendar import Period
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import N_, Problem, Term
from coopadmin.words.language import _, language

NO_BREAK = "\u00a0"
MINUS = "\u2212"
_LOCALES = {"nl": "nl_NL", "en": "en_GB"}
_KEYS = {
    "Space": N_("Space"),
    "Up": N_("arrow up"),
    "Down": N_("arrow down"),
    "Left": N_("arrow left"),
    "Right": N_("arrow right"),
    "Comma": N_("comma"),
}


def _locale() -> str:
    return _LOCALES[language()]


def _decimal(value: Decimal | int, pattern: str) -> str:
    return str(format_decimal(value, format=pattern, locale=_locale()))


def count(number: int) -> str:
    """A whole number with thousands separators."""
    sign = MINUS + NO_BREAK if number < 0 else ""
    return sign + _decimal(abs(number), "#,##0")


def amount(value: Money) -> str:
    """Euros and cents without the unit, for columns whose head names it: `1.234,50`."""
    sign = MINUS + NO_BREAK if value.cents < 0 else ""
    return sign + _decimal(abs(value.decimal()), "#,##0.00")


def money(value: Money) -> str:
    """Euros and cents with the unit: `€ 1.234,50`."""
    return f"€{NO_BREAK}{amount(value)}"


def whole_euros(value: Money) -> str:
    """Rounded to whole euros, half to even, without the unit: `1.234`."""
    return count(value.whole())


def signed(number: int) -> str:
    """A difference with its sign: `+ 16`, `− 4`, `0`."""
    return signed_text(number, count(abs(number)))


def signed_text(number: int, text: str) -> str:
    """A difference written as `text` with the sign of `number`."""
    if not number:
        return text
    return f"{'+' if number > 0 else MINUS}{NO_BREAK}{text}"


def with_sign(text: str) -> str:
    """A written amount with the sign of its unit."""
    return f"€{NO_BREAK}{text}"


def percent(part: int, whole: int) -> str:
    """A share in whole percents; a dash when there is no whole."""
    if not whole:
        return "–"
    return f"{count(round(Decimal(100 * part) / whole))}%"


def month_name(month: int) -> str:
    return str(get_month_names("wide", locale=_locale())[month])


def months_short() -> list[str]:
    """The twelve short names, January first: jan feb mrt …"""
    names = get_month_names("abbreviated", locale=_locale())
    return [names[month].rstrip(".")[:3] for month in range(1, 13)]


def date_long(day: date) -> str:
    """`1 maart 2026`, for running text."""
    return f"{day.day} {month_name(day.month)} {day.year}"


def date_short(day: date) -> str:
    """`1 mrt 2026`, for tables."""
    return f"{day.day} {months_short()[day.month - 1]} {day.year}"


def day_and_month(day: date) -> str:
    """`1 mrt`, where the year is clear."""
    return f"{day.day} {months_short()[day.month - 1]}"


def weekday_date(day: date) -> str:
    """`do 28 mei`, where the weekday matters."""
    return f"{_weekday(day)} {day_and_month(day)}"


def weekday_date_long(day: date) -> str:
    """`do 28 mei 2026`, where the year is not clear either."""
    return f"{_weekday(day)} {date_long(day)}"


def _weekday(day: date) -> str:
    name: str = get_day_names("abbreviated", locale=_locale())[day.weekday()]
    return name.rstrip(".")


def date_in_full(day: date) -> str:
    """`donderdag 28 mei 2026`, for an invitation."""
    return f"{get_day_names('wide', locale=_locale())[day.weekday()]} {date_long(day)}"


def clock(moment: datetime) -> str:
    """`20.14 uur` in Dutch, `20:14` in English."""
    if language() == "nl":
        return f"{moment:%H.%M}{NO_BREAK}uur"
    return f"{moment:%H:%M}"


def _quarters(value: Duration) -> str:
    return _decimal(Decimal(value.minutes) / 60, "#,##0.##")


def _minutes(value: Duration) -> str:
    whole, minutes = divmod(value.minutes, 60)
    return f"{_decimal(whole, '#,##0')}:{minutes:02d}"


def hours(value: Duration) -> str:
    """`2,5` or `2,25`; `2:20` where the minutes are no quarter of an hour."""
    return _minutes(value) if value.minutes % 15 else _quarters(value)


def hours_column(values: Iterable[Duration]) -> Callable[[Duration], str]:
    """One way of writing for a whole column: clock style as soon as one value needs it."""
    return _minutes if any(value.minutes % 15 for value in values) else _quarters


def _shown(value: Any) -> Any:
    if isinstance(value, Term):
        return _(value)
    if isinstance(value, Money):
        return money(value)
    if isinstance(value, Duration):
        return hours(value)
    if isinstance(value, date):
        return date_long(value)
    if isinstance(value, Period):
        return f"{date_long(value.first)} – {date_long(value.last)}"
    return value


def say(problem: Problem) -> str:
    """The sentence of a problem in the language spoken now."""
    values = {name: _shown(value) for name, value in problem.values.items()}
    return _(problem.sentence).format(**values)


def listed(names: Sequence[str]) -> str:
    """`Anna, Bert and Chris`."""
    if len(names) < 2:
        return "".join(names)
    return _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])


def country_name(code: str) -> str:
    """A country by its ISO code, in the language spoken; what is no code is kept as it is."""
    return str(Locale(language()).territories.get(code, code))


def key_name(key: str) -> str:
    """How a key is called: `Ctrl+Space` is Ctrl+Spatie for a Dutch reader."""
    parts = key.split("+") if key != "+" else [key]
    return "+".join(_(_KEYS[part]) if part in _KEYS else part for part in parts)
