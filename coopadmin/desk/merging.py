"""Two entries that are one person become one: all that is not locked goes to the one that stays.

The other entry remains as an alias, because what is locked still names it. Every foreign key to a
person or a membership is named here; a test fails for one that is not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import product
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from coopadmin.activities.model import ActivityLead
from coopadmin.capital.model import CapitalMovement
from coopadmin.contributions.model import Charge
from coopadmin.cooperative.bookyears import DAY
from coopadmin.correspondence.model import CameBack, SentLetter
from coopadmin.desk.merge_rules import (
    MergedPeople,
    Ties,
    check_merge,
    filled_up,
    overlapping,
)
from coopadmin.desk.model import Erasure
from coopadmin.kernel.problem import N_, Problem, refuse
from coopadmin.ledger.model import Entry, OpenItem
from coopadmin.meetings.model import Attendance, Meeting, Proxy
from coopadmin.members.model import Application, FormerNumber, Membership, Sanction
from coopadmin.people.consenting import join_consents
from coopadmin.people.model import (
    Alias,
    Consent,
    DifferentPeople,
    HouseholdStay,
    OwnValue,
    Person,
    PersonNote,
    TermOfOffice,
)
from coopadmin.people.names import spoken_name
from coopadmin.people.own_filling import join_own
from coopadmin.people.rules import NewPerson, check_person, columns_of, tidied
from coopadmin.store.audit import models
from coopadmin.store.model import Lock
from coopadmin.store.schema import Stored
from coopadmin.store.work import Work, operation
from coopadmin.volunteers.model import HourEntry, VolunteerTask
from coopadmin.words import _

# What follows the person, row by row, where no lock binds it.
FOLLOWS: tuple[tuple[type[Stored], str], ...] = (
    (ActivityLead, "person_id"),
    (Alias, "of_id"),
    (Application, "person_id"),
    (Attendance, "person_id"),
    (CameBack, "person_id"),
    (CapitalMovement, "person_id"),
    (CapitalMovement, "to_person_id"),
    (Consent, "person_id"),
    (Entry, "person_id"),
    (Erasure, "person_id"),
    (FormerNumber, "person_id"),
    (HourEntry, "person_id"),
    (HouseholdStay, "person_id"),
    (Meeting, "chair_id"),
    (Meeting, "minute_taker_id"),
    (Membership, "payer_id"),
    (Membership, "person_id"),
    (OpenItem, "person_id"),
    (OwnValue, "person_id"),
    (PersonNote, "person_id"),
    (Proxy, "grantor_id"),
    (Proxy, "holder_id"),
    (SentLetter, "person_id"),
    (TermOfOffice, "person_id"),
    (VolunteerTask, "person_id"),
)
# What is kept for the entry that goes: that it was one, and whom it is not.
REMAINS: tuple[tuple[type[Stored], str], ...] = (
    (Alias, "person_id"),
    (DifferentPeople, "one_id"),
    (DifferentPeople, "other_id"),
)
# What follows a membership that does not stay.
OF_MEMBERSHIP: tuple[tuple[type[Stored], str], ...] = (
    (Application, "membership_id"),
    (Charge, "membership_id"),
    (Sanction, "membership_id"),
)
# Where one person can stand once only; the row of the one who stays is enough.
_ONCE: tuple[tuple[type[Stored], str], ...] = (
    (ActivityLead, "activity_id"),
    (VolunteerTask, "activity_id"),
    (HouseholdStay, "household_id"),
)


@dataclass(frozen=True)
class MergePlan:
    """What merging two people would do: the person as it will be, and rows that follow.

    `locked` rows stay with the alias; `memberships` are ids of memberships that run at one time,
    of which `stays` has to name one, `ended` numbers of those that remain and end; `problems` say
    why it cannot be.
    """

    person: NewPerson
    moves: dict[str, int]
    locked: int
    memberships: tuple[int, ...]
    ended: tuple[int, ...]
    problems: tuple[Problem, ...]


def plan_merge(session: Session, wanted: MergedPeople) -> MergePlan:
    """What merging would do; changes nothing."""
    kept, gone = (_person(session, each) for each in (wanted.kept_id, wanted.gone_id))
    rows = _following(session, wanted.gone_id)
    problems = tuple(check_merge(_ties(session, wanted), wanted))
    moves: dict[str, int] = {}
    for model, _column, free, _bound in rows:
        moves[model.__tablename__] = moves.get(model.__tablename__, 0) + len(free)
    return MergePlan(
        wanted.person or filled_up(kept, gone),
        {name: number for name, number in moves.items() if number},
        sum(len(bound) for *_rest, bound in rows),
        tuple(each.id for pair in _both(session, wanted) for each in pair),
        tuple(_ended(session, wanted)),
        problems,
    )


@operation(
    "desk.merge_people",
    N_("Merge two people"),
    N_("{who} put two entries of {about} together"),
)
def merge_people(work: Work, wanted: MergedPeople) -> int:
    """Two entries become the person `kept_id`; gives that id. Refused where it cannot be right."""
    session = work.session
    kept, gone = work.get(Person, wanted.kept_id), work.get(Person, wanted.gone_id)
    work.check(check_merge(_ties(session, wanted), wanted))
    person = wanted.person or filled_up(_values(kept), _values(gone))
    work.check(check_person(person, work.today))
    ended = _ended(session, wanted)
    _write_people(work, kept, gone, person)
    _drop_memberships(work, wanted)
    _drop_twice(work, wanted)
    join_consents(work, wanted.kept_id, wanted.gone_id)
    join_own(work, wanted.kept_id, wanted.gone_id)
    for model, column, free, _bound in _following(session, wanted.gone_id, ended):
        work.change_many(model, [{"id": row.id, column: wanted.kept_id} for row in free])
    _own_payers(work, wanted.kept_id)
    _apart(work, wanted)
    _owned(work, Person.__tablename__, wanted.gone_id, wanted.kept_id)
    return wanted.kept_id


def _write_people(work: Work, kept: Person, gone: Person, person: NewPerson) -> None:
    """Before anything is changed in bulk: that lets go of rows, whose old values are needed."""
    for name, value in columns_of(tidied(person).person).items():
        setattr(kept, name, value)
    work.about = spoken_name(kept)
    for name, value in columns_of(_only_named(_values(gone))).items():
        setattr(gone, name, value)
    work.add(Alias(person_id=gone.id, of_id=kept.id, merged_on=work.today))
    work.session.flush()


def _person(session: Session, person_id: int) -> NewPerson:
    row = session.get(Person, person_id)
    if row is None:
        raise refuse(
            "person.gone", N_("This person is not in the file any more. Open the screen again.")
        )
    return _values(row)


def _values(row: Person) -> NewPerson:
    return NewPerson(**{part.name: getattr(row, part.name) for part in fields(NewPerson)})


def _only_named(person: NewPerson) -> NewPerson:
    """Who remains as an alias has a name and no more: nobody writes to an alias."""
    names = (
        "nature salutation title initials first_names call_name prefix surname partner_prefix"
        " partner_surname name_usage organisation_name"
    ).split()
    return NewPerson(**{name: getattr(person, name) for name in names})


def _following(
    session: Session, person_id: int, ended: Collection[int] = ()
) -> list[tuple[type[Stored], str, list[Any], list[Any]]]:
    """By table and column, the rows that can follow, and those that stay.

    A lock binds those, or they are memberships that ended with the entry, by number.
    """
    held = {(lock.kind, lock.key) for lock in session.scalars(select(Lock))}
    found = []
    for model, column in FOLLOWS:
        rows = session.scalars(select(model).where(getattr(model, column) == person_id)).all()
        bound = [
            row
            for row in rows
            if not held.isdisjoint(model.lock_keys(row))
            or (isinstance(row, Membership) and column == "person_id" and row.number in ended)
        ]
        found.append((model, column, [row for row in rows if row not in bound], bound))
    return found


def _of(session: Session, model: type[Any], person_id: int) -> Sequence[Any]:
    return session.scalars(select(model).where(model.person_id == person_id)).all()


def _both(session: Session, wanted: MergedPeople) -> list[tuple[Membership, Membership]]:
    """Pairs of memberships of the two that run on at least one day together."""
    kept, gone = (_of(session, Membership, each) for each in (wanted.kept_id, wanted.gone_id))
    return [pair for pair in product(kept, gone) if overlapping(*map(_period, pair))]


def _period(row: Any) -> tuple[Any, Any]:
    if isinstance(row, Membership):
        return row.since, row.until
    return row.first, row.last


def _ties(session: Session, wanted: MergedPeople) -> Ties:
    ids = (wanted.kept_id, wanted.gone_id)
    following = _following(session, wanted.gone_id)
    free = {model: rows for model, column, rows, _bound in following if column == "person_id"}
    bound = {model for model, _column, _rows, rows in following if rows}
    known = {row.person_id for row in session.scalars(select(Alias)) if row.person_id in ids}
    meetings = {row.meeting_id for row in _of(session, Attendance, wanted.kept_id)}
    together = [row.meeting_id for row in free[Attendance] if row.meeting_id in meetings]
    proxies = session.scalars(
        select(Proxy.meeting_id).where(Proxy.grantor_id.in_(ids), Proxy.holder_id.in_(ids))
    ).all()
    grants = [
        set(session.scalars(select(Proxy.meeting_id).where(Proxy.grantor_id == each)))
        for each in ids
    ]
    terms = product(*(_of(session, TermOfOffice, each) for each in ids))
    stays = product(*(_of(session, HouseholdStay, each) for each in ids))
    transfers = session.scalars(
        select(CapitalMovement.id).where(
            CapitalMovement.person_id.in_(ids), CapitalMovement.to_person_id.in_(ids)
        )
    ).all()
    return Ties(
        kept=_person(session, wanted.kept_id),
        gone=_person(session, wanted.gone_id),
        is_alias=bool(known),
        memberships=tuple(
            ((one.id, one.number), (other.id, other.number))
            for one, other in _both(session, wanted)
        ),
        met_on=next(
            iter(session.scalars(select(Meeting.held_on).where(Meeting.id.in_(together)))), None
        ),
        proxies=bool(proxies) or not grants[0].isdisjoint(grants[1]),
        body=next(
            (one.body for one, other in terms if one.body == other.body and _runs(one, other)), ""
        ),
        two_households=any(
            one.household_id != other.household_id and _runs(one, other) for one, other in stays
        ),
        transferred=bool(transfers),
        locked_capital=CapitalMovement in bound,
        erased=session.scalars(select(Erasure.id).where(Erasure.person_id.in_(ids))).first()
        is not None,
    )


def _runs(one: Any, other: Any) -> bool:
    return overlapping(_period(one), _period(other))


def _dropped(session: Session, wanted: MergedPeople) -> Iterator[tuple[Membership, Membership]]:
    """Of memberships at one time, the one that goes and the one that stays."""
    for one, other in _both(session, wanted):
        yield (other, one) if one.id == wanted.stays else (one, other)


def _charged_both(session: Session, one: Membership, other: Membership) -> bool:
    """Whether both were charged for one year: then neither charge can go to the other one."""
    years = [
        set(session.scalars(select(Charge.book_year).where(Charge.membership_id == each.id)))
        for each in (one, other)
    ]
    return not years[0].isdisjoint(years[1])


def _ended(session: Session, wanted: MergedPeople) -> list[int]:
    """Numbers of memberships that stay with the alias and end, because they were charged too."""
    return [
        gone.number
        for gone, stays in _dropped(session, wanted)
        if _charged_both(session, gone, stays)
    ]


def _drop_memberships(work: Work, wanted: MergedPeople) -> None:
    for gone, stays in list(_dropped(work.session, wanted)):
        if _charged_both(work.session, gone, stays):
            _end(work, wanted, gone, stays)
            continue
        for model, column in OF_MEMBERSHIP:
            rows = work.session.scalars(select(model).where(getattr(model, column) == gone.id))
            work.change_many(model, [{"id": row.id, column: stays.id} for row in rows.all()])
        _owned(work, Membership.__tablename__, gone.id, stays.id)
        work.add(FormerNumber(number=gone.number, person_id=wanted.kept_id))
        work.remove_many(Membership, [gone.id])


def _end(work: Work, wanted: MergedPeople, gone: Membership, stays: Membership) -> None:
    """What years of before counted stays counted; from today on it is one membership."""
    yesterday = work.today - DAY
    if gone.until is None or gone.until > yesterday:
        gone.until, gone.end_reason = max(yesterday, gone.since), "unknown"
    about = _("The same person as member {number}.").format(number=f"{stays.number:04d}")
    gone.remark = " ".join(part for part in (gone.remark, about) if part)
    stays.person_id, gone.person_id = wanted.kept_id, wanted.gone_id
    work.session.flush()


def _drop_twice(work: Work, wanted: MergedPeople) -> None:
    """Where both stand in one list, the entry that stays is enough."""
    for model, column in _ONCE:
        known = {getattr(row, column): row for row in _of(work.session, model, wanted.kept_id)}
        twice = [
            row
            for row in _of(work.session, model, wanted.gone_id)
            if getattr(row, column) in known
            and (model is not HouseholdStay or _runs(row, known[getattr(row, column)]))
        ]
        for row in twice:
            _widen(known[getattr(row, column)], row)
        work.remove_many(model, [row.id for row in twice])


def _widen(known: Any, row: Any) -> None:
    """The earliest begin and the latest end of both."""
    for begin, end in (("since", "until"), ("first", "last")):
        if not hasattr(known, begin):
            continue
        begins, ends = ([getattr(each, name) for each in (known, row)] for name in (begin, end))
        setattr(known, begin, None if None in begins else min(begins))
        setattr(known, end, None if None in ends else max(ends))


def _own_payers(work: Work, person_id: int) -> None:
    own = work.session.scalars(
        select(Membership.id).where(
            Membership.person_id == person_id, Membership.payer_id == person_id
        )
    ).all()
    work.change_many(Membership, [{"id": each, "payer_id": None} for each in own])


def _apart(work: Work, wanted: MergedPeople) -> None:
    """Whom the entry that goes was found not to be, the one that stays is not either."""
    ids = (wanted.kept_id, wanted.gone_id)
    rows = work.session.scalars(
        select(DifferentPeople).where(
            or_(DifferentPeople.one_id.in_(ids), DifferentPeople.other_id.in_(ids))
        )
    ).all()
    wanted_pairs = {
        tuple(sorted(wanted.kept_id if each == wanted.gone_id else each for each in pair))
        for pair in ((row.one_id, row.other_id) for row in rows)
    }
    standing = {(row.one_id, row.other_id) for row in rows} & wanted_pairs
    work.remove_many(
        DifferentPeople, [row.id for row in rows if (row.one_id, row.other_id) not in standing]
    )
    for one, other in sorted(wanted_pairs - standing):
        if one != other:
            work.add(DifferentPeople(one_id=one, other_id=other))


def _owned(work: Work, table: str, gone: int, kept: int) -> None:
    """Files and whatever else belongs to rows of any table."""
    for model in models().values():
        if model.owner_columns is None:
            continue
        of_table, of_row = (getattr(model, name) for name in model.owner_columns)
        rows = work.session.scalars(select(model.id).where(of_table == table, of_row == gone))
        work.change_many(model, [{"id": each, of_row.key: kept} for each in rows.all()])


def chosen(one: NewPerson, other: NewPerson, taken: Sequence[str]) -> NewPerson:
    """The first, filled up with the second, with these fields `taken` from the second."""
    return replace(filled_up(one, other), **{name: getattr(other, name) for name in taken})
