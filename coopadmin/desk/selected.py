"""Whom a selection takes on a day: one statement over all features, whatever it asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, case, extract, func, or_, select, union
from sqlalchemy import type_coerce as coerce
from sqlalchemy.orm import Session

from coopadmin.activities.model import Activity, ActivityLead
from coopadmin.capital.model import CapitalMovement
from coopadmin.capital.rules import INCREASES, TWO_SIDED
from coopadmin.contributions.model import Charge
from coopadmin.kernel.calendar import add_months
from coopadmin.kernel.folding import normalised
from coopadmin.kernel.problem import Problem, Refused
from coopadmin.ledger.model import OpenItem, Settlement
from coopadmin.meetings.model import Attendance, Meeting
from coopadmin.members.jubilees import JUBILEE_MONTHS
from coopadmin.members.model import Membership, MembershipKind
from coopadmin.members.queries import MemberRow, list_kinds, list_members, matching
from coopadmin.members.selection_rules import Selection, check_selection, not_there
from coopadmin.people.consents import PurposeRow, list_purposes, who_consented
from coopadmin.people.model import Alias, HouseholdStay, Person, PersonNote, TermOfOffice
from coopadmin.people.own_fields import list_own_fields, who_has
from coopadmin.people.own_rules import OwnFieldRow, read_own
from coopadmin.people.rules import BODIES, NATURAL
from coopadmin.volunteers.model import HourEntry, VolunteerTask

Condition = ColumnElement[bool]


def people_of_selection(session: Session, selection: Selection, on: date) -> list[MemberRow]:
    """Everybody whom a selection takes on a day, each once, sorted by surname.

    Of somebody with several memberships that it takes, the last one. Refused when it asks for a
    kind, an activity or a group that is not in the file.
    """
    rows = list_members(session, on, text=selection.text, where=_conditions(session, selection, on))
    last: dict[int, MemberRow] = {}
    for row in rows:
        other = last.get(row.person_id)
        if other is None or (row.since, row.number) > (other.since, other.number):
            last[row.person_id] = row
    return rows if len(last) == len(rows) else [row for row in rows if last[row.person_id] is row]


def memberships_of_selection(session: Session, selection: Selection, on: date) -> set[int]:
    """The ids of all memberships that a selection takes on a day. Raises Refused."""
    statement = (
        select(Membership.id)
        .join(Person, Person.id == Membership.person_id)
        .join(MembershipKind, MembershipKind.id == Membership.kind_id)
        .where(*_conditions(session, selection, on))
    )
    found = set(session.connection().execute(statement).scalars())
    return found & set(matching(session, selection.text)) if selection.text.strip() else found


def check_whole(session: Session, selection: Selection, on: date) -> list[Problem]:
    """What is wrong with a selection, the names of all features included."""
    kinds = [kind.name for kind in list_kinds(session)]
    problems = list(check_selection(selection, kinds))
    if selection.activity:
        names = list(session.scalars(select(Activity.name).order_by(Activity.position)))
        problems += _not_there("activity", selection.activity, names)
    if selection.group:
        problems += _not_there("group", selection.group, group_names(session))
    if selection.consent:
        problems += _not_there("consent", selection.consent, purpose_names(session))
    return problems + _read_own(session, selection, on)[1]


def as_kept(session: Session, selection: Selection, on: date) -> Selection:
    """With own fields by their names, and values as they are kept, whatever was typed."""
    asked = _read_own(session, selection, on)[0]
    return replace(selection, own=tuple((field.name, value) for field, value in asked))


def _read_own(
    session: Session, selection: Selection, on: date
) -> tuple[list[tuple[OwnFieldRow, str | bool]], list[Problem]]:
    """What is asked of which own fields, and what of that the file does not know."""
    if not selection.own:
        return [], []
    fields = {row.name.casefold(): row for row in list_own_fields(session)}
    asked: list[tuple[OwnFieldRow, str | bool]] = []
    problems: list[Problem] = []
    for name, value in selection.own:
        field = fields.get(" ".join(name.split()).casefold())
        if field is None:
            problems.append(not_there("own", name, [row.name for row in fields.values()]))
            continue
        try:
            kept = value if isinstance(value, bool) else read_own(field, value, on)
        except Refused as refused:
            problems += refused.problems
        else:
            # A text without anything in it is what stands where nothing does.
            asked.append((field, kept or False))
    return asked, problems


def purpose_names(session: Session) -> list[str]:
    """What can be said of a consent: the tokens of PURPOSES, then own purposes by name."""
    return [purpose_name(each) for each in list_purposes(session)]


def purpose_name(row: PurposeRow) -> str:
    """What a selection calls a purpose: its token, or the name of an own one."""
    return row.key if row.number is None else row.name


def group_names(session: Session) -> list[str]:
    """What can be said of a group or office: the bodies, then committees and circles by name."""
    named = select(TermOfOffice.group_name).where(TermOfOffice.group_name != "").distinct()
    return [*BODIES, *sorted(session.scalars(named), key=normalised)]


def town_names(session: Session) -> list[str]:
    """Where members live or lived, as written."""
    towns = (
        select(Person.town)
        .join(Membership, Membership.person_id == Person.id)
        .where(Person.town != "")
        .distinct()
    )
    return sorted(session.scalars(towns), key=normalised)


def _not_there(field: str, wanted: Sequence[str], known: Sequence[str]) -> list[Problem]:
    return [not_there(field, each, known) for each in wanted if each not in known]


def _conditions(session: Session, wanted: Selection, on: date) -> list[Condition]:
    problems = check_whole(session, wanted, on)
    if problems:
        raise Refused(problems)
    return [
        *_of_membership(wanted, on),
        *_of_person(session, wanted, on),
        *_of_others(session, wanted, on),
    ]


# ------------------------------------------------------------------------------ by its own columns


def _of_membership(wanted: Selection, on: date) -> Iterator[Condition]:
    since, until = Membership.since, Membership.until
    if wanted.status:
        begun = since <= on
        states: dict[str, Condition] = {
            "running": and_(begun, until.is_(None)),
            "leaving": and_(begun, until >= on),
            "ended": and_(begun, until < on),
            "future": since > on,
        }
        yield or_(*(states[token] for token in wanted.status))
    if wanted.kind:
        yield MembershipKind.name.in_(wanted.kind)
    yield from _between(since, wanted.joined_from, wanted.joined_until)
    yield from _between(until, wanted.ended_from, wanted.ended_until)
    if wanted.jubilee is not None:
        first, last = date(on.year, 1, 1), date(on.year, 12, 31)
        begins = [
            since.between(add_months(first, -months), add_months(last, -months))
            for months in JUBILEE_MONTHS
        ]
        runs = or_(until.is_(None), until >= on)
        yield _either(and_(runs, or_(*begins)), wanted.jubilee)


def _of_person(session: Session, wanted: Selection, on: date) -> Iterator[Condition]:
    if wanted.email is not None:
        yield _either(Person.email != "", wanted.email)
    if wanted.phone is not None:
        yield _either(or_(Person.phone != "", Person.mobile != ""), wanted.phone)
    if wanted.town:
        meant = {normalised(each) for each in wanted.town}
        yield Person.town.in_([each for each in town_names(session) if normalised(each) in meant])
    if wanted.postcode:
        begins = ("".join(each.split()).upper() for each in wanted.postcode)
        bare = func.replace(Person.postcode, " ", "")
        yield or_(*(bare.startswith(each, autoescape=True) for each in begins))
    born, year = Person.birth_date, Person.birth_year
    if wanted.birth_month:
        yield extract("month", born).in_(wanted.birth_month)
    if wanted.age_from is not None:
        day = add_months(on, -12 * wanted.age_from)
        yield or_(born <= day, and_(born.is_(None), year <= on.year - wanted.age_from))
    if wanted.age_until is not None:
        day = add_months(on, -12 * (wanted.age_until + 1))
        yield or_(born > day, and_(born.is_(None), year >= on.year - wanted.age_until))
    if wanted.birth_month or wanted.age_from is not None or wanted.age_until is not None:
        yield Person.nature == NATURAL


def _between(column: Any, first: date | None, last: date | None) -> Iterator[Condition]:
    if first is not None:
        yield column >= first
    if last is not None:
        yield column <= last


def _either(condition: Condition, yes: bool) -> Condition:
    return condition if yes else ~condition


# ------------------------------------------------------------------------------ by other tables


def _of_others(session: Session, wanted: Selection, on: date) -> Iterator[Condition]:
    person = Membership.person_id
    if wanted.group:
        held = _people(TermOfOffice.person_id).where(
            or_(TermOfOffice.body.in_(wanted.group), TermOfOffice.group_name.in_(wanted.group)),
            *_runs(TermOfOffice.first, TermOfOffice.last, on),
        )
        yield person.in_(held)
    if wanted.activity:
        yield person.in_(_helpers(wanted.activity, on))
    if wanted.consent:
        keys = {purpose_name(each): each.key for each in list_purposes(session)}
        yield or_(*(person.in_(who_consented(keys[each], on)) for each in wanted.consent))
    of_field: dict[OwnFieldRow, list[str | bool]] = defaultdict(list)
    for field, value in _read_own(session, wanted, on)[0]:
        of_field[field].append(value)
    for field, values in of_field.items():
        yield or_(*(person.in_(_who_has(field, each)) for each in values))
    if wanted.household is not None:
        lives = _people(HouseholdStay.person_id).where(
            *_runs(HouseholdStay.first, HouseholdStay.last, on)
        )
        yield _either(person.in_(lives), wanted.household)
    if wanted.shares is not None:
        yield _either(person.in_(_holders(on)), wanted.shares)
    if wanted.owes is not None:
        yield _either(_has_item(*_is_open(on)), wanted.owes)
    if wanted.unseen is not None:
        yield _either(_unseen(on), wanted.unseen)


def _who_has(field: OwnFieldRow, value: str | bool) -> Select[int]:
    if isinstance(value, bool):
        return who_has(field, filled=value)
    return who_has(field, values=[value])


def _people(column: Any) -> Select[int]:
    """The people that a column names; who was put together with another is that other."""
    who = func.coalesce(Alias.of_id, column)
    aliased = select(who).select_from(column.table).outerjoin(Alias, Alias.person_id == column)
    return aliased.where(column.is_not(None))


def _runs(first: Any, last: Any, on: date) -> tuple[Condition, Condition]:
    return or_(first.is_(None), first <= on), or_(last.is_(None), last >= on)


def _helpers(names: Sequence[str], on: date) -> Any:
    activities = select(Activity.id).where(Activity.name.in_(names))
    return union(
        _people(VolunteerTask.person_id).where(
            VolunteerTask.activity_id.in_(activities),
            *_runs(VolunteerTask.since, VolunteerTask.until, on),
        ),
        _people(ActivityLead.person_id).where(ActivityLead.activity_id.in_(activities)),
        _people(HourEntry.person_id).where(
            HourEntry.activity_id.in_(activities),
            HourEntry.last > _year_ago(on),
            HourEntry.first <= on,
        ),
    )


def _holders(on: date) -> Any:
    """Who holds anything at the end of a day: as `capital.lots.held_on`, summed by the database."""
    move = CapitalMovement
    cents = coerce(move.amount, Integer)
    given = case((move.type.in_(INCREASES), cents), else_=-cents)
    sides = (
        select(move.person_id.label("who"), given.label("cents"))
        .where(move.dated <= on)
        .union_all(
            select(func.coalesce(move.to_person_id, move.person_id), cents).where(
                move.dated <= on, move.type.in_(TWO_SIDED)
            )
        )
        .subquery()
    )
    return (
        _people(sides.c.who)
        .group_by(func.coalesce(Alias.of_id, sides.c.who))
        .having(func.sum(sides.c.cents) != 0)
    )


def _is_open(on: date) -> tuple[Condition, ...]:
    """Of an open item: that something of it is still to be received at the end of a day."""
    paid = (
        select(func.sum(coerce(Settlement.amount, Integer)))
        .where(Settlement.open_item_id == OpenItem.id, Settlement.dated <= on)
        .scalar_subquery()
    )
    owed = coerce(OpenItem.amount, Integer) > func.coalesce(paid, 0)
    return OpenItem.direction == "receivable", OpenItem.dated <= on, owed


def _has_item(*such: Condition) -> Condition:
    """Such an item stands in their name, or in that of another entry, or is for the membership.

    Asked per member, because the first that is found is enough.
    """
    items = select(OpenItem.id).where(*such)
    return or_(
        items.where(OpenItem.person_id == Membership.person_id).exists(),
        items.join(Charge, Charge.open_item_id == OpenItem.id)
        .where(Charge.membership_id == Membership.id)
        .exists(),
        items.join(Alias, Alias.person_id == OpenItem.person_id)
        .where(Alias.of_id == Membership.person_id)
        .exists(),
    )


def _unseen(on: date) -> Condition:
    """A member for a year, and in it no hours, no meeting, no payment and no note."""
    ago = _year_ago(on)
    paid = select(Settlement.id).where(
        Settlement.open_item_id == OpenItem.id, Settlement.dated > ago, Settlement.dated <= on
    )
    seen = union(
        _people(HourEntry.person_id).where(HourEntry.last > ago, HourEntry.first <= on),
        _people(Attendance.person_id)
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .where(Meeting.held_on > ago, Meeting.held_on <= on),
        _people(PersonNote.person_id).where(PersonNote.dated > ago, PersonNote.dated <= on),
    )
    return and_(
        Membership.since <= ago, Membership.person_id.not_in(seen), ~_has_item(paid.exists())
    )


def _year_ago(on: date) -> date:
    return add_months(on, -12)
