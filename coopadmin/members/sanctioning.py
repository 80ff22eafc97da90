"""Operations on suspension and expulsion: imposed, lifted, appealed against, made final."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from coopadmin.cooperative.rules import NewResolution
from coopadmin.cooperative.service import add_resolution
from coopadmin.kernel.problem import refuse
from coopadmin.members.admission import BOARD
from coopadmin.members.model import Membership, Sanction
from coopadmin.members.sanctions import (
    OVERTURNED,
    STANDS,
    NewSanction,
    check_appeal,
    check_conclusion,
    check_sanction,
)
from coopadmin.members.suspended import list_sanctions, row_of
from coopadmin.people.model import Person
from coopadmin.people.names import spoken_name
from coopadmin.store.work import Work, operation
from coopadmin.words import N_, _


@operation(
    "members.suspend", N_("Suspend or expel"), N_("{who} recorded that {about} is suspended")
)
def suspend(work: Work, new: NewSanction) -> int:
    """A member is suspended, or expelled and suspended until that is final; gives the id."""
    member = work.get(Membership, new.membership_id)
    running = any(
        row.suspends(max(new.first, work.today))
        for row in list_sanctions(work.session, new.membership_id)
    )
    work.check(check_sanction(new, member.since, member.until, running=running))
    work.about = name = spoken_name(work.get(Person, member.person_id))
    row = work.add(Sanction(**{**asdict(new), "reasons": new.reasons.strip()}))
    row.resolution_id = new.resolution_id or _decided(work, new, name)
    return row.id


@operation("members.appeal", N_("Record appeal"), N_("{who} recorded the appeal of {about}"))
def record_appeal(work: Work, sanction_id: int, appealed_on: date) -> None:
    """Who was expelled asks the general meeting to decide (BW 2:35)."""
    row = work.get(Sanction, sanction_id)
    work.check(check_appeal(row_of(row), appealed_on))
    row.appealed_on = appealed_on
    work.about = _holder(work, row)


@operation(
    "members.conclude_sanction",
    N_("Conclude suspension or expulsion"),
    N_("{who} recorded how the suspension of {about} ended"),
)
def conclude_sanction(work: Work, sanction_id: int, day: date, outcome: str = "") -> None:
    """The last day of a suspension; of an expulsion with `outcome` stands or overturned.

    An expulsion that stands ends the membership on that day.
    """
    row = work.get(Sanction, sanction_id)
    if row.expels and outcome not in (STANDS, OVERTURNED):
        raise refuse(
            "sanction.outcome",
            N_("Say whether the expulsion stands or was overturned."),
            field="outcome",
        )
    work.check(check_conclusion(row_of(row), day, outcome))
    row.last, row.outcome = day, outcome if row.expels else ""
    if row.outcome == STANDS:
        member = work.get(Membership, row.membership_id)
        if member.until is None or member.until > day:
            member.until, member.end_reason, member.end_ground = day, "expulsion", ""
            member.notice_on = row.told_on
    work.about = _holder(work, row)


def _decided(work: Work, new: NewSanction, name: str) -> int:
    subject = _("Expulsion of {name}") if new.expels else _("Suspension of {name}")
    made = NewResolution(
        BOARD, new.first, subject.format(name=name), "", rule="absolute", outcome="accepted"
    )
    return add_resolution(work, made)


def _holder(work: Work, row: Sanction) -> str:
    member = work.get(Membership, row.membership_id)
    return spoken_name(work.get(Person, member.person_id))
