"""People and memberships to charge and to work, made in bulk; ids by member number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from coopadmin.kernel.problem import N_
from coopadmin.members.model import Membership, MembershipKind
from coopadmin.people.model import Person
from coopadmin.people.rules import NewPerson, columns_of, tidied
from coopadmin.store import Books
from coopadmin.store.work import Work, operation


@dataclass(frozen=True)
class Member:
    """One member to make; `name` is prefix and surname behind a first name."""

    number: int
    name: str = ""
    kind: str = "Personal"
    since: date = date(2020, 1, 1)
    until: date | None = None
    payer: int | None = None


@operation("test.make_members", N_("Make members"))
def make_members(work: Work, wanted: Sequence[Member]) -> dict[int, int]:
    """Persons and memberships; gives person ids by member number."""
    kinds = {kind.name: kind.id for kind in work.session.scalars(select(MembershipKind))}
    for name in dict.fromkeys(member.kind for member in wanted):
        if name not in kinds:
            kinds[name] = work.add(
                MembershipKind(
                    name=name,
                    votes=1,
                    covers_household=False,
                    shared_contribution=False,
                    shared_votes=False,
                    position=len(kinds) + 1,
                    in_use=True,
                )
            ).id
    people = work.add_many(
        Person,
        [columns_of(tidied(_person(member)).person) for member in wanted],
    )
    persons = {member.number: row_id for member, row_id in zip(wanted, people, strict=True)}
    work.add_many(
        Membership,
        [
            {
                "number": member.number,
                "person_id": persons[member.number],
                "kind_id": kinds[member.kind],
                "payer_id": None if member.payer is None else persons[member.payer],
                "since": member.since,
                "since_estimated": False,
                "until": member.until,
                "end_reason": "" if member.until is None else "opzegging_lid",
                "notice_on": None,
                "applied_on": None,
                "resolution_id": None,
                "end_ground": "",
                "acknowledged_on": None,
                "number_told_on": None,
                "persons_covered": 1,
                "remark": "",
            }
            for member in wanted
        ],
    )
    return persons


def _person(member: Member) -> NewPerson:
    call_name, _blank, rest = (member.name or f"Lid Nummer{member.number}").partition(" ")
    words = rest.split()
    small = [word for word in words if word.islower()]
    return NewPerson(
        call_name=call_name,
        prefix=" ".join(small),
        surname=" ".join(word for word in words if word not in small),
    )


def make(books: Books, *wanted: Member) -> dict[int, int]:
    """Make these members; gives person ids by member number."""
    return books.do(make_members, wanted)


def kind_id(books: Books, name: str) -> int:
    """The id of a kind of membership."""

    def found(session: Session) -> int:
        return session.scalars(select(MembershipKind.id).where(MembershipKind.name == name)).one()

    return books.ask(found)
