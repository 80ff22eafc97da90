"""The papers of a meeting as PDF: convocation, attendance list and minutes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coopadmin.meetings.convocation import convocation
from coopadmin.meetings.facts import (
    ItemFacts,
    MeetingFacts,
    PaperFacts,
    PersonFacts,
    VoteFacts,
    VoterRow,
)
from coopadmin.meetings.papers import Printing, paper_of, presence, when_and_where
from coopadmin.meetings.rules import PREPARATION
from coopadmin.meetings.votes import ABSOLUTE, ACCEPTED, ACCLAMATION, TIED, UNANIMOUS
from coopadmin.paper import (
    CODE,
    DATE,
    NUMBER,
    Blanks,
    Block,
    Built,
    Column,
    Decision,
    Heading,
    Note,
    Number,
    Row,
    Span,
    Table,
    Text,
    Words,
    code,
    soft,
)
from coopadmin.paper.printing import build
from coopadmin.words import N_, _, count, date_long, ngettext, speaking

__all__ = ["Printing", "attendance_list", "convocation", "minutes"]

GUEST_LINES = 4


def attendance_list(facts: PaperFacts, how: Printing) -> Built:
    """All members of the day in order of surname, to sign before the meeting; afterwards marked."""
    meeting = facts.meeting
    with speaking(how.language):
        blocks: list[Block] = []
        subheading = when_and_where(meeting)
        if meeting.status == PREPARATION:
            subheading += ". " + _("Sign behind your name; hand in proxies here.")
        else:
            blocks.append(presence(meeting))
        blocks += [_voters(facts), *_guests(meeting)]
        return build(
            paper_of(
                facts, how, N_("Attendance list of the {title}"), blocks, subheading=subheading
            )
        )


def minutes(facts: PaperFacts, how: Printing) -> Built:
    """What was said and decided, item by item; a draft until a later meeting adopts it."""
    meeting = facts.meeting
    with speaking(how.language):
        blocks = [
            Row(_standing(meeting), [presence(meeting)]),
            *_around(meeting),
            *(_item(item) for item in meeting.items),
            *_actions(meeting),
            *_adoption(meeting),
        ]
        status = _("Draft")
        if meeting.adopted_on is not None:
            status = _("Adopted on {day}").format(day=date_long(meeting.adopted_on))
        return build(
            paper_of(
                facts,
                how,
                N_("Minutes of the {title}"),
                blocks,
                subheading=when_and_where(meeting),
                status=status,
            )
        )


# ------------------------------------------------------------------------------ attendance


def _voters(facts: PaperFacts) -> Block:
    return Table(
        [
            Column(_("Member"), CODE, width=14),
            Column(_("Name"), strong=True),
            Column(_("Proxy from"), width=32, ruled=True),
            Column(_("Votes"), NUMBER, strong=True, width=19, ruled=True),
            Column(_("Signature"), width=48, ruled=True),
        ],
        [_voter(row) for row in facts.voters],
        when_empty=_("There are no members on this day."),
        by_hand=True,
    )


def _voter(row: VoterRow) -> list[Words]:
    said = ""
    if row.present:
        said = _("present")
    elif row.represented_by is not None:
        said = _("proxy to {number}").format(number=_number(row.represented_by.number))
    return [
        _number(row.person.number),
        row.person.list_name,
        tuple(_codes(row.holds_for)),
        count(row.votes + row.proxy_votes),
        soft(said) if said else "",
    ]


def _codes(people: Sequence[PersonFacts]) -> Iterator[str | Span]:
    for place, person in enumerate(people):
        yield from [", "] * bool(place)
        yield code(_number(person.number))


def _number(number: int | None) -> str:
    return "" if number is None else f"{number:04d}"


def _guests(meeting: MeetingFacts) -> Iterator[Block]:
    blank = GUEST_LINES if meeting.status == PREPARATION else 0
    lines = [[guest.name, ""] for guest in meeting.guests] + [["", ""]] * blank
    if lines:
        yield Table(
            [Column(_("Guests"), strong=True), Column(_("Signature"), width=48, ruled=True)],
            lines,
            by_hand=True,
        )


# ------------------------------------------------------------------------------ minutes


def _standing(meeting: MeetingFacts) -> Note:
    if meeting.adopted_on is None:
        return Note(_("Draft"), _("To be adopted by a later meeting."), warn=True)
    day = date_long(meeting.adopted_on)
    return Note(_("Adopted"), _("In the meeting of {day}.").format(day=day))


def _around(meeting: MeetingFacts) -> Iterator[Block]:
    if meeting.convened_on is not None:
        days = (meeting.held_on - meeting.convened_on).days
        sent = ngettext(
            "Sent on {day}, one day before the meeting.",
            "Sent on {day}, {number} days before the meeting.",
            days,
        ).format(day=date_long(meeting.convened_on), number=count(days))
        said = " ".join(part for part in (sent, meeting.convocation_explanation) if part)
        yield Row(_("Convocation"), [Text(said)])
    elif meeting.convocation_explanation:
        yield Row(_("Convocation"), [Text(meeting.convocation_explanation)])
    if meeting.guests:
        yield Row(_("Guests"), [Text(", ".join(guest.name for guest in meeting.guests))])


def _item(item: ItemFacts) -> Block:
    body: list[Block] = [Heading(item.title)]
    if item.minutes:
        body.append(Text(item.minutes))
    return Row(Number(str(item.number)), [*body, *(_decision(vote) for vote in item.votes)])


def _decision(vote: VoteFacts) -> Block:
    number = _("Tied: no resolution")
    if vote.outcome != TIED:
        taken = (
            _("Resolution {number}")
            if vote.outcome == ACCEPTED
            else N_("Resolution {number}: rejected")
        )
        number = _(taken).format(number=vote.resolution)
    ballots = vote.ballots
    counts = [(_("For"), ballots.votes_for), (_("against"), ballots.votes_against)]
    rest = [
        (_("blank"), ballots.votes_blank),
        (_("invalid"), ballots.votes_invalid),
        (_("abstained"), ballots.votes_abstained),
    ]
    counts += [(name, votes) for name, votes in rest if votes]
    return Decision(
        number,
        vote.proposal,
        [] if vote.method == ACCLAMATION else [(name, count(votes)) for name, votes in counts],
        note=" · ".join(_remarks(vote)),
    )


def _remarks(vote: VoteFacts) -> Iterator[str]:
    if vote.method == ACCLAMATION:
        yield _("by acclamation")
    elif vote.majority == UNANIMOUS:
        yield _("unanimity needed")
    elif vote.majority != ABSOLUTE:
        yield _("majority of {part} needed").format(part=vote.majority)
    if vote.blank_counts and vote.ballots.votes_blank:
        yield _("blank votes count")
    if vote.by_lot:
        yield _("decided by lot")
    if vote.explanation:
        yield vote.explanation


def _actions(meeting: MeetingFacts) -> Iterator[Block]:
    if meeting.actions:
        yield Row(
            _("Action items"),
            [
                Table(
                    [Column(_("Action")), Column(_("Who")), Column(_("Before"), DATE)],
                    [
                        [each.text, each.who, date_long(each.due) if each.due else ""]
                        for each in meeting.actions
                    ],
                )
            ],
        )


def _adoption(meeting: MeetingFacts) -> Iterator[Block]:
    lines = [_("Chair"), _("Minute taker")]
    if meeting.adopted_on is None:
        lines.insert(0, _("Date"))
    yield Row(_("Adopted"), [Blanks(lines)])
