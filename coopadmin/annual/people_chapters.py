"""The chapters on activities and on the people who carry the cooperative, and the signatures."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from coopadmin.activities.rules import THEMES, unit_name
from coopadmin.annual.facts import YearFacts
from coopadmin.annual.phrases import at_the_start, in_words, rounded_hours, sentences
from coopadmin.meetings.retiring import BEFORE_MEETING, ScheduleRow
from coopadmin.paper import (
    DATE,
    NUMBER,
    Blanks,
    Block,
    Chapter,
    Column,
    Line,
    Note,
    Row,
    Signatures,
    Subhead,
    Table,
    Text,
    Together,
)
from coopadmin.people.queries import OfficerRow
from coopadmin.people.rules import BODIES, OFFICES, VOTING_BODIES
from coopadmin.words import _, count, date_short, listed, ngettext, percent

BOARD = "board"


def activities_chapter(facts: YearFacts, text: str) -> Chapter:
    """What each activity is for, for whom, and who leads it."""
    blocks: list[Block] = []
    if text:
        blocks.append(Row("", [Text(text)]))
    if facts.activities:
        blocks.append(_activities(facts))
    if lines := _numbers(facts):
        blocks.append(_counted(facts, lines))
    ran = len(facts.activities)
    lead = _("There were no activities in {year}.").format(year=facts.year.label)
    if ran:
        lead = ngettext(
            "There was one activity in {year}.",
            "There were {number} activities in {year}.",
            ran,
        ).format(number=in_words(ran), year=facts.year.label)
    return Chapter(
        _("Activities"), blocks, summary=_("What for, for whom, and who leads"), lead=lead
    )


def _activities(facts: YearFacts) -> Block:
    with_target = any(each.target_group for each in facts.activities)
    columns = [Column(_("Activity"), strong=True, width=40), Column(_("What for"))]
    if with_target:
        columns.append(Column(_("For whom"), width=34))
    columns.append(Column(_("Who leads"), width=44))
    lines = []
    for each in facts.activities:
        cells = [each.name, each.aim or _(THEMES.get(each.theme, each.theme))]
        if with_target:
            cells.append(each.target_group)
        lines.append([*cells, listed([lead.name for lead in each.leads])])
    return Table(columns, lines)


def _numbers(facts: YearFacts) -> list[Line]:
    """What was counted, and hours where the board set an aim; beside the year before."""
    counted = {each.activity: each for each in facts.counts}
    worked = {each.activity: each for each in facts.hours.by_activity}
    lines: list[Line] = []
    for name in dict.fromkeys([*worked, *counted]):
        if (hours := worked.get(name)) is not None and hours.target is not None:
            now, then, aim = map(rounded_hours, (hours.worked, hours.previous, hours.target))
            lines.append(_line(name, _("Hours"), now, then, aim))
        if (each := counted.get(name)) is not None and (each.number or each.previous):
            what = _(unit_name(each.unit))
            lines.append(_line(name, what, each.number, each.previous, each.target))
    return lines


def _line(name: str, what: str, now: int, then: int, aim: int | None) -> Line:
    reached = ["", ""] if aim is None else [count(aim), percent(now, aim)]
    return [name, what, count(now), count(then) if then else "", *reached]


def _counted(facts: YearFacts, lines: Sequence[Line]) -> Block:
    most = [
        _("{activity}: at most {number} different people at once.").format(
            activity=each.activity, number=count(each.people)
        )
        for each in facts.counts
        if each.people is not None
    ]
    table = Table(
        [
            Column(_("Activity")),
            Column(_("Counted")),
            Column(facts.year.label, NUMBER, now=True),
            Column(facts.before.label, NUMBER),
            Column(_("Aim"), NUMBER),
            Column(_("Reached"), NUMBER),
        ],
        lines,
    )
    return Row(Note(_("In numbers"), sentences(*most)), [table])


def officers_chapter(facts: YearFacts, text: str) -> Chapter:
    """Who held which office in the year, with their terms, body by body."""
    blocks: list[Block] = [_terms(facts)] if facts.officers else []
    # Who looks at the books is appointed every year anew, and retires by no schedule.
    planned = [row for row in facts.schedule if row.officer.planned_last is not None]
    if retiring := [row for row in planned if row.officer.body in VOTING_BODIES]:
        blocks.append(_schedule(retiring))
    if text:
        blocks.append(Row("", [Text(text)]))
    return Chapter(
        _("Board and committees"),
        blocks,
        summary=_("Offices and terms"),
        lead=_officers_lead(facts),
    )


def _officers_lead(facts: YearFacts) -> str:
    at_the_end = [
        each
        for each in facts.officers
        if each.body == BOARD and (each.last is None or each.last > facts.year.last)
    ]
    if not at_the_end:
        return _("No board members are recorded for {year}.").format(year=facts.year.label)
    people = len({each.person_id for each in at_the_end})
    said = ngettext(
        "At the end of {year} the board had one member.",
        "At the end of {year} the board had {number} members.",
        people,
    )
    return said.format(year=facts.year.label, number=in_words(people))


def _terms(facts: YearFacts) -> Block:
    lines: list[Line] = []
    for (body, group), held in groupby(
        facts.officers, key=lambda each: (each.body, each.group_name)
    ):
        lines.append(Subhead(body_words(body, group)))
        lines += [
            [
                each.name,
                _(OFFICES.get(each.office, each.office)),
                date_short(each.first),
                _until(each),
                _term(each.number),
            ]
            for each in held
        ]
    return Table(
        [
            Column(_("Name"), strong=True),
            Column(_("Office")),
            Column(_("Since"), DATE),
            Column(_("Until"), DATE),
            Column(_("Term"), width=24),
        ],
        lines,
    )


def _schedule(rows: Sequence[ScheduleRow]) -> Block:
    """Who retires when, and who can be appointed again."""
    before = [row.officer.name for row in rows if row.state == BEFORE_MEETING]
    warning = ""
    if before and rows[0].meeting is not None:
        warning = _("Ends before the meeting of {day}: {names}.").format(
            day=date_short(rows[0].meeting), names=listed(before)
        )
    table = Table(
        [
            Column(_("Ends on"), DATE),
            Column(_("Name"), strong=True),
            Column(_("Body")),
            Column(_("Term"), width=24),
            Column(_("Again"), width=18),
        ],
        [
            [
                date_short(row.officer.planned_last) if row.officer.planned_last else "",
                row.officer.name,
                body_words(row.officer.body, row.officer.group_name),
                _("{number} of {most}").format(number=row.officer.number, most=row.most)
                if row.most
                else count(row.officer.number),
                _("yes") if row.again else _("no"),
            ]
            for row in rows
        ],
    )
    return Row(Note(_("Retirement schedule"), warning), [table])


def body_words(body: str, group: str) -> str:
    """`Board`, or which committee or circle it is: `Circle Molenweg`."""
    return f"{_(BODIES.get(body, body))} {group}".strip()


def _term(number: int) -> str:
    known = {1: _("1st term"), 2: _("2nd term"), 3: _("3rd term")}
    return known.get(number, _("{number}th term")).format(number=number)


def _until(officer: OfficerRow) -> str:
    day = officer.last or officer.planned_last
    return date_short(day) if day else ""


def outlook_chapter(facts: YearFacts, text: str) -> Chapter:
    """What the board writes about the time to come."""
    del facts
    return Chapter(_("Looking ahead"), [Row("", [Text(text)])])


def signing_chapter(facts: YearFacts, text: str) -> Chapter:
    """Lines for the signatures of all directors. Source: BW 2:48(1), 2:58(2)."""
    drawn_up = _("This annual report {year} of {name} was drawn up by the board.").format(
        year=facts.year.label, name=facts.cooperative.name
    )
    people = _signing(facts.directors)
    note = _("All directors sign. Where a signature is missing, the reason is stated here.")
    lines = Signatures(people) if people else Blanks([_("Name")] * 3)
    blocks: list[Block] = [
        Row("", [Text(drawn_up), Blanks([_("Place"), _("Date")])]),
        Row(Note(_("The board"), note), [Together([lines])]),
    ]
    if text:
        blocks.append(Row("", [Text(text)]))
    return Chapter(_("Signatures"), blocks, summary=_("Of all directors"))


def _signing(directors: Sequence[OfficerRow]) -> list[tuple[str, str]]:
    offices: dict[tuple[int, str], list[str]] = {}
    for each in directors:
        key = (each.person_id, each.name)
        offices.setdefault(key, []).append(_(OFFICES.get(each.office, each.office)))
    return [
        (name, at_the_start(listed([office.lower() for office in held])))
        for (_person, name), held in offices.items()
    ]
