"""The chapter on members: from the start of the year to its end, ten years, reasons of leaving."""

from __future__ import annotations

from coopadmin.annual.facts import YearFacts
from coopadmin.annual.phrases import (
    at_the_start,
    day_of,
    in_words,
    more_or_less,
    sentences,
)
from coopadmin.members.facts import MembersFacts
from coopadmin.members.rules import END_REASONS
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
from coopadmin.words import (
    _,
    count,
    listed,
    ngettext,
    signed,
)

TYPED = "*"


def members_chapter(facts: YearFacts, text: str) -> Chapter:
    """A table that adds up for every kind, a column for each known year, why members left."""
    blocks: list[Block] = []
    if facts.members.by_kind:
        blocks.append(_in_figures(facts))
    if sum(point.members is not None for point in facts.years) > 1:
        blocks.append(_ten_years(facts))
    if facts.members.reasons:
        blocks.append(_reasons(facts.members))
    if text:
        blocks.append(Row("", [Text(text)]))
    return Chapter(
        _("Members"),
        blocks,
        summary=_("Joined and left, kinds and ten years"),
        lead=_lead(facts),
    )


def members_change(facts: YearFacts) -> str:
    """`16 more than at the end of 2024`; nothing when there were none then."""
    if not facts.members.start:
        return ""
    when = _("at the end of {year}").format(year=facts.before.label)
    return more_or_less(facts.members.end, facts.members.start, when)


def _lead(facts: YearFacts) -> str:
    members = facts.members
    if not (members.start or members.joined):
        return _("There were no members in {year}.").format(year=facts.year.label)
    outcome = ngettext(
        "At the end of {year} there was one member.",
        "At the end of {year} there were {number} members.",
        members.end,
    ).format(year=facts.year.label, number=count(members.end))
    change = members_change(facts)
    return sentences(
        outcome,
        _("That is {change}.").format(change=change) if change else "",
        _movement(members),
    )


def _movement(members: MembersFacts) -> str:
    """How many came and went, as a sentence; nothing when nobody did."""
    joined = ngettext("one member joined", "{number} members joined", members.joined)
    left = ngettext("one member left", "{number} members left", members.left)
    parts = [
        part.format(number=in_words(number))
        for part, number in ((joined, members.joined), (left, members.left))
        if number
    ]
    return at_the_start(listed(parts)) + "." if parts else ""


def _in_figures(facts: YearFacts) -> Block:
    members = facts.members
    lines: list[Line] = [
        [
            each.kind,
            count(each.start),
            signed(each.joined),
            signed(-each.left),
            count(each.end),
        ]
        for each in members.by_kind
    ]
    lines.append(
        Total(
            [
                _("Total"),
                count(members.start),
                signed(members.joined),
                signed(-members.left),
                count(members.end),
            ]
        )
    )
    table = Table(
        [
            Column(_("Kind of membership")),
            Column(day_of(facts.year.first), NUMBER),
            Column(_("Joined"), NUMBER),
            Column(_("Left"), NUMBER),
            Column(day_of(facts.year.last), NUMBER, now=True),
        ],
        lines,
    )
    return Row(Note(_("In {year}").format(year=facts.year.label), _how_counted(members)), [table])


def _how_counted(members: MembersFacts) -> str:
    covered = ngettext(
        "Together they cover one person.", "Together they cover {number} persons.", members.persons
    ).format(number=count(members.persons))
    estimated = ngettext(
        "The first day of one member is estimated.",
        "The first day of {number} members is estimated.",
        members.estimated,
    ).format(number=count(members.estimated))
    return sentences(
        _("From the register of members: each membership counts once."),
        covered if members.persons > members.end else "",
        estimated if members.estimated else "",
    )


def _ten_years(facts: YearFacts) -> Block:
    bars = [
        Bar(
            point.label + (TYPED if point.typed else ""),
            point.members or 0,
            "–" if point.members is None else count(point.members),
            now=point.label == facts.year.label,
            pale=point.typed,
        )
        for point in facts.years
    ]
    says = "; ".join(f"{bar.label}: {bar.shown}" for bar in bars)
    title = ngettext("{number} year", "{number} years", len(bars)).format(
        number=in_words(len(bars))
    )
    note = sentences(
        _("At the end of each year."),
        _("A year with * was typed in: it is from before this administration.")
        if any(point.typed for point in facts.years)
        else "",
    )
    return Row(Note(at_the_start(title), note), [ColumnChart(bars, says)])


def _reasons(members: MembersFacts) -> Block:
    bars = [
        Bar(_(END_REASONS.get(reason, reason)), number, count(number))
        for reason, number in sorted(members.reasons, key=lambda each: -each[1])
    ]
    says = "; ".join(f"{bar.label}: {bar.shown}" for bar in bars)
    note = ngettext("One membership ended.", "{number} memberships ended.", members.left).format(
        number=at_the_start(in_words(members.left))
    )
    return Row(Note(_("Why members left"), note), [BarChart(bars, says)])
