"""The language of the program: translated texts, and how money, dates and hours are written."""

from coopadmin.kernel.problem import N_
from coopadmin.words.language import _, language, ngettext, speak, speaking
from coopadmin.words.shown import (
    amount,
    clock,
    count,
    date_in_full,
    date_long,
    date_short,
    day_and_month,
    hours,
    hours_column,
    key_name,
    money,
    month_name,
    months_short,
    percent,
    say,
    weekday_date,
    whole_euros,
)

__all__ = [
    "N_",
    "_",
    "amount",
    "clock",
    "count",
    "date_in_full",
    "date_long",
    "date_short",
    "day_and_month",
    "hours",
    "hours_column",
    "key_name",
    "language",
    "money",
    "month_name",
    "months_short",
    "ngettext",
    "percent",
    "say",
    "speak",
    "speaking",
    "weekday_date",
    "whole_euros",
]
