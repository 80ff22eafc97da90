"""Commands on meetings: recorded from JSON, shown, adopted, printed; and the rule of a vote."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from coopadmin.commands.answers import anyway_option
from coopadmin.commands.frame import (
    FILE,
    clock,
    json_option,
    printed,
    reading,
    writing,
)
from coopadmin.commands.listing import listed, save_option
from coopadmin.commands.papers import language_option, paper_options, tongue, write_pdf
from coopadmin.kernel.calendar import parse_date
from coopadmin.kernel.problem import N_, Problem, Refused, Strength, refuse
from coopadmin.meetings.announcing import save_calendar
from coopadmin.meetings.exchange import read_record, record_of
from coopadmin.meetings.facts import MeetingFacts, MeetingRow, PaperFacts
from coopadmin.meetings.queries import get_meeting, get_papers, list_decisions, list_meetings
from coopadmin.meetings.record import NewMeetingRecord
from coopadmin.meetings.recording import record_meeting
from coopadmin.meetings.report import Printing, attendance_list, convocation
from coopadmin.meetings.report import minutes as print_minutes
from coopadmin.meetings.rules import OUTCOMES, STATUSES, Ballots, VoteRule, outcome_of
from coopadmin.meetings.service import adopt_minutes
from coopadmin.meetings.votes import ACCLAMATION
from coopadmin.paper import Built
from coopadmin.store import Books
from coopadmin.words import _, count, ngettext, say

_REFERENCE = re.compile(r"([A-Za-z0-9]+)[ /]+(\S.*)")
MEETING_HELP = "MEETING is a date, a reference as ALV 2026-05-28, or its number in the list."


@click.group()
def meetings() -> None:
    """General meetings: agenda, attendance, votes and minutes."""


@meetings.command()
@click.argument("file", type=FILE)
@click.argument("record", type=FILE, metavar="MEETING.json")
@anyway_option
@json_option
def record(file: Path, record: Path, anyway: str | None, as_json: bool) -> None:
    """Record a whole meeting from JSON, in the shape that `show --json` writes."""
    try:
        raw = record.read_bytes()
    except OSError:
        raise refuse(
            "record.not_read",
            N_("“{path}” cannot be read. Check its name."),
            path=str(record),
        ) from None
    read = read_record(raw)
    with writing(file) as books:
        meeting = books.ask(get_meeting, _recorded(books, read, anyway))
    numbers = [vote.resolution for vote in meeting.votes if vote.resolution]
    said = ngettext("{number} resolution", "{number} resolutions", len(numbers))
    printed(
        as_json,
        {"meeting": meeting.reference, "resolutions": numbers},
        [f"{meeting.title} ({meeting.reference}): {said.format(number=count(len(numbers)))}"],
    )


def _recorded(books: Books, read: NewMeetingRecord, anyway: str | None) -> int:
    """Record it with its own answers, the reason in `anyway` answering all other questions."""
    answers: Mapping[str, str] = read.answers
    try:
        return books.do(record_meeting, read, answers=answers)
    except Refused as refused:
        questions = [each for each in refused.problems if each.strength is Strength.QUESTION]
        if len(questions) < len(refused.problems) or not anyway:
            raise Refused([*map(_placed, refused.problems), *_hint(questions)]) from None
        answers = {**{each.code: anyway for each in questions}, **answers}
    return books.do(record_meeting, read, answers=answers)


def _placed(problem: Problem) -> Problem:
    """With its place in the file, and the code of the answer to a question, before it."""
    place = problem.field or ""
    if problem.strength is Strength.QUESTION:
        place = f"{place} ({problem.code})"
    return replace(
        problem,
        sentence=N_("{place}: {said}") if place else problem.sentence,
        values={"place": place, "said": say(problem)} if place else problem.values,
    )


def _hint(questions: list[Problem]) -> list[Problem]:
    if not questions:
        return []
    hint = N_(
        "If this is right, put the reason under “answers” by its code, or give the command once"
        " more with --anyway and the reason."
    )
    return [Problem("command.answers", hint)]


@meetings.command()
@click.argument("file", type=FILE)
@click.argument("meeting")
@click.option("--by", "later", required=True, metavar="LATER", help="Meeting that adopts them.")
@json_option
def adopt(file: Path, meeting: str, later: str, as_json: bool) -> None:
    """Adopt the minutes of a MEETING by a later one; from then on they are locked."""
    with writing(file) as books:
        row, by = meeting_of(books, meeting), meeting_of(books, later)
        books.do(adopt_minutes, row.id, by.id)
    said = _("The minutes of {meeting} were adopted by {later}.")
    printed(
        as_json,
        {"meeting": row.reference, "adopted_by": by.reference, "adopted_on": by.held_on},
        [said.format(meeting=row.reference, later=by.reference)],
    )


@meetings.command(epilog=MEETING_HELP)
@click.argument("file", type=FILE)
@click.argument("meeting")
@json_option
def show(file: Path, meeting: str, as_json: bool) -> None:
    """Show a whole MEETING; as JSON in the shape that `record` reads."""
    with reading(file) as books:
        facts = books.ask(get_meeting, meeting_of(books, meeting).id)
    printed(as_json, record_of(facts), _lines(facts))


def _lines(facts: MeetingFacts) -> list[str]:
    totals = facts.totals
    lines = [
        f"{facts.title} ({facts.reference}), {_(STATUSES[facts.status])}",
        _("Present {present}, by proxy {represented}, votes {votes} of {voters} members").format(
            present=count(totals.present),
            represented=count(totals.represented),
            votes=count(totals.votes),
            voters=count(totals.voters),
        ),
    ]
    for item in facts.items:
        lines.append(f"{item.number:3}  {item.title}")
        for vote in item.votes:
            counted = f"{vote.ballots.votes_for}–{vote.ballots.votes_against}"
            if vote.method == ACCLAMATION:
                counted = _("by acclamation")
            outcome = _(OUTCOMES[vote.outcome])
            parts = (vote.resolution, vote.proposal, counted, outcome, vote.explanation)
            lines.append("     " + " · ".join(part for part in parts if part))
    return lines


@meetings.command("list")
@click.argument("file", type=FILE)
@save_option
@json_option
def list_all(file: Path, output: Path | None, as_json: bool) -> None:
    """List all meetings in the order of time."""
    with reading(file) as books:
        rows = books.ask(list_meetings)
        headings = ["", _("Meeting"), _("Date"), _("Stage"), _("Present"), _("Resolutions")]
        cells = [
            (
                row.position,
                row.title,
                row.held_on,
                _(STATUSES[row.status]),
                row.present,
                row.resolutions,
            )
            for row in rows
        ]
        lines = listed(books, _("Meetings"), headings, cells, output)
    printed(
        as_json,
        {
            "meetings": [
                {
                    "number": row.position,
                    "meeting": row.reference,
                    "body": row.body,
                    "title": row.title,
                    "held_on": row.held_on,
                    "place": row.place,
                    "status": row.status,
                    "present": row.present,
                    "resolutions": row.resolutions,
                }
                for row in rows
            ]
        },
        lines,
    )


@meetings.command()
@click.argument("file", type=FILE)
@save_option
@json_option
def resolutions(file: Path, output: Path | None, as_json: bool) -> None:
    """Show the register of resolutions in order of number."""
    with reading(file) as books:
        rows = books.ask(list_decisions)
        headings = [_("Number"), _("Date"), _("Outcome"), _("Resolution")]
        cells = [
            (
                row.number,
                row.decided_on,
                _(OUTCOMES.get(row.outcome, row.outcome)),
                row.text or row.subject,
            )
            for row in rows
        ]
        lines = listed(books, _("Resolutions"), headings, cells, output)
    printed(
        as_json,
        {
            "resolutions": [
                {
                    "number": row.number,
                    "decided_on": row.decided_on,
                    "subject": row.subject,
                    "text": row.text,
                    "majority": row.rule,
                    "outcome": row.outcome,
                    "for": row.votes_for,
                    "against": row.votes_against,
                    "blank": row.votes_blank,
                    "invalid": row.votes_invalid,
                }
                for row in rows
            ]
        },
        lines,
    )


@meetings.command()
@click.option(
    "--majority", default="absolute", show_default=True,
    help="absolute, unanimous, or a part as 2/3.",
)  # fmt: skip
@click.option("--blank-counts", is_flag=True, help="A blank vote is a vote cast.")
@click.option("--for", "votes_for", type=int, default=0, help="Votes in favour.")
@click.option("--against", "votes_against", type=int, default=0, help="Votes against.")
@click.option("--blank", "votes_blank", type=int, default=0, help="Blank votes.")
@click.option("--invalid", "votes_invalid", type=int, default=0, help="Invalid votes.")
@json_option
def outcome(majority: str, blank_counts: bool, as_json: bool, **counts: int) -> None:
    """Say what a vote comes to by the rule alone; no file is needed."""
    came = outcome_of(Ballots(**counts), VoteRule(majority, blank_counts))
    said = _("{outcome}: {votes} of {cast} votes cast, {needed} needed.")
    printed(
        as_json,
        {"outcome": came.outcome, "cast": came.cast, "needed": came.needed},
        [
            said.format(
                outcome=_(OUTCOMES[came.outcome]),
                votes=count(counts["votes_for"]),
                cast=count(came.cast),
                needed=count(came.needed),
            )
        ],
    )


# ------------------------------------------------------------------------------ papers


@meetings.command(epilog=MEETING_HELP)
@click.argument("file", type=FILE)
@click.argument("meeting")
@paper_options
@json_option
def agenda(file: Path, meeting: str, as_json: bool, **how: Any) -> None:
    """Print the convocation of a MEETING with its agenda and a proxy form as PDF."""
    _print(convocation, file, meeting, as_json, **how)


@meetings.command(epilog=MEETING_HELP)
@click.argument("file", type=FILE)
@click.argument("meeting")
@paper_options
@json_option
def attendance(file: Path, meeting: str, as_json: bool, **how: Any) -> None:
    """Print the attendance list of a MEETING as PDF."""
    _print(attendance_list, file, meeting, as_json, **how)


@meetings.command(epilog=MEETING_HELP)
@click.argument("file", type=FILE)
@click.argument("meeting")
@paper_options
@json_option
def minutes(file: Path, meeting: str, as_json: bool, **how: Any) -> None:
    """Print the minutes of a MEETING as PDF."""
    _print(print_minutes, file, meeting, as_json, **how)


@meetings.command(epilog=MEETING_HELP)
@click.argument("file", type=FILE)
@click.argument("meeting")
@click.option("-o", "--output", type=FILE, required=True, metavar="ICS", help="File to write.")
@click.option("--cancelled", is_flag=True, help="Takes the meeting out of calendars again.")
@language_option
@json_option
def calendar(
    file: Path, meeting: str, output: Path, cancelled: bool, spoken: str | None, as_json: bool
) -> None:
    """Write the date of a MEETING for the calendars of the members."""
    with reading(file) as books:
        row = meeting_of(books, meeting)
        save_calendar(books, row.id, output, tongue(spoken), cancelled=cancelled)
    plain = {"meeting": row.reference, "file": str(output), "cancelled": cancelled}
    printed(as_json, plain, [_("{path}: {meeting}").format(path=output, meeting=row.title)])


def _print(
    made_by: Callable[[PaperFacts, Printing], Built],
    file: Path,
    meeting: str,
    as_json: bool,
    output: Path,
    spoken: str | None,
    large: bool,
) -> None:
    with reading(file) as books:
        row = meeting_of(books, meeting)
        facts = books.ask(get_papers, row.id)
    built = made_by(facts, Printing(clock().date(), tongue(spoken), large))
    lines = write_pdf(output, built.pdf, built.pages, built.problems)
    plain = {"meeting": row.reference, "file": str(output), "pages": built.pages}
    printed(as_json, plain, lines)


# ------------------------------------------------------------------------------ which meeting


def meeting_of(books: Books, text: str) -> MeetingRow:
    """The meeting that is meant by a date, a reference or a number; Refused with the choices."""
    rows = books.ask(list_meetings)
    found = _meant(rows, text.strip(), books.today())
    if len(found) == 1:
        return found[0]
    shown = ", ".join(f"{row.position}: {row.reference}" for row in (found or rows[-5:])) or "–"
    sentence = N_("There is no meeting “{text}”. Choose one by its date or number: {choices}.")
    if found:
        sentence = N_("“{text}” is more than one meeting. Choose one by its number: {choices}.")
    raise refuse("meeting.unknown", sentence, field="meeting", text=text, choices=shown)


def _meant(rows: list[MeetingRow], text: str, today: date) -> list[MeetingRow]:
    if text.isdecimal():
        return [row for row in rows if str(row.position) == text]
    body = ""
    if (match := _REFERENCE.fullmatch(text)) and match[1].upper() in {row.body for row in rows}:
        body, text = match[1].upper(), match[2]
    try:
        day = parse_date(text, today)
    except Refused:
        return []
    return [row for row in rows if row.held_on == day and row.body == (body or row.body)]
