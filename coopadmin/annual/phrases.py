"""Turns of phrase of the report: numbers in words, comparisons, amounts and hours that add up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from coopadmin.kernel.duration import Duration
from coopadmin.kernel.money import Money
from coopadmin.words import N_, _, amount, count, hours_column, month_name, percent, whole_euros
from coopadmin.words.shown import NO_BREAK

_NUMBERS = (
    N_("two"), N_("three"), N_("four"), N_("five"), N_("six"), N_("seven"), N_("eight"),
    N_("nine"), N_("ten"), N_("eleven"), N_("twelve"),
)  # fmt: skip


def in_words(number: int) -> str:
    """`two` up to `twelve`; in figures below and above that."""
    return _(_NUMBERS[number - 2]) if 2 <= number <= 12 else count(number)


def at_the_start(sentence: str) -> str:
    """The sentence with its first letter as a capital; `één` becomes `Eén`, as Dutch has it."""
    if sentence.startswith("é"):
        return "E" + sentence[1:]
    return sentence[:1].upper() + sentence[1:]


def sentences(*parts: str) -> str:
    """Sentences one after another; the empty ones are left out."""
    return " ".join(part for part in parts if part)


def more_or_less(now: int, before: int | None, when: str) -> str:
    """`16 more than in 2024`, or nothing where nothing is known of then; `when` is `in 2024`."""
    if before is None:
        return ""
    if now == before:
        return _("as many as {when}").format(when=when)
    sentence = _("{number} more than {when}") if now > before else _("{number} fewer than {when}")
    return sentence.format(number=count(abs(now - before)), when=when)


def share_more_or_less(now: int, before: int, when: str) -> str:
    """`5% more than in 2024`; nothing where there was nothing then."""
    if not before:
        return ""
    if now == before:
        return _("as many as {when}").format(when=when)
    share = percent(abs(now - before), before)
    if share == percent(0, 1):
        return _("almost as many as {when}").format(when=when)
    sentence = _("{share} more than {when}") if now > before else _("{share} fewer than {when}")
    return sentence.format(share=share, when=when)


def in_year(label: str) -> str:
    return _("in {year}").format(year=label)


def day_of(day: date) -> str:
    """`1 januari`, where the year is clear."""
    return f"{day.day}{NO_BREAK}{month_name(day.month)}"


def euros(amounts: Iterable[Money]) -> Callable[[Money], str]:
    """One way of writing for all these amounts: in whole euros when none has cents."""
    return whole_euros if all(each.cents % 100 == 0 for each in amounts) else amount


def hours_in_line(worked: Iterable[Duration]) -> Callable[[Duration], str]:
    """One way of writing for a column of hours on paper, with equally many decimals."""
    known = list(worked)
    if any(each.minutes % 15 for each in known):
        return hours_column(known)
    if all(each.minutes % 60 == 0 for each in known):
        return lambda value: count(value.minutes // 60)
    cut = -1 if all(each.minutes % 30 == 0 for each in known) else None
    # A hundredth of an hour is written as a cent is.
    return lambda value: amount(Money(value.minutes * 5 // 3))[:cut]


def whole_hours(worked: Sequence[Duration]) -> list[int]:
    """Whole hours that together are the whole hours of the total (half up), for charts.

    The hours lost in rounding down go to those who lost most by it.
    """
    down = [each.minutes // 60 for each in worked]
    missing = rounded_hours(Duration.total(worked)) - sum(down)
    by_loss = sorted(range(len(down)), key=lambda at: (-(worked[at].minutes % 60), at))
    for at in by_loss[:missing]:
        down[at] += 1
    return down


def rounded_hours(worked: Duration) -> int:
    """In whole hours, half up."""
    return (worked.minutes + 30) // 60
