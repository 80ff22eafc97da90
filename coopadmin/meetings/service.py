"""Operations on meetings: planned, convened, held, their minutes inspected and adopted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from coopadmin.cooperative.model import Resolution
from coopadmin.cooperative.queries import get_statutes
from coopadmin.kernel.problem import N_, Problem, Strength, Term, refuse
from coopadmin.meetings.agenda import AMENDMENT, NewItem, check_item
from coopadmin.meetings.items import (
    add_action,
    add_item,
    change_action,
    change_item,
    complete_action,
    move_item,
    remove_action,
    remove_item,
    write_minutes,
)
from coopadmin.meetings.model import ActionItem, AgendaItem, Attendance, Meeting, Proxy, Vote
from coopadmin.meetings.presence import (
    record_attendance,
    record_guest,
    record_proxy,
    remove_attendance,
    revoke_proxy,
)
from coopadmin.meetings.queries import get_meeting, list_meetings
from coopadmin.meetings.rules import (
    ADOPTED,
    HELD,
    INSPECTION,
    LOCKED,
    PREPARATION,
    STATUSES,
    NewMeeting,
    Sitting,
    check_adoption,
    check_convocation,
    check_held,
    check_meeting,
    check_texts,
)
from coopadmin.meetings.votes import TIED
from coopadmin.meetings.voting import change_vote, record_vote, remove_vote, stands
from coopadmin.store.model import Lock
from coopadmin.store.work import Work, operation
from coopadmin.words import date_short

__all__ = [
    "add_action",
    "add_item",
    "adopt_minutes",
    "change_action",
    "change_item",
    "change_meeting",
    "change_vote",
    "check_meetings",
    "complete_action",
    "convene_meeting",
    "hold_meeting",
    "move_item",
    "offer_minutes",
    "plan_meeting",
    "record_attendance",
    "record_guest",
    "record_proxy",
    "record_vote",
    "remove_action",
    "remove_attendance",
    "remove_item",
    "remove_meeting",
    "remove_vote",
    "revoke_proxy",
    "write_minutes",
]

MINUTES = "minutes"
"""The kind of lock under which all rows of an adopted meeting fall."""


@operation("meetings.plan", N_("Plan meeting"), N_("{who} planned a meeting: {about}"))
def plan_meeting(work: Work, new: NewMeeting, items: Sequence[NewItem] = ()) -> int:
    """A meeting in preparation with its agenda; gives its id.

    Questions: `convocation.late` and `convocation.amendment_late`, answered by
    `new.convocation_explanation` or by an answer, which then is that explanation.
    """
    problems = check_new(work, new, items)
    work.check(problems)
    meeting = add_meeting(work, explained(work, new, problems), items)
    work.about = named(meeting)
    return meeting.id


@operation("meetings.change", N_("Change meeting"), N_("{who} changed a meeting: {about}"))
def change_meeting(work: Work, meeting_id: int, new: NewMeeting) -> None:
    """Other facts of a meeting; its day stays once people or votes are recorded for it."""
    meeting = work.get(Meeting, meeting_id)
    facts = get_meeting(work.session, meeting_id)
    problems = check_new(work, new, facts.items, meeting_id)
    if meeting.status != PREPARATION:
        problems += check_held(new.held_on, work.today)
    moved = (new.body, new.held_on) != (meeting.body, meeting.held_on)
    if moved and (facts.votes or facts.present):
        problems.append(
            Problem(
                "meeting.day_fixed",
                N_(
                    "Attendance and votes are recorded for {day}. Take those out before the meeting"
                    " moves."
                ),
                {"day": meeting.held_on},
                "held_on",
            )
        )
    work.check(problems)
    for name, value in asdict(explained(work, new, problems)).items():
        setattr(meeting, name, value)
    work.about = named(meeting)


@operation(
    "meetings.convene", N_("Record convocation"), N_("{who} recorded the convocation for {about}")
)
def convene_meeting(work: Work, meeting_id: int, on: date) -> None:
    """The convocation went out on a day; a late one is a question, its answer in the minutes."""
    meeting = work.get(Meeting, meeting_id)
    asked = replace(_as_new(meeting), convened_on=on, convocation_explanation="")
    problems = check_new(work, asked, get_meeting(work.session, meeting_id).items, meeting_id)
    work.check(problems)
    meeting.convened_on = on
    meeting.convocation_explanation = explained(work, asked, problems).convocation_explanation
    work.about = named(meeting)


@operation("meetings.hold", N_("Close meeting"), N_("{who} closed the meeting: {about}"))
def hold_meeting(work: Work, meeting_id: int, ends: str = "") -> None:
    """The meeting is over, at `21:14` where that is known."""
    meeting = work.get(Meeting, meeting_id)
    closed = replace(_as_new(meeting), ends=ends or meeting.ends)
    work.check(
        (
            *_check_status(meeting, PREPARATION),
            *check_held(meeting.held_on, work.today),
            *check_meeting(closed),
        )
    )
    meeting.ends, meeting.status = closed.ends, HELD
    work.about = named(meeting)


@operation(
    "meetings.offer_minutes",
    N_("Open minutes for inspection"),
    N_("{who} opened the minutes for inspection: {about}"),
)
def offer_minutes(work: Work, meeting_id: int) -> None:
    """The minutes are written, and the members may read them until they are adopted."""
    meeting = work.get(Meeting, meeting_id)
    work.check(_check_status(meeting, HELD))
    meeting.status = INSPECTION
    work.about = named(meeting)


@operation(
    "meetings.adopt",
    N_("Adopt minutes"),
    N_("{who} recorded that the minutes were adopted: {about}"),
)
def adopt_minutes(work: Work, meeting_id: int, by_id: int) -> None:
    """A later meeting of the same body adopts the minutes; from then on they are locked."""
    meeting, later = work.get(Meeting, meeting_id), work.get(Meeting, by_id)
    work.check(check_adoption(sitting(meeting), sitting(later), work.today))
    adopt(work, meeting, later.id, later.held_on)
    work.about = named(meeting)


@operation("meetings.remove", N_("Remove meeting"), N_("{who} removed a meeting: {about}"))
def remove_meeting(work: Work, meeting_id: int) -> None:
    """Take out a meeting that is still in preparation, with its agenda, lists and proxies."""
    meeting = work.get(Meeting, meeting_id)
    facts = get_meeting(work.session, meeting_id)
    if meeting.status != PREPARATION or facts.votes:
        raise refuse(
            "meeting.happened",
            N_("A meeting that was held, or that has votes, stays in the file."),
        )
    work.about = named(meeting)
    work.remove_many(ActionItem, [each.id for each in facts.actions])
    work.remove_many(Attendance, [each.id for each in facts.present])
    work.remove_many(Attendance, [each.id for each in facts.guests])
    work.remove_many(Proxy, [each.id for each in facts.proxies])
    work.remove_many(AgendaItem, [each.id for each in facts.items])
    work.remove_many(Meeting, [meeting_id])


# ------------------------------------------------------------------------------ soundness


def check_meetings(session: Session) -> Iterator[Problem]:
    """Every vote comes out as it was counted and has its resolution; adopted minutes are locked."""
    locked = set(session.scalars(select(Lock.key).where(Lock.kind == MINUTES)))
    for meeting in session.scalars(select(Meeting).order_by(Meeting.held_on)):
        if (meeting.status == ADOPTED) != (str(meeting.id) in locked):
            yield Problem(
                "check.minutes",
                N_(
                    "The minutes of {day} are adopted and not locked, or locked and not adopted."
                    " Restore a backup."
                ),
                {"day": meeting.held_on},
            )
    rows = session.execute(
        select(Vote, Resolution.outcome)
        .outerjoin(Resolution, Resolution.id == Vote.resolution_id)
        .order_by(Vote.id)
    )
    for vote, resolved in rows:
        if not stands(vote) or resolved != (None if vote.outcome == TIED else vote.outcome):
            yield Problem(
                "check.vote",
                N_("The vote on “{proposal}” differs from its count or resolution. Correct it."),
                {"proposal": vote.proposal},
            )


# ------------------------------------------------------------------------------ their parts


def add_meeting(work: Work, new: NewMeeting, items: Sequence[NewItem]) -> Meeting:
    """The rows of a meeting that was checked, in preparation, and of its agenda."""
    meeting = work.add(Meeting(**asdict(new), status=PREPARATION))
    work.add_many(
        AgendaItem,
        [
            {"meeting_id": meeting.id, "position": number, **asdict(item)}
            for number, item in enumerate(items, 1)
        ],
    )
    return meeting


def adopt(work: Work, meeting: Meeting, by_id: int, on: date) -> None:
    """Mark the minutes as adopted, and lock the meeting."""
    meeting.status, meeting.adopted_by_id, meeting.adopted_on = ADOPTED, by_id, on
    work.lock(MINUTES, str(meeting.id), LOCKED)


def sitting(meeting: Meeting) -> Sitting:
    return Sitting(meeting.id, meeting.body, meeting.held_on, meeting.status)


def named(meeting: Meeting) -> str:
    """How history names a meeting."""
    return f"{meeting.title}, {date_short(meeting.held_on)}"


def check_new(
    work: Work, new: NewMeeting, items: Sequence[Any], meeting_id: int | None = None
) -> list[Problem]:
    """All about a meeting as planned: itself, its agenda, its convocation, its only being once.

    `items` are new ones or those of a meeting that is in the file, under `meeting_id`.
    """
    statutes = get_statutes(work.session, new.held_on)
    problems = [*check_meeting(new), *check_texts(_texts(new))]
    for number, item in enumerate(items, 1):
        if meeting_id is None:
            problems += check_item(item, number)
            problems += check_texts(_texts(item, f"agenda.{number}."))
    for row in list_meetings(work.session):
        same = (row.body, row.held_on, row.begins) == (new.body, new.held_on, new.begins)
        if same and row.id != meeting_id:
            problems.append(
                Problem(
                    "meeting.double",
                    N_("There is a meeting on {day} at this time already: {title}."),
                    {"day": new.held_on, "title": row.title},
                    "held_on",
                )
            )
    if not new.convocation_explanation.strip():
        problems += check_convocation(
            new.held_on,
            new.convened_on,
            term_days=statutes.convocation_days,
            amendment_days=statutes.amendment_convocation_days,
            amends=any(item.kind == AMENDMENT for item in items),
        )
    return problems


def explained(work: Work, new: NewMeeting, problems: Sequence[Problem]) -> NewMeeting:
    """With the answers about a late convocation as its explanation; only after `work.check`."""
    asked = [each.code for each in problems if each.strength is Strength.QUESTION]
    answers = " ".join(work.answers[code].strip() for code in asked)
    return replace(new, convocation_explanation=new.convocation_explanation.strip() or answers)


def _texts(new: Any, prefix: str = "") -> dict[str, str]:
    values = {each.name: getattr(new, each.name) for each in fields(new)}
    return {prefix + name: text for name, text in values.items() if isinstance(text, str)}


def _as_new(meeting: Meeting) -> NewMeeting:
    return NewMeeting(**{each.name: getattr(meeting, each.name) for each in fields(NewMeeting)})


def _check_status(meeting: Meeting, wanted: str) -> Iterator[Problem]:
    if meeting.status != wanted:
        yield Problem(
            "meeting.status",
            N_("This meeting is at the stage “{status}”, so this cannot be done now."),
            {"status": Term(STATUSES[meeting.status])},
        )
