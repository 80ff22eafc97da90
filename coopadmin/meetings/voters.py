"""Who has how many votes in a meeting: members, households that vote as one, or directors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from coopadmin.meetings.facts import PersonFacts, VoterRow, shared_out
from coopadmin.meetings.model import Meeting
from coopadmin.meetings.rules import BODY_OF, GENERAL_MEETING
from coopadmin.members.model import Membership, MembershipKind
from coopadmin.members.rules import is_member_on
from coopadmin.members.suspended import count_voters, without_vote
from coopadmin.people.households import households_on
from coopadmin.people.model import Person
from coopadmin.people.names import sorted_name, spoken_name
from coopadmin.people.queries import NAME_COLUMNS, votes_in_body


def voters_on(
    session: Session, day: date, casting: Sequence[int] = (), body: str = GENERAL_MEETING
) -> dict[int, VoterRow]:
    """Every member on a day by person, in the order of a list of names, with own votes.

    A person with two memberships has the votes of the kind that carries most: the law knows one
    member once (BW 2:38(1)). Kinds without votes and who is suspended are in it with none. The
    votes of a household together are those of who comes first in `casting`. In a meeting of the
    board itself (`body`) the directors vote, none with more than the others together (BW 2:44).
    """
    if body in BODY_OF:
        return _directors(session, day, BODY_OF[body])
    rows = session.execute(
        select(Membership.id, Membership.person_id, Membership.number, MembershipKind.votes)
        .add_columns(Membership.kind_id, MembershipKind.shared_votes)
        .add_columns(*NAME_COLUMNS)
        .join(MembershipKind, MembershipKind.id == Membership.kind_id)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.since <= day, or_(Membership.until.is_(None), Membership.until >= day))
        .order_by(Person.sort_key, Membership.number)
    )
    silent = without_vote(session, [day])[day]
    homes = households_on(session, day)
    found: dict[int, VoterRow] = {}
    for row in rows:
        votes = 0 if row.id in silent else row.votes
        known = found.get(row.person_id)
        if known is None or known.votes < votes:
            who = person_of(row.person_id, row.number, row)
            home = homes.get(row.person_id) if row.shared_votes else None
            shares = None if home is None else (home, row.kind_id)
            found[row.person_id] = VoterRow(who, votes, present=False, shares=shares)
    return shared_out(found, casting)


def _directors(session: Session, day: date, body: str) -> dict[int, VoterRow]:
    votes = votes_in_body(session, body, day)
    people = people_of(session, votes, day)
    found = {each: VoterRow(people[each], own, present=False) for each, own in votes.items()}
    return dict(sorted(found.items(), key=lambda pair: pair[1].person.list_name.casefold()))


def person_of(person_id: int, number: int | None, row: Any) -> PersonFacts:
    """Somebody with the number that they had then."""
    return PersonFacts(person_id, number, spoken_name(row), sorted_name(row))


def people_of(
    session: Session, ids: Iterable[int | None], day: date
) -> dict[int | None, PersonFacts]:
    """Persons of a meeting, with the number they had on its day, or else their last one."""
    wanted = sorted({each for each in ids if each is not None})
    numbers: dict[int, int] = {}
    ranks: dict[int, tuple[bool, int, int]] = {}
    for row in session.execute(
        select(
            Membership.person_id,
            Membership.number,
            Membership.since,
            Membership.until,
            MembershipKind.votes,
        )
        .join(MembershipKind, MembershipKind.id == Membership.kind_id)
        .where(Membership.person_id.in_(wanted))
    ):
        runs = is_member_on(row.since, row.until, day)
        rank = (runs, row.votes, -row.number) if runs else (runs, 0, row.number)
        if row.person_id not in ranks or ranks[row.person_id] < rank:
            ranks[row.person_id], numbers[row.person_id] = rank, row.number
    return {
        row.id: person_of(row.id, numbers.get(row.id), row)
        for row in session.execute(select(Person.id, *NAME_COLUMNS).where(Person.id.in_(wanted)))
    }


def voters_by_meeting(session: Session, meetings: Sequence[Meeting]) -> dict[int, int]:
    """By meeting, how many have a vote in it."""
    general = [row for row in meetings if row.body not in BODY_OF]
    counted = count_voters(session, {row.held_on for row in general}) if general else {}
    return {row.id: counted[row.held_on] for row in general} | {
        row.id: len(votes_in_body(session, BODY_OF[row.body], row.held_on))
        for row in meetings
        if row.body in BODY_OF
    }
