"""Dates as other people's lists write them: whole, in part, or as a number of days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from coopadmin.kernel.folding import normalised
from coopadmin.kernel.problem import N_, Problem, Refused, refuse

_EARLIEST, _LATEST = 1800, 2200
_TIME = re.compile(r"[t ]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:z|[+-]\d{2}:?\d{2})?$")
_COMPACT = re.compile(r"\d{8}")
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ]{1,2}(\d{1,2})[-/. ]{1,2}(\d{4}|\d{2})")
_WORDS = re.compile(r"(\d{1,2})[-. ]*(?:de )?([a-z]{3,})\.?[-,. ]*'?(\d{4}|\d{2})")
_YEAR = re.compile(r"(?:[a-z]{3,}\.?[- ]*|\d{1,2}[-/])?(\d{4})")
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
_UNKNOWN = {"00000000", "0", "onbekend", "unknown", "unbekannt", "?", "-", "n.v.t.", "nvt"}
_MONTH_NAMES = (
    ("jan",), ("feb", "fev"), ("mrt", "maa", "mar"), ("apr", "avr"), ("mei", "may", "mai"),
    ("jun", "juin"), ("jul", "juil"), ("aug", "aou"), ("sep",), ("okt", "oct"), ("nov",),
    ("dec", "dez"),
)  # fmt: skip
_SERIAL_START = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class ListDate:
    """What a cell says: a day; or only a year; or nothing. `remark` tells what was made of it."""

    day: date | None = None
    year: int | None = None
    remark: Problem | None = None


# Lists write the same days over and over: the first of January, the year of a campaign.
@lru_cache(maxsize=1000)
def read_list_date(text: str, today: date, *, field: str | None = None) -> ListDate:
    """Read `12-03-2020`, `12.3.20`, `2020-03-12`, `20200312`, `12 mrt 2020`, `43902`, `19660000`.

    Day before month. Two digits of a year mean the latest year that puts the date not after
    `today`. A date in part (LO-GBA writes zeros) gives its year, or nothing, with a remark; so
    does a five-digit day number of Excel; 31 December of a year like 9999 means no date. A time
    behind the date is dropped. Raises Refused for what is no date, 30 February included.
    """
    bare = _TIME.sub("", normalised(text))
    if not bare:
        return ListDate()
    if bare in _UNKNOWN:
        return ListDate(remark=_remark(text, None, field))
    parts = _parts(bare, today)
    if parts is None:
        if match := _YEAR.fullmatch(bare):
            return _year_only(text, int(match[1]), field)
        if match := _SERIAL.fullmatch(bare):
            return _day_number(text, int(match[1]), field)
        raise _wrong(text, field)
    year, month, day = parts
    if year > _LATEST and (month, day) == (12, 31):
        return ListDate(
            remark=Problem(
                "date.open", N_("“{text}” is read as no date."), {"text": text.strip()}, field
            )
        )
    if 0 in (month, day):
        return _year_only(text, year, field)
    try:
        found = date(year, month, day)
    except ValueError:
        raise _wrong(text, field) from None
    if not _EARLIEST <= year <= _LATEST:
        raise _wrong(text, field)
    return ListDate(found, year)


def _parts(bare: str, today: date) -> tuple[int, int, int] | None:
    """Year, month and day as numbers that need not exist; None for another way of writing."""
    if _COMPACT.fullmatch(bare):
        year, month, day = int(bare[:4]), int(bare[4:6]), int(bare[6:])
        if month > 12 or (year < _EARLIEST and year > 0):
            return int(bare[4:]), int(bare[2:4]), int(bare[:2])
        return year, month, day
    if match := _YEAR_FIRST.fullmatch(bare):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _DAY_FIRST.fullmatch(bare):
        day, month = int(match[1]), int(match[2])
    elif match := _WORDS.fullmatch(bare):
        day, month = int(match[1]), _month(match[2])
        if not month:
            return None
    else:
        return None
    year = int(match[3])
    if len(match[3]) == 2:
        year += today.year // 100 * 100
        if (year, month, day) > (today.year, today.month, today.day):
            year -= 100
    return year, month, day


def _month(word: str) -> int:
    return next(
        (number for number, names in enumerate(_MONTH_NAMES, 1) if word.startswith(names)), 0
    )


def _year_only(text: str, year: int, field: str | None) -> ListDate:
    if year == 0:
        return ListDate(remark=_remark(text, None, field))
    if not _EARLIEST <= year <= _LATEST:
        raise _wrong(text, field)
    return ListDate(None, year, _remark(text, year, field))


def _day_number(text: str, number: int, field: str | None) -> ListDate:
    if not 1 <= number <= 73_050:
        raise _wrong(text, field)
    found = _SERIAL_START + timedelta(days=number)
    sentence = N_("“{text}” is taken for a day number of Excel: {day}.")
    values = {"text": text.strip(), "day": found}
    return ListDate(found, found.year, Problem("date.serial", sentence, values, field))


def _remark(text: str, year: int | None, field: str | None) -> Problem:
    if year is None:
        return Problem(
            "date.unknown",
            N_("The date “{text}” is kept as unknown."),
            {"text": text.strip()},
            field,
        )
    return Problem(
        "date.year_only",
        N_("Of the date “{text}” only the year {year} is kept."),
        {"text": text.strip(), "year": year},
        field,
    )


def _wrong(text: str, field: str | None) -> Refused:
    return refuse(
        "date.wrong",
        N_("“{text}” is not a date. Type it as 31-12-2026."),
        field=field,
        text=text.strip(),
    )
