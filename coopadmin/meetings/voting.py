"""Operations on votes: counted, judged by the statutes of the day, made a numbered resolution."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

from coopadmin.cooperative.model import Resolution
from coopadmin.cooperative.queries import StatutesRow, get_statutes
from coopadmin.cooperative.rules import NewResolution
from coopadmin.cooperative.service import add_resolution
from coopadmin.kernel.problem import N_, Problem, Strength, refuse
from coopadmin.meetings.agenda import AMENDMENT
from coopadmin.meetings.facts import ItemFacts, Totals
from coopadmin.meetings.model import AgendaItem, Meeting, Vote
from coopadmin.meetings.queries import get_meeting, is_referred_to
from coopadmin.meetings.rules import check_texts
from coopadmin.meetings.votes import (
    ACCLAMATION,
    AMENDING,
    MATTERS,
    ORDINARY,
    PERSONS,
    REJECTED,
    SUBJECTS,
    TIED,
    Ballots,
    NewVote,
    Room,
    VoteRule,
    check_ballots,
    check_majority,
    check_vote,
    judged_outcome,
    settled,
)
from coopadmin.store.work import Work, operation


@dataclass(frozen=True)
class Judged:
    """A vote as the statutes see it: the columns to keep, and all that is wrong or unlikely."""

    columns: dict[str, Any]
    problems: tuple[Problem, ...]

    @property
    def decides(self) -> bool:
        """False for a tie on persons, which waits for a second vote or the lot."""
        return bool(self.columns["outcome"] != TIED)


@operation("meetings.record_vote", N_("Record vote"), N_("{who} recorded a vote: {about}"))
def record_vote(work: Work, item_id: int, new: NewVote) -> int:
    """A vote under an agenda item, with its outcome and its resolution; gives its id.

    Questions (`vote.more_ballots`, `vote.quorum`, `vote.electronic`) are answered by
    `new.explanation` or by an answer, which then is the explanation in the minutes.
    """
    item = work.get(AgendaItem, item_id)
    meeting = work.get(Meeting, item.meeting_id)
    judged = _judged(work, meeting, item, new)
    work.check((*_too_early(work, meeting), *judged.problems))
    row = keep_vote(work, meeting, item, judged)
    work.about = row.proposal
    return row.id


@operation("meetings.change_vote", N_("Correct vote"), N_("{who} corrected a vote: {about}"))
def change_vote(work: Work, vote_id: int, new: NewVote) -> None:
    """Other counts or another text for a recorded vote; its resolution keeps its number.

    Where the corrected vote decides nothing any more, the resolution goes and leaves a gap.
    """
    row = work.get(Vote, vote_id)
    meeting, item = work.get(Meeting, row.meeting_id), work.get(AgendaItem, row.agenda_item_id)
    judged = _judged(work, meeting, item, new)
    work.check(judged.problems)
    for name, value in explained(work, judged).items():
        setattr(row, name, value)
    resolution_id = row.resolution_id
    if not judged.decides:
        row.resolution_id = None
        _drop(work, resolution_id)
    elif resolution_id is None:
        row.resolution_id = add_resolution(work, _resolution(meeting, item, row))
    else:
        resolution = work.get(Resolution, resolution_id)
        for name, value in asdict(_resolution(meeting, item, row)).items():
            if name not in ("published_on", "follow_up"):
                setattr(resolution, name, value)
    work.about = row.proposal


@operation("meetings.remove_vote", N_("Remove vote"), N_("{who} removed a vote: {about}"))
def remove_vote(work: Work, vote_id: int) -> None:
    """Take out a vote and its resolution; the number of the resolution is not given again."""
    row = work.get(Vote, vote_id)
    work.about = row.proposal
    work.remove(row)
    _drop(work, row.resolution_id)


def judge(
    new: NewVote, statutes: StatutesRow, totals: Totals, *, kind: str, proposal: str
) -> Judged:
    """What the statutes make of a counted vote under an item of this kind and this proposal."""
    amends = kind == AMENDMENT or new.majority == AMENDING
    named = {ORDINARY: statutes.majority, AMENDING: statutes.amendment_majority}
    majority = named.get(new.majority or (AMENDING if amends else ORDINARY), new.majority)
    subject = new.subject or (PERSONS if kind == PERSONS else MATTERS)
    persons = subject == PERSONS
    room = Room(
        votes=totals.votes,
        voters_there=totals.voters_there,
        voters=totals.voters,
        quorum=statutes.amendment_quorum if amends else statutes.quorum,
        electronic_votes=statutes.electronic_votes,
    )
    problems = [
        *check_texts({"proposal": new.proposal, "explanation": new.explanation}),
        *check_ballots(new.ballots),
        *check_majority(majority),
    ]
    if subject not in SUBJECTS:
        problems.append(
            Problem(
                "vote.subject",
                N_("A vote is about matters or about persons, not about “{subject}”."),
                {"subject": subject},
                "subject",
            )
        )
    if problems:
        return Judged({"outcome": ""}, tuple(problems))
    by_rule = judged_outcome(new.method, new.ballots, VoteRule(majority, statutes.blank_counts))
    outcome = settled(by_rule.outcome, persons=persons, tie_on_persons=statutes.tie_on_persons)
    return Judged(
        {
            "proposal": new.proposal.strip() or proposal,
            "subject": subject,
            "method": new.method,
            "majority": majority,
            "blank_counts": statutes.blank_counts,
            **asdict(new.ballots),
            "outcome": new.lot or outcome,
            "by_lot": bool(new.lot),
            "explanation": new.explanation.strip(),
        },
        tuple(check_vote(new, room, persons=persons, outcome=by_rule.outcome)),
    )


def stands(row: Vote) -> bool:
    """Whether a kept vote has the outcome that its own counts and rule give."""
    ballots = Ballots(
        row.votes_for, row.votes_against, row.votes_blank, row.votes_invalid, row.votes_abstained
    )
    outcome = judged_outcome(row.method, ballots, VoteRule(row.majority, row.blank_counts)).outcome
    if row.by_lot:
        return outcome == TIED and row.outcome != TIED
    # What a tie became depends on the statutes of that day.
    return row.outcome == outcome or (outcome == TIED and row.outcome == REJECTED)


def explained(work: Work, judged: Judged) -> dict[str, Any]:
    """The columns with the answers that were given as explanation; only after `work.check`."""
    asked = [each.code for each in judged.problems if each.strength is Strength.QUESTION]
    answers = " ".join(work.answers[code].strip() for code in dict.fromkeys(asked))
    return {**judged.columns, "explanation": judged.columns["explanation"] or answers}


def keep_vote(
    work: Work,
    meeting: Meeting,
    item: AgendaItem | ItemFacts,
    judged: Judged,
    sequence: int | None = None,
) -> Vote:
    """Add a vote that was checked, and its resolution under its own or the next number."""
    row = Vote(meeting_id=meeting.id, agenda_item_id=item.id, **explained(work, judged))
    if judged.decides:
        new = _resolution(meeting, item, row)
        row.resolution_id = add_resolution(work, new, sequence)
    return work.add(row)


def _judged(work: Work, meeting: Meeting, item: AgendaItem, new: NewVote) -> Judged:
    facts = get_meeting(work.session, meeting.id)
    statutes = get_statutes(work.session, meeting.held_on)
    return judge(new, statutes, facts.totals, kind=item.kind, proposal=item.proposal or item.title)


def _too_early(work: Work, meeting: Meeting) -> list[Problem]:
    if meeting.held_on <= work.today:
        return []
    return [
        Problem(
            "vote.too_early",
            N_("This meeting is on {day}. Votes can be recorded from that day on."),
            {"day": meeting.held_on},
        )
    ]


def _resolution(meeting: Meeting, item: AgendaItem | ItemFacts, row: Vote) -> NewResolution:
    new = NewResolution(
        body=meeting.body,
        decided_on=meeting.held_on,
        subject=item.title,
        text=row.proposal,
        rule=row.majority,
        outcome=row.outcome,
    )
    if row.method == ACCLAMATION:
        return new
    return replace(
        new,
        votes_for=row.votes_for,
        votes_against=row.votes_against,
        votes_blank=row.votes_blank,
        votes_invalid=row.votes_invalid,
    )


def _drop(work: Work, resolution_id: int | None) -> None:
    if resolution_id is None:
        return
    if is_referred_to(work.session, resolution_id):
        raise refuse(
            "vote.resolution_used",
            N_("Something was done by this resolution. Take that back first."),
        )
    work.remove(work.get(Resolution, resolution_id))
