"""The chapter on meetings: who was there, and what was decided by how many votes."""

from __future__ import annotations

from collections.abc import Sequence

from coopadmin.annual.facts import YearFacts
from coopadmin.annual.phrases import at_the_start, in_words, sentences
from coopadmin.meetings.queries import DecisionRow, HeldMeeting
from coopadmin.meetings.rules import GENERAL_MEETING, OUTCOMES
from coopadmin.paper import (
    CODE,
    NUMBER,
    Block,
    Chapter,
    Column,
    Heading,
    Line,
    Note,
    Row,
    Subhead,
    Table,
    Text,
    soft,
)
from coopadmin.words import _, count, date_long, ngettext, percent

# In millimetres; the text of the resolution has the rest.
VOTES_WIDTH = 15.0
INVALID_WIDTH = 18.0
OUTCOME_WIDTH = 27.0


def meetings_chapter(facts: YearFacts, text: str) -> Chapter:
    """Attendance per meeting, and every resolution of the year in order of number."""
    held = facts.meetings.meetings
    blocks: list[Block] = []
    if held:
        blocks.append(_attendance(held))
    if facts.meetings.decisions:
        blocks += _resolutions(facts)
    if text:
        blocks.append(Row("", [Text(text)]))
    return Chapter(
        _("Meetings and resolutions"),
        blocks,
        summary=_("Attendance, and what was decided"),
        lead=_lead(facts),
    )


def _lead(facts: YearFacts) -> str:
    general = [each for each in facts.meetings.meetings if each.body == GENERAL_MEETING]
    decisions = facts.meetings.decisions
    if not general:
        met = _("No general meeting was held in {year}.").format(year=facts.year.label)
    else:
        met = ngettext(
            "The general meeting met once in {year}.",
            "The general meeting met {number} times in {year}.",
            len(general),
        ).format(number=in_words(len(general)), year=facts.year.label)
    if not decisions:
        return sentences(met, _("No resolutions were taken.") if general else "")
    taken = ngettext(
        "One resolution was taken.", "{number} resolutions were taken.", len(decisions)
    ).format(number=in_words(len(decisions)))
    return sentences(met, at_the_start(taken))


def _attendance(held: Sequence[HeldMeeting]) -> Block:
    lines: list[Line] = [
        [
            (each.title, "\n", soft(date_long(each.held_on))),
            count(each.totals.present),
            count(each.totals.represented),
            count(each.totals.votes),
            _turnout(each),
        ]
        for each in held
    ]
    table = Table(
        [
            Column(_("Meeting")),
            Column(_("Present"), NUMBER),
            Column(_("By proxy"), NUMBER),
            Column(_("Votes"), NUMBER),
            Column(_("Turnout"), NUMBER),
        ],
        lines,
    )
    note = _("Turnout: members present or by proxy, of all who had a vote on that day.")
    return Row(Note(_("Who was there"), note), [table])


def _turnout(meeting: HeldMeeting) -> str:
    # The register may have been corrected after the meeting, whose list stays as it was.
    voters = meeting.totals.voters
    return percent(meeting.totals.voters_there, max(voters, meeting.totals.voters_there))


def _resolutions(facts: YearFacts) -> list[Block]:
    """All of them in one table over the whole width, under the meetings that took them."""
    invalid = any(each.votes_invalid for each in facts.meetings.decisions)
    lines: list[Line] = []
    for meeting in facts.meetings.meetings:
        if meeting.decisions:
            lines.append(Subhead(f"{meeting.title}, {date_long(meeting.held_on)}"))
            lines += [_line(each, invalid=invalid) for each in meeting.decisions]
    if facts.meetings.other_decisions:
        lines.append(Subhead(_("Elsewhere")))
        lines += [_line(each, invalid=invalid) for each in facts.meetings.other_decisions]
    columns = [
        Column(_("Number"), CODE),
        Column(_("Resolution")),
        *(Column(head, NUMBER, width=VOTES_WIDTH) for head in (_("For"), _("Against"), _("Blank"))),
    ]
    if invalid:
        columns.append(Column(_("Invalid"), NUMBER, width=INVALID_WIDTH))
    columns.append(Column(_("Outcome"), width=OUTCOME_WIDTH))
    return [Heading(_("Resolutions")), Table(columns, lines)]


def _line(decision: DecisionRow, *, invalid: bool) -> Line:
    def counted(votes: int | None) -> str:
        return "" if votes is None else count(votes)

    votes = [decision.votes_for, decision.votes_against, decision.votes_blank]
    if invalid:
        votes.append(decision.votes_invalid)
    outcome = _(OUTCOMES.get(decision.outcome, decision.outcome))
    # In a meeting nobody goes uncounted but by acclamation.
    if decision.meeting_id is not None and decision.votes_for is None:
        outcome = _("By acclamation")
    return [
        decision.number,
        decision.text or decision.subject,
        *map(counted, votes),
        outcome,
    ]
