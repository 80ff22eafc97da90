"""Operations on kinds of membership and memberships: admitting, ending, reading lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from sqlalchemy import func, select

from coopadmin.cooperative.queries import get_book_years, get_cooperative, get_statutes
from coopadmin.kernel.problem import refuse
from coopadmin.members.model import Membership, MembershipKind
from coopadmin.members.queries import (
    is_number_used,
    list_kinds,
    next_member_number,
    periods_of,
)
from coopadmin.members.rules import (
    ChangedKind,
    ChangedMembership,
    NewKind,
    NewMember,
    NewTermination,
    StartingKind,
    check_kind,
    check_membership,
    check_number,
    check_termination,
    last_day,
)
from coopadmin.members.selections import rename_in_selections
from coopadmin.people.model import Person
from coopadmin.people.names import spoken_name
from coopadmin.people.own_fields import list_own_fields
from coopadmin.people.own_filling import put_own
from coopadmin.people.own_rules import read_all
from coopadmin.people.rules import check_person
from coopadmin.people.service import add_person
from coopadmin.store.work import Work, operation
from coopadmin.words import N_, _


def prepare_kinds(work: Work, kinds: Sequence[StartingKind]) -> list[int]:
    """The kinds that a new file begins with, named in the language spoken now; gives their ids."""
    return work.add_many(
        MembershipKind,
        [
            {
                "name": _(kind.name),
                "votes": kind.votes,
                "covers_household": kind.covers_household,
                "shared_contribution": False,
                "shared_votes": False,
                "position": position,
                "in_use": True,
            }
            for position, kind in enumerate(kinds, 1)
        ],
    )


@operation(
    "members.add_kind",
    N_("Add kind of membership"),
    N_("{who} added the kind of membership {about}"),
)
def add_kind(work: Work, new: NewKind) -> int:
    """A kind of membership, last in the list; gives its id."""
    work.check(check_kind(new, [kind.name for kind in list_kinds(work.session)]))
    last = work.session.scalars(select(func.max(MembershipKind.position))).one() or 0
    row = work.add(MembershipKind(**{**asdict(new), "name": new.name.strip()}, position=last + 1))
    work.about = row.name
    return row.id


@operation(
    "members.change_kind",
    N_("Change kind of membership"),
    N_("{who} changed the kind of membership {about}"),
)
def change_kind(work: Work, changed: ChangedKind) -> None:
    """A kind as it is from now on; memberships keep it."""
    row = work.get(MembershipKind, changed.kind_id)
    others = [kind.name for kind in list_kinds(work.session) if kind.id != row.id]
    work.check(check_kind(changed.kind, others))
    rename_in_selections(work, "kind", row.name, changed.kind.name.strip())
    for name, value in asdict(changed.kind).items():
        setattr(row, name, value)
    row.name, row.position = row.name.strip(), changed.position
    work.about = row.name


@operation("members.admit", N_("Admit member"), N_("{who} admitted {about} as a member"))
def admit_member(work: Work, new: NewMember) -> int:
    """A membership of somebody new or known, with the next number; gives its id."""
    if new.person is None and new.person_id is None:
        raise refuse("member.nobody", N_("Choose who becomes a member."), field="person_id")
    kind = work.get(MembershipKind, new.kind_id)
    problems = read_all(list_own_fields(work.session), new.own, work.today)[1]
    if new.person is not None:
        problems += check_person(new.person, work.today)
    others = [] if new.person_id is None else periods_of(work.session, new.person_id)
    problems += check_membership(
        new.since, new.persons_covered, kind.covers_household, work.today, others
    )
    if new.number is not None:
        problems += check_number(new.number, is_number_used(work.session, new.number))
    work.check(problems)
    person_id = add_person(work, new.person) if new.person is not None else new.person_id
    assert person_id is not None
    put_own(work, person_id, new.own)
    row = work.add(
        Membership(
            number=new.number or next_member_number(work.session),
            person_id=person_id,
            kind_id=new.kind_id,
            payer_id=new.payer_id,
            since=new.since,
            since_estimated=new.since_estimated,
            until=None,
            end_ground="",
            notice_on=None,
            acknowledged_on=None,
            applied_on=new.applied_on,
            resolution_id=new.resolution_id,
            number_told_on=None,
            persons_covered=new.persons_covered,
            remark=new.remark.strip(),
        )
    )
    work.about = spoken_name(work.get(Person, person_id))
    return row.id


@operation("members.change", N_("Change membership"), N_("{who} changed the membership of {about}"))
def change_membership(work: Work, changed: ChangedMembership) -> None:
    """A membership as it is from now on; number, holder and end stay."""
    row = work.get(Membership, changed.membership_id)
    kind = work.get(MembershipKind, changed.kind_id)
    work.check(
        check_membership(
            changed.since,
            changed.persons_covered,
            kind.covers_household,
            work.today,
            periods_of(work.session, row.person_id, but=row.id),
            row.until,
        )
    )
    for name, value in asdict(changed).items():
        if name != "membership_id":
            setattr(row, name, value)
    row.remark = row.remark.strip()
    work.about = spoken_name(work.get(Person, row.person_id))


@operation("members.terminate", N_("End membership"), N_("{who} ended the membership of {about}"))
def terminate_membership(work: Work, new: NewTermination) -> date:
    """Note that a membership ends; gives its last day, computed by `rules.last_day`.

    A death is noted with the person too.
    """
    row = work.get(Membership, new.membership_id)
    person = work.get(Person, row.person_id)
    statutes = get_statutes(work.session, new.notice_on)
    ends = last_day(
        new,
        statutes.termination_days,
        get_book_years(work.session),
        get_cooperative(work.session).legal_form,
    )
    work.check(check_termination(new, row.since, row.until, ends))
    row.until, row.end_reason, row.notice_on = ends, new.reason, new.notice_on
    row.end_ground = new.ground
    if new.reason == "death" and person.death_date is None:
        person.death_date = ends
    work.about = spoken_name(person)
    return ends


@operation(
    "members.take_back_termination",
    N_("Take back end of membership"),
    N_("{who} took back the end of the membership of {about}"),
)
def take_back_termination(work: Work, membership_id: int) -> None:
    """The membership goes on as if no end had been noted."""
    row = work.get(Membership, membership_id)
    if row.until is None:
        raise refuse("termination.none", N_("No end of this membership is noted."))
    work.check(
        check_membership(
            row.since, 1, False, work.today, periods_of(work.session, row.person_id, but=row.id)
        )
    )
    person = work.get(Person, row.person_id)
    if row.end_reason == "death":
        person.death_date = None
    row.until, row.end_reason, row.notice_on = None, "", None
    row.end_ground, row.acknowledged_on = "", None
    work.about = spoken_name(person)
