"""The opening chapters: the preface, and the year at a glance in key figures."""

from __future__ import annotations

import re

from coopadmin.annual.facts import YearFacts
from coopadmin.annual.members_chapter import members_change
from coopadmin.annual.phrases import (
    euros,
    in_words,
    in_year,
    more_or_less,
    rounded_hours,
    whole_hours,
)
from coopadmin.contributions.queries import ContributionFacts
from coopadmin.kernel.money import ZERO
from coopadmin.meetings.rules import GENERAL_MEETING
from coopadmin.paper import (
    Bar,
    Block,
    Byline,
    Chapter,
    Figure,
    Figures,
    Lead,
    Missing,
    Note,
    Row,
    ShareChart,
    Text,
)
from coopadmin.people.rules import OFFICES
from coopadmin.words import (
    _,
    count,
    ngettext,
    with_sign,
)

MOST_PARTS = 6
SHORT = 140
CHAIR = "chair"


def preface_chapter(facts: YearFacts, text: str) -> Chapter:
    """What the chair writes; a first line that stands alone is set large."""
    chair = next((each for each in facts.directors if each.office == CHAIR), None)
    name = chair.name if chair else ""
    role = _(OFFICES[chair.office]).lower() if chair else ""
    if not text:
        asked = Missing(_("Here comes the preface. Write it under Annual report, section Preface."))
        return Chapter(_("Preface"), [Row(Note(name, role), [asked])], summary=_("Of the chair"))
    first, _gap, rest = text.partition("\n\n")
    body: list[Block] = [Text(text)]
    if rest.strip() and len(first) <= SHORT and "\n" not in first and not _is_item(first):
        body = [Lead(first, italic=True), Text(rest)]
    if chair:
        body.append(Byline(name, role))
    return Chapter(_("Preface"), [Row(Note(name, role), body)], summary=_("Of the chair"))


def _is_item(line: str) -> bool:
    return bool(re.match(r"[-–•*] ", line))


def glance_chapter(facts: YearFacts, text: str) -> Chapter:
    """Six figures with what they were the year before, and two wholes in their parts."""
    blocks: list[Block] = [Figures(_figures(facts))]
    if facts.hours.total:
        blocks.append(_hours_in_parts(facts))
    if len(facts.members.by_kind) > 1 and facts.members.end:
        blocks.append(_members_in_parts(facts))
    if text:
        blocks.append(Row("", [Text(text)]))
    return Chapter(
        _("{year} at a glance").format(year=facts.year.label),
        blocks,
        summary=_("Six figures, the hours and the members"),
    )


def _figures(facts: YearFacts) -> list[Figure]:
    members, hours, year = facts.members, facts.hours, facts.contributions
    before = facts.before
    when = in_year(before.label)
    worked = rounded_hours(hours.total)
    charged = euros([year.charged])
    general = sum(each.body == GENERAL_MEETING for each in facts.meetings.meetings)
    decisions = len(facts.meetings.decisions)
    activities = len(facts.activities)
    return [
        Figure(
            count(members.end),
            ngettext("member", "members", members.end),
            members_change(facts),
        ),
        Figure(
            count(worked),
            ngettext("volunteer hour", "volunteer hours", worked),
            more_or_less(
                worked, None if before.hours is None else rounded_hours(before.hours), when
            ),
        ),
        Figure(
            count(hours.volunteers),
            ngettext("volunteer", "volunteers", hours.volunteers),
            more_or_less(hours.volunteers, before.volunteers, when),
        ),
        Figure(
            count(activities),
            ngettext("activity", "activities", activities),
            _largest(facts),
        ),
        Figure(
            with_sign(charged(year.charged)),
            _("contribution charged"),
            _open(year),
        ),
        Figure(
            count(decisions),
            ngettext("resolution", "resolutions", decisions),
            ngettext("in one general meeting", "in {number} general meetings", general).format(
                number=in_words(general)
            )
            if general
            else _("no general meeting was held"),
        ),
    ]


def _open(year: ContributionFacts) -> str:
    written = euros([year.open])
    if not year.charges:
        return _("nothing was charged")
    if not year.open:
        return _("all of it paid")
    if year.open < ZERO:
        return _("{amount} paid too much").format(amount=with_sign(written(-year.open)))
    return _("{amount} still open").format(amount=with_sign(written(year.open)))


def _largest(facts: YearFacts) -> str:
    if not facts.hours.total:
        return ""
    largest = max(facts.hours.by_activity, key=lambda each: each.worked.minutes)
    return _("most hours: {activity}").format(activity=largest.activity)


def _hours_in_parts(facts: YearFacts) -> Block:
    lines = sorted(facts.hours.by_activity, key=lambda each: -each.worked.minutes)
    parts = [(each.activity, each.worked) for each in lines if each.worked]
    shown = whole_hours([worked for _name, worked in parts])
    bars = [
        Bar(name, worked.minutes, count(hours))
        for (name, worked), hours in zip(parts, shown, strict=True)
    ]
    if len(bars) > MOST_PARTS:
        rest = bars[MOST_PARTS - 1 :]
        hours = sum(shown[MOST_PARTS - 1 :])
        bars = bars[: MOST_PARTS - 1]
        bars.append(Bar(_("All other"), sum(bar.value for bar in rest), count(hours)))
    says = "; ".join(f"{bar.label}: {bar.shown}" for bar in bars)
    total = _("Total {number} hours.").format(number=count(sum(shown)))
    return Row(Note(_("Where the hours went"), total), [ShareChart(bars, says)])


def _members_in_parts(facts: YearFacts) -> Block:
    kinds = sorted(facts.members.by_kind, key=lambda each: -each.end)
    bars = [Bar(each.kind, each.end, count(each.end)) for each in kinds if each.end]
    if len(bars) > MOST_PARTS:
        rest = sum(each.end for each in kinds[MOST_PARTS - 1 :])
        bars = [*bars[: MOST_PARTS - 1], Bar(_("All other"), rest, count(rest))]
    says = "; ".join(f"{bar.label}: {bar.shown}" for bar in bars)
    total = _("Total {number} members.").format(number=count(facts.members.end))
    return Row(Note(_("Which members"), total), [ShareChart(bars, says)])
