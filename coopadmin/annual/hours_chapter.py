"""The chapter on volunteer hours: by activity, beside the year before, and by month."""

from __future__ import annotations

from collections.abc import Sequence

from coopadmin.annual.facts import YearFacts
from coopadmin.annual.phrases import (
    hours_in_line,
    in_year,
    rounded_hours,
    sentences,
    share_more_or_less,
    whole_hours,
)
from coopadmin.annual.rules import HOURS
from coopadmin.kernel.duration import Duration
from coopadmin.paper import (
    NUMBER,
    Bar,
    BarChart,
    Block,
    Chapter,
    Column,
    ColumnChart,
    Line,
    Note,
    Row,
    Table,
    Text,
    Total,
)
from coopadmin.volunteers.queries import ActivityHours
from coopadmin.words import (
    _,
    count,
    months_short,
    ngettext,
    percent,
    signed_text,
)


def hours_chapter(facts: YearFacts, text: str) -> Chapter:
    """Bars with the year before as a line, the same in figures, and columns by month."""
    blocks: list[Block] = []
    if facts.hours.by_activity:
        blocks += [_by_activity(facts), _in_figures(facts)]
    if facts.hours.total:
        blocks.append(_by_month(facts))
    if text:
        blocks.append(Row("", [Text(text)]))
    return Chapter(
        _("Volunteer hours"),
        blocks,
        summary=_("By activity and by month"),
        lead=_lead(facts),
    )


def hours_said(hours: int) -> str:
    """`1 hour`, `8,350 hours`."""
    return ngettext("{number} hour", "{number} hours", hours).format(number=count(hours))


def _lead(facts: YearFacts) -> str:
    if not facts.hours.total:
        return _("No volunteer hours were recorded for {year}.").format(year=facts.year.label)
    now = rounded_hours(facts.hours.total)
    if not facts.hours.volunteers:
        return _("Groups without names worked {hours}.").format(hours=hours_said(now))
    outcome = ngettext(
        "{number} volunteer worked {hours}.",
        "{number} volunteers together worked {hours}.",
        facts.hours.volunteers,
    ).format(number=count(facts.hours.volunteers), hours=hours_said(now))
    if facts.before.hours is None:
        return outcome
    change = share_more_or_less(now, rounded_hours(facts.before.hours), in_year(facts.before.label))
    return sentences(outcome, _("That is {change}.").format(change=change) if change else "")


def _largest_first(facts: YearFacts) -> list[ActivityHours]:
    return sorted(facts.hours.by_activity, key=lambda each: -each.worked.minutes)


def _by_activity(facts: YearFacts) -> Block:
    lines = _largest_first(facts)
    shown = whole_hours([each.worked for each in lines])
    compared = bool(facts.hours.previous_total)
    bars = [
        Bar(
            each.activity,
            each.worked.minutes,
            count(hours),
            before=each.previous.minutes if compared else None,
        )
        for each, hours in zip(lines, shown, strict=True)
    ]
    says = "; ".join(f"{bar.label}: {bar.shown}" for bar in bars)
    how = _("In whole hours.")
    if compared:
        how = _("Bar: {year}. Line: {before}. In whole hours.").format(
            year=facts.year.label, before=facts.before.label
        )
    return Row(Note(_("By activity"), how), [BarChart(bars, says)])


def _in_figures(facts: YearFacts) -> Block:
    lines = _largest_first(facts)
    if facts.before.hours is None:
        return Row(_how_counted(facts), [_without_before(facts, lines)])
    return Row(_how_counted(facts), [_with_before(facts, lines, facts.before.hours)])


def _without_before(facts: YearFacts, lines: Sequence[ActivityHours]) -> Table:
    written = hours_in_line(each.worked for each in lines)
    total = facts.hours.total
    rows: list[Line] = [
        [
            each.activity,
            written(each.worked),
            percent(each.worked.minutes, total.minutes),
            count(each.volunteers),
        ]
        for each in lines
    ]
    rows.append(Total([_("Total"), written(total), percent(1, 1), count(facts.hours.volunteers)]))
    return Table(
        [
            Column(_("Activity")),
            Column(_("Hours {year}").format(year=facts.year.label), NUMBER, now=True),
            Column(_("Share"), NUMBER),
            Column(_("Volunteers"), NUMBER),
        ],
        rows,
    )


def _with_before(facts: YearFacts, lines: Sequence[ActivityHours], before: Duration) -> Table:
    worked = [each.worked for each in lines] + [each.previous for each in lines]
    written = hours_in_line([*worked, before])
    # What was typed in of a year before this file is a total only.
    compared = HOURS not in facts.before.typed

    def difference(now: Duration, then: Duration) -> str:
        gap = now.minutes - then.minutes
        return signed_text(gap, written(Duration(abs(gap))))

    rows: list[Line] = [
        [
            each.activity,
            written(each.worked),
            written(each.previous) if compared else "",
            difference(each.worked, each.previous) if compared else "",
            count(each.volunteers),
        ]
        for each in lines
    ]
    total = facts.hours.total
    sums = [written(total), written(before), difference(total, before)]
    rows.append(Total([_("Total"), *sums, count(facts.hours.volunteers)]))
    return Table(
        [
            Column(_("Activity")),
            Column(_("Hours {year}").format(year=facts.year.label), NUMBER, now=True),
            Column(_("Hours {year}").format(year=facts.before.label), NUMBER),
            Column(_("Difference"), NUMBER),
            Column(_("Volunteers"), NUMBER),
        ],
        rows,
    )


def _how_counted(facts: YearFacts) -> Note:
    hours = facts.hours
    helping = sum(each.volunteers for each in hours.by_activity)
    return Note(
        _("In figures"),
        sentences(
            _("Who helps with several activities counts once in the total.")
            if helping > hours.volunteers
            else "",
            _in_groups(facts),
            _("Estimated: {hours}.").format(hours=hours_said(rounded_hours(hours.estimated)))
            if hours.estimated
            else "",
            _("The total of {year} was typed in: it is from before this administration.").format(
                year=facts.before.label
            )
            if HOURS in facts.before.typed
            else "",
        ),
    )


def _in_groups(facts: YearFacts) -> str:
    hours = facts.hours
    if not hours.grouped:
        return ""
    return ngettext(
        "{hours} are of people without names, {number} time; these are not among the volunteers.",
        "{hours} are of people without names, {number} times; these are not among the volunteers.",
        hours.group_people,
    ).format(hours=hours_said(rounded_hours(hours.grouped)), number=count(hours.group_people))


def _by_month(facts: YearFacts) -> Block:
    months = facts.hours.by_month
    shown = whole_hours([each.worked for each in months])
    names = months_short()
    bars = [
        Bar(names[each.month.first.month - 1], each.worked.minutes, count(hours))
        for each, hours in zip(months, shown, strict=True)
    ]
    says = "; ".join(f"{bar.label}: {bar.shown}" for bar in bars)
    note = _("Hours count in the month in which the work began. In whole hours.")
    return Row(Note(_("By month"), note), [ColumnChart(bars, says)])
