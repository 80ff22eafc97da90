"""Who of the members has a birthday or a jubilee in a period."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, extract, or_, select
from sqlalchemy.orm import Session

from coopadmin.cooperative.queries import get_cooperative
from coopadmin.kernel.calendar import Period, add_months
from coopadmin.members.jubilees import (
    BIRTHDAY,
    JUBILEE,
    JUBILEE_MONTHS,
    CelebrationFacts,
    CelebrationRow,
    birthdays_in,
    jubilees_in,
)
from coopadmin.members.model import Membership
from coopadmin.members.queries import MemberRow, list_members
from coopadmin.members.rules import is_member_on
from coopadmin.people.model import Person
from coopadmin.people.rules import NATURAL, phone_line


def list_birthdays(session: Session, period: Period) -> list[CelebrationRow]:
    """Birthdays in a period of who is a member on that day, by day and surname."""
    months = sorted({part.first.month for part in period.months()})
    such = extract("month", Person.birth_date).in_(months), Person.nature == NATURAL
    born = dict(
        session.execute(
            select(Membership.person_id, Person.birth_date)
            .join(Person, Person.id == Membership.person_id)
            .where(*such, *_runs(period))
        ).all()
    )
    rows = list_members(session, period.first, where=(*such, *_runs(period)))
    return _by_day(
        _row(BIRTHDAY, row, day, birthday, age=age)
        for row in rows
        if (birthday := born.get(row.person_id)) is not None
        for day, age in birthdays_in(birthday, period)
        if is_member_on(row.since, row.until, day)
    )


def list_jubilees(session: Session, period: Period) -> list[CelebrationRow]:
    """Jubilees in a period of who is a member on that day, by day and surname."""
    begins = or_(
        *(
            # A month more at both ends, for months of other lengths: told precisely below.
            Membership.since.between(
                add_months(period.first, -months - 1), add_months(period.last, -months + 1)
            )
            for months in JUBILEE_MONTHS
        )
    )
    rows = list_members(session, period.first, where=(begins, *_runs(period)))
    return _by_day(
        _row(JUBILEE, row, day, row.since, months=months)
        for row in rows
        for day, months in jubilees_in(row.since, period)
        if is_member_on(row.since, row.until, day)
    )


def get_celebrations(session: Session, period: Period) -> CelebrationFacts:
    """Both, for a paper."""
    return CelebrationFacts(
        get_cooperative(session),
        period,
        list_birthdays(session, period),
        list_jubilees(session, period),
    )


def _runs(period: Period) -> tuple[ColumnElement[bool], ...]:
    """Memberships that run on any day of it."""
    goes_on = or_(Membership.until.is_(None), Membership.until >= period.first)
    return Membership.since <= period.last, goes_on


def _row(
    what: str, row: MemberRow, day: date, since: date, age: int = 0, months: int = 0
) -> CelebrationRow:
    return CelebrationRow(
        what,
        day,
        row.membership_id,
        row.number,
        row.name,
        age,
        months,
        since,
        row.since_estimated and what == JUBILEE,
        row.address,
        row.town,
        phone_line(row.mobile or row.phone),
        row.email,
    )


def _by_day(rows: Iterable[CelebrationRow]) -> list[CelebrationRow]:
    # They come by surname, and the sort keeps that within a day.
    return sorted(rows, key=lambda row: row.day)
