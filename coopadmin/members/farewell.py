"""Operations at the end of a membership: notice acknowledged, a death and all that it ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from coopadmin.kernel.calendar import Period
from coopadmin.kernel.problem import N_, Problem
from coopadmin.members.model import Membership
from coopadmin.members.queries import MemberRow, memberships_of, paid_by
from coopadmin.members.rules import check_acknowledged
from coopadmin.people.householding import end_stays
from coopadmin.people.model import Person, TermOfOffice
from coopadmin.people.names import spoken_name
from coopadmin.people.queries import officers_of_year
from coopadmin.people.rules import NO_POST, ORGANISATION
from coopadmin.store.work import Work, operation


@dataclass(frozen=True)
class NewDeath:
    """Somebody died on a day, heard of on `noted_on`."""

    person_id: int
    died_on: date
    noted_on: date


@operation(
    "members.acknowledge",
    N_("Acknowledge termination"),
    N_("{who} recorded that the notice of {about} was acknowledged"),
)
def acknowledge_termination(work: Work, membership_id: int, acknowledged_on: date) -> None:
    """The day on which the board acknowledged notice in writing (BW 2:61 asks it of W.A., B.A.)."""
    row = work.get(Membership, membership_id)
    work.check(check_acknowledged(row.end_reason, row.notice_on, acknowledged_on))
    row.acknowledged_on = acknowledged_on
    work.about = spoken_name(work.get(Person, row.person_id))


@operation("members.note_death", N_("Note death"), N_("{who} noted the death of {about}"))
def note_death(work: Work, new: NewDeath) -> None:
    """Everything that a death ends: memberships, offices, household, post, paying for others.

    What was paid in and what is open stays as it is, for the heirs.
    """
    person = work.get(Person, new.person_id)
    running = [
        member
        for member in memberships_of(work.session, person.id)
        if member.until is None or member.until > new.died_on
    ]
    work.check(_check_death(person, running, new, work.today))
    person.death_date = new.died_on
    person.convocation_by, person.convocation_consent_on = NO_POST, None
    for member in running:
        row = work.get(Membership, member.membership_id)
        row.until, row.end_reason, row.end_ground = new.died_on, "death", ""
        row.notice_on, row.acknowledged_on = new.noted_on, None
    for membership_id in paid_by(work.session, person.id):
        work.get(Membership, membership_id).payer_id = None
    end_stays(work, person.id, new.died_on)
    for term in officers_of_year(work.session, Period(new.died_on, date.max)):
        if term.person_id == person.id:
            office = work.get(TermOfOffice, term.term_id)
            office.last = max(new.died_on, office.first)
    work.about = spoken_name(person)


def _check_death(
    person: Person, running: Sequence[MemberRow], new: NewDeath, today: date
) -> Iterator[Problem]:
    """A person, who died once, not before birth or the begin of a membership, nor tomorrow."""
    if person.nature == ORGANISATION:
        yield Problem(
            "death.organisation",
            N_("An organisation does not die. End its membership as dissolved."),
            field="reason",
        )
    if person.death_date is not None:
        yield Problem(
            "death.twice",
            N_("The death of this person is noted already: {day}."),
            {"day": person.death_date},
            "died_on",
        )
    if new.died_on > today:
        yield Problem("death.future", N_("This day is still to come."), field="died_on")
    if person.birth_date is not None and new.died_on < person.birth_date:
        yield Problem(
            "death.before_birth",
            N_("The date of death lies before the date of birth."),
            field="died_on",
        )
    for member in running:
        if member.since > new.died_on:
            yield Problem(
                "death.before_begin",
                N_("The membership began on {since}. It cannot end on {ends}."),
                {"since": member.since, "ends": new.died_on},
                "died_on",
            )
