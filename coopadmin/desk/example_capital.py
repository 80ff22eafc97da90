"""The capital of the example: participations of founders and others, one loan, one transfer."""

from __future__ import annotations

from datetime import date

from coopadmin.capital.queries import list_movements
from coopadmin.capital.rules import (
    AFTER_TERM,
    DEBT,
    PAID_IN,
    REPAID,
    TRANSFERRED,
    NewMovement,
    NewShareKind,
)
from coopadmin.capital.service import add_share_kind, pay_movement, record_movement
from coopadmin.kernel.money import Money
from coopadmin.store import Books
from coopadmin.words import N_, _

SHARE, LOAN = Money(5_000), Money(100_000)
MOST = Money(50_000)
HOLDERS = 8
LOAN_MONTHS = 60
ADVISER = N_("Advice of the accountant, to be checked")


def begin_capital(books: Books, people: list[int], first: date) -> None:
    """Two kinds, participations of the first members and one loan, all paid but the last."""
    share = books.do(
        add_share_kind,
        NewShareKind(
            _("Participation"),
            SHARE,
            SHARE,
            MOST,
            advised_by=_(ADVISER),
            advised_on=first,
            repay_months=6,
        ),
    )
    loan = books.do(
        add_share_kind,
        NewShareKind(
            _("Members' loan"), treatment=DEBT, repaid=AFTER_TERM, repay_months=LOAN_MONTHS
        ),
    )
    for number, person in enumerate(people[:HOLDERS]):
        move = NewMovement(PAID_IN, share, person, SHARE * (1 + number % 3), first)
        books.do(record_movement, move)
    if len(people) > HOLDERS:
        books.do(record_movement, NewMovement(PAID_IN, loan, people[HOLDERS], LOAN, first))
    for row in list(reversed(books.ask(list_movements)))[:-1]:
        books.do(pay_movement, row.id, None, first)


def move_capital(books: Books, people: list[int], day: date) -> None:
    """What happens to it later: one participation passes to another, one is given back."""
    paid = books.ask(list_movements)
    shares = [row for row in paid if row.type == PAID_IN and SHARE < row.amount <= MOST]
    if len(shares) < 2:
        return
    giver, leaver = shares[-1], shares[-2]
    to = people[0]
    books.do(
        record_movement,
        NewMovement(TRANSFERRED, giver.kind_id, giver.person_id, SHARE, day, to_person_id=to),
    )
    books.do(record_movement, NewMovement(REPAID, leaver.kind_id, leaver.person_id, SHARE, day))
