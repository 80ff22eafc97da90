"""The operation that records a whole meeting at once, all of it or nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from coopadmin.cooperative.queries import (
    StatutesRow,
    get_statutes,
    list_resolutions,
    next_resolution,
    resolution_number,
)
from coopadmin.kernel.problem import N_, Problem, Term
from coopadmin.meetings.agenda import NewItem
from coopadmin.meetings.facts import MeetingRow, VoterRow, totals_of
from coopadmin.meetings.model import ActionItem, Attendance, Meeting
from coopadmin.meetings.presence import (
    attendance_rows,
    check_attendance,
    check_guest,
    check_proxies,
    proxy_row,
)
from coopadmin.meetings.queries import (
    get_meeting,
    list_meetings,
    people_by_number,
    voters_on,
)
from coopadmin.meetings.record import NewMeetingRecord, RecordedVote, Who
from coopadmin.meetings.rules import (
    ADOPTED,
    HELD,
    OUTCOMES,
    PREPARATION,
    STATUSES,
    NewAction,
    NewProxy,
    Sitting,
    check_action,
    check_adoption,
    check_held,
)
from coopadmin.meetings.service import add_meeting, adopt, check_new, explained, named
from coopadmin.meetings.voting import Judged, judge, keep_vote
from coopadmin.people.queries import list_people
from coopadmin.store.work import Work, operation

_NUMBER = re.compile(r"([A-Z0-9]+)-(\d{4})-(\d{2,4})", re.ASCII)


@operation(
    "meetings.record", N_("Record meeting"), N_("{who} recorded a meeting held earlier: {about}")
)
def record_meeting(work: Work, record: NewMeetingRecord) -> int:
    """A meeting with agenda, attendance, proxies, votes, minutes and actions; gives its id.

    All problems are given at once, each under its path in the record (`votes.2.outcome`).
    Questions are answered by the `explanation` they lead to, or by an answer.
    """
    people = _people_of(work, record)
    before = check_new(work, record.meeting, record.items)
    judged = _judged(work, record, people)
    work.check(
        (
            *before,
            *_check_status(work, record),
            *_check_people(work, record, people),
            *(problem for _each, verdict in judged for problem in verdict.problems),
            *_check_numbers(work, record, judged),
            *_check_actions(record),
        )
    )
    new = replace(
        record.meeting,
        chair_id=people.person(record.chair),
        minute_taker_id=people.person(record.minute_taker),
    )
    meeting = add_meeting(work, explained(work, new, before), record.items)
    meeting.status = record.status
    _keep(work, meeting, record, people, judged)
    work.about = named(meeting)
    return meeting.id


@dataclass(frozen=True)
class _People:
    """Who is meant by the numbers and names of a record, on the day of its meeting."""

    voters: Mapping[int, VoterRow]
    numbers: Mapping[int, int]
    names: Mapping[str, Sequence[int]]

    def person(self, who: Who | None) -> int | None:
        if isinstance(who, str):
            found = self.names[who]
            return found[0] if len(found) == 1 else None
        return None if who is None else self.numbers.get(who)

    def voting(self, number: int) -> int | None:
        """The person with this number, when a member on the day of the meeting."""
        person_id = self.numbers.get(number)
        return person_id if person_id in self.voters else None

    def check(self, number: int, day: date, path: str) -> Iterator[Problem]:
        if number not in self.numbers:
            yield Problem(
                "record.no_number",
                N_("Nobody has member number {number}. Correct it, or enter a guest."),
                {"number": number},
                path,
            )
        elif self.numbers[number] not in self.voters:
            yield Problem(
                "record.no_member",
                N_("Number {number} was not a member on {day}. Correct it, or enter a guest."),
                {"number": number, "day": day},
                path,
            )


def _people_of(work: Work, record: NewMeetingRecord) -> _People:
    leading = (record.chair, record.minute_taker)
    numbers = {each for each in leading if isinstance(each, int)} | set(record.attendance)
    numbers |= {number for each in record.proxies for number in (each.grantor, each.holder)}
    known = people_by_number(work.session, numbers)
    casting = [known.get(number, 0) for number in record.casting]
    return _People(
        voters_on(work.session, record.meeting.held_on, casting, record.meeting.body),
        known,
        _named(work, {each for each in leading if isinstance(each, str)}),
    )


def _named(work: Work, names: Collection[str]) -> dict[str, list[int]]:
    """Who is called exactly so, by the name as it is spoken."""
    found: dict[str, list[int]] = {name: [] for name in names}
    for person in list_people(work.session) if names else ():
        if person.name in found:
            found[person.name].append(person.id)
    return found


# ------------------------------------------------------------------------------ checks


def _check_people(work: Work, record: NewMeetingRecord, people: _People) -> Iterator[Problem]:
    day = record.meeting.held_on
    for name, who in (("chair", record.chair), ("minute_taker", record.minute_taker)):
        if who is not None and people.person(who) is None:
            yield Problem(
                "record.nobody",
                N_(
                    "“{who}” is not one person in this file. Give the member number, or the name as"
                    " it is written there."
                ),
                {"who": who},
                name,
            )
    for place, number in enumerate(record.attendance, 1):
        yield from people.check(number, day, f"attendance.{place}")
    present = [person for number in record.attendance if (person := people.voting(number))]
    yield from _at("attendance", check_attendance(present, people.voters, set(), day))
    for place, guest in enumerate(record.guests, 1):
        yield from _at(f"guests.{place}", check_guest(guest))
    for place, proxy in enumerate(record.proxies, 1):
        yield from people.check(proxy.grantor, day, f"proxies.{place}.grantor")
        yield from people.check(proxy.holder, day, f"proxies.{place}.holder")
    most = get_statutes(work.session, day).proxies_per_holder
    yield from check_proxies(_proxies(record, people), people.voters, set(present), {}, most)


def _proxies(record: NewMeetingRecord, people: _People) -> list[NewProxy]:
    found = []
    for each in record.proxies:
        grantor, holder = people.voting(each.grantor), people.voting(each.holder)
        if grantor is not None and holder is not None:
            found.append(NewProxy(grantor, holder, each.instruction))
    return found


def _check_status(work: Work, record: NewMeetingRecord) -> Iterator[Problem]:
    if record.status not in STATUSES:
        yield Problem(
            "record.status",
            N_("“{status}” is not a stage of a meeting. Choose one of: {choices}."),
            {"status": record.status, "choices": ", ".join(STATUSES)},
            "status",
        )
        return
    if record.status != PREPARATION or record.attendance or record.votes:
        yield from check_held(record.meeting.held_on, work.today)
    if (record.status == ADOPTED) != bool(record.adopted_by):
        yield Problem(
            "record.adopted_by",
            N_("Minutes are adopted by a later meeting: give both “adopted” and “adopted_by”."),
            field="adopted_by",
        )
    elif record.adopted_by:
        later = _adopting(work, record)
        if later is None:
            yield Problem(
                "record.no_later",
                N_("The meeting {reference} is not in this file. Record it first."),
                {"reference": record.adopted_by},
                "adopted_by",
            )
        else:
            here = Sitting(0, record.meeting.body, record.meeting.held_on, HELD)
            theirs = Sitting(later.id, later.body, later.held_on, later.status)
            yield from check_adoption(here, theirs, work.today)


def _adopting(work: Work, record: NewMeetingRecord) -> MeetingRow | None:
    rows = list_meetings(work.session)
    return next((row for row in rows if row.reference == record.adopted_by), None)


def _check_actions(record: NewMeetingRecord) -> Iterator[Problem]:
    for place, action in enumerate(record.actions, 1):
        path = f"actions.{place}"
        yield from _at(path, check_action(NewAction(action.text, action.who)))
        if action.item is not None:
            yield from _check_item(action.item, record, path)


def _check_item(number: int, record: NewMeetingRecord, path: str) -> Iterator[Problem]:
    if not 1 <= number <= len(record.items):
        yield Problem(
            "record.no_item",
            N_("There is no agenda item {number}; the agenda has {items}."),
            {"number": number, "items": len(record.items)},
            f"{path}.item",
        )


def _at(path: str, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The same problems with the field under its whole path in the record."""
    for each in problems:
        name = (each.field or "").removeprefix("votes_")
        yield replace(each, field=f"{path}.{name}" if name else path)


# ------------------------------------------------------------------------------ votes


def _judged(
    work: Work, record: NewMeetingRecord, people: _People
) -> list[tuple[RecordedVote, Judged]]:
    statutes = get_statutes(work.session, record.meeting.held_on)
    present = {person for number in record.attendance if (person := people.voting(number))}
    totals = totals_of(
        [people.voters[person].votes for person in present],
        [
            people.voters[proxy.grantor_id].votes
            for proxy in _proxies(record, people)
            if proxy.holder_id in present
        ],
        len(record.guests),
        sum(1 for row in people.voters.values() if row.votes),
    )
    found = []
    for place, each in enumerate(record.votes, 1):
        path = f"votes.{place}"
        astray = list(_check_item(each.item, record, path))
        item = NewItem("", "") if astray else record.items[each.item - 1]
        verdict = judge(
            each.vote,
            statutes,
            totals,
            kind=item.kind,
            proposal=item.proposal.strip() or item.title,
        )
        problems = (*astray, *_at(path, (*verdict.problems, *_check_told(each, verdict, statutes))))
        found.append((each, replace(verdict, problems=problems)))
    return found


def _check_told(each: RecordedVote, verdict: Judged, statutes: StatutesRow) -> Iterator[Problem]:
    """What the record says about the outcome is compared with the rules, never believed."""
    outcome = verdict.columns["outcome"]
    if outcome and each.outcome and each.outcome != outcome:
        yield Problem(
            "record.outcome",
            N_(
                "The record says “{told}”, and the counts under the statutes give “{outcome}”."
                " Correct the counts or the statutes."
            ),
            {
                "told": Term(OUTCOMES.get(each.outcome, each.outcome)),
                "outcome": Term(OUTCOMES[outcome]),
            },
            "outcome",
        )
    if each.blank_counts not in (None, statutes.blank_counts):
        yield Problem(
            "record.blank_counts",
            N_(
                "The record and the statutes differ on whether a blank vote is cast. Correct one of"
                " them."
            ),
            field="blank_counts",
        )


def _check_numbers(
    work: Work, record: NewMeetingRecord, judged: Sequence[tuple[RecordedVote, Judged]]
) -> Iterator[Problem]:
    """Numbers of resolutions that are on paper already are kept, as long as they are free."""
    taken = {row.number for row in list_resolutions(work.session)}
    body, year = record.meeting.body, record.meeting.held_on.year
    for place, (each, verdict) in enumerate(judged, 1):
        if not each.resolution:
            continue
        path = f"votes.{place}.resolution"
        sequence = sequence_of(each.resolution, body, year)
        if sequence is None or each.resolution != resolution_number(body, year, sequence):
            yield Problem(
                "record.resolution",
                N_("“{number}” is no resolution of this meeting. Its numbers look like {example}."),
                {"number": each.resolution, "example": resolution_number(body, year, 1)},
                path,
            )
        elif not verdict.decides:
            yield Problem(
                "record.undecided",
                N_("A tied vote on persons decides nothing, so it has no resolution yet."),
                field=path,
            )
        elif each.resolution in taken:
            yield Problem(
                "record.number_taken",
                N_("There is a resolution {number} already. Correct the number or leave it out."),
                {"number": each.resolution},
                path,
            )
        taken.add(each.resolution)


def sequence_of(number: str, body: str, year: int) -> int | None:
    """4 for `ALV-2026-04` of that body and year, else None."""
    match = _NUMBER.fullmatch(number)
    if match is None or (match[1], int(match[2])) != (body, year) or not int(match[3]):
        return None
    return int(match[3])


# ------------------------------------------------------------------------------ keeping


def _keep(
    work: Work,
    meeting: Meeting,
    record: NewMeetingRecord,
    people: _People,
    judged: Sequence[tuple[RecordedVote, Judged]],
) -> None:
    present = [people.numbers[number] for number in record.attendance]
    work.add_many(Attendance, attendance_rows(meeting.id, present, people.voters))
    for guest in record.guests:
        work.add(Attendance(meeting_id=meeting.id, guest=guest.strip(), votes=0))
    for proxy in _proxies(record, people):
        work.add(proxy_row(meeting.id, proxy, people.voters))
    items = get_meeting(work.session, meeting.id).items
    for (each, verdict), sequence in zip(judged, _sequences(work, meeting, judged), strict=True):
        keep_vote(work, meeting, items[each.item - 1], verdict, sequence)
    for action in record.actions:
        work.add(
            ActionItem(
                meeting_id=meeting.id,
                agenda_item_id=None if action.item is None else items[action.item - 1].id,
                text=action.text,
                who=action.who,
                due=action.due,
                done_on=action.done_on,
            )
        )
    later = _adopting(work, record) if record.adopted_by else None
    if later is not None:
        adopt(work, meeting, later.id, later.held_on)


def _sequences(
    work: Work, meeting: Meeting, judged: Sequence[tuple[RecordedVote, Judged]]
) -> Iterator[int]:
    """The numbers on paper, and for the other votes those that follow all of them."""
    body, year = meeting.body, meeting.held_on.year
    told = [sequence_of(each.resolution, body, year) for each, _verdict in judged]
    following = max([next_resolution(work.session, body, year), *(1 + (n or 0) for n in told)])
    for number, (_each, verdict) in zip(told, judged, strict=True):
        if number is not None:
            yield number
            continue
        yield following
        following += verdict.decides
