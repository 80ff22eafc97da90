"""The check of the whole file finds what no operation could have made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from coopadmin.activities.rules import NewActivity
from coopadmin.activities.service import add_activity
from coopadmin.contributions.checks import check_charges
from coopadmin.contributions.model import Charge
from coopadmin.contributions.rules import NewPayment, NewTariff
from coopadmin.contributions.service import (
    pay_contribution,
    run_charges,
    set_tariff,
    take_back_payment,
)
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import N_, Problem
from coopadmin.ledger.model import OpenItem, Settlement
from coopadmin.ledger.queries import check_items
from coopadmin.store import Books
from coopadmin.store.work import Work, operation
from coopadmin.volunteers.model import HourEntry
from coopadmin.volunteers.queries import check_hours
from coopadmin.volunteers.rules import NewHours
from coopadmin.volunteers.service import record_hours
from tests.contributions.making import Member, kind_id, make

Spoil = Callable[[Session], None]


@operation("test.spoil", N_("Spoil"))
def spoil(work: Work, how: Spoil) -> None:
    how(work.session)
    work.session.flush()


@pytest.fixture
def filled(books: Books) -> Books:
    """Two charges, one paid and taken back, and an entry of hours."""
    people = make(books, Member(1), Member(2))
    books.do(set_tariff, NewTariff(kind_id(books, "Personal"), date(2026, 1, 1), Money(2000)))
    books.do(run_charges, "2026")
    (paid,) = books.do(pay_contribution, NewPayment(1))
    books.do(take_back_payment, paid)
    bus = books.do(add_activity, NewActivity("Dial-a-bus"))
    day = date(2026, 2, 28)
    books.do(record_hours, NewHours(people[1], bus, day, day, Duration(60)))
    return books


@contextmanager
def spoilt(books: Books, how: Spoil) -> Iterator[list[str]]:
    found: list[str] = []
    books.do(spoil, how)
    for check in (check_charges, check_items, check_hours):
        found += books.ask(_codes, check)
    yield found
    books.undo()


def _codes(session: Session, check: Callable[[Session], Iterator[Problem]]) -> list[str]:
    return [each.code for each in check(session)]


def first(model: Any, **values: Any) -> Spoil:
    """Set columns of the first row of a table."""

    def how(session: Session) -> None:
        row = session.scalars(select(model).order_by(model.id)).first()
        for name, value in values.items():
            setattr(row, name, value)

    return how


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        (first(Charge, number=7), ["check.charge_numbers"]),
        (first(Charge, book_year="2025"), ["check.charge_numbers", "check.charge_items"]),
        (first(OpenItem, kind="invoice"), ["check.charge_items"]),
        (first(OpenItem, amount=ZERO), ["check.items"]),
        (first(Settlement, amount=Money(1)), ["check.reversals"]),
        (first(HourEntry, last=date(2026, 3, 1)), ["check.hours"]),
        (first(HourEntry, first=date(2025, 2, 28)), ["check.hours"]),
        (first(HourEntry, worked=Duration()), ["check.hours"]),
    ],
)
def test_what_was_spoilt_is_found(filled: Books, how: Spoil, expected: list[str]) -> None:
    with spoilt(filled, how) as found:
        assert found == expected


def test_a_sound_file_has_no_problems(filled: Books) -> None:
    with spoilt(filled, lambda _session: None) as found:
        assert found == []
