"""Ledger cards of a year, what is open on a day by its age, and sums per dimension."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from coopadmin.cooperative.queries import get_book_year, get_book_years
from coopadmin.kernel.money import ZERO, Money
from coopadmin.ledger.dimensions import activity_names, fund_names
from coopadmin.ledger.entries import OPENING
from coopadmin.ledger.entry_queries import LineRow, list_lines, trial_balance
from coopadmin.ledger.facts import AgedItem, Card, CardLine, DimensionRow
from coopadmin.ledger.model import Account, Line, OpenItem, Settlement
from coopadmin.ledger.places import EXPENSE, INCOME, places_of
from coopadmin.ledger.queries import NOTHING, PAID, name_or_nothing
from coopadmin.people.model import Person
from coopadmin.people.queries import NAME_COLUMNS

ACTIVITY, FUND = "activity", "fund"


def list_cards(session: Session, label: str, numbers: Collection[str] = ()) -> list[Card]:
    """Every account that has something in this year, or those with these numbers.

    The opening balance is no line of its own: it is what the card begins with.
    """
    year = get_book_year(session, label)
    lines: dict[int, list[LineRow]] = defaultdict(list)
    for row in list_lines(session, book_year=year.label):
        if row.journal != OPENING:
            lines[row.account_id].append(row)
    cards = []
    for account in trial_balance(session, year.label):
        if numbers and account.number not in numbers:
            continue
        stands, made = account.opening, []
        for row in lines[account.account_id]:
            stands += row.amount
            made.append(_card_line(row, stands))
        cards.append(Card(account.account_id, account.number, account.name, account.opening, made))
    return cards


def _card_line(row: LineRow, stands: Money) -> CardLine:
    said = [row.entry_description, row.description]
    return CardLine(
        row.entry_id,
        row.number,
        row.dated,
        ", ".join(dict.fromkeys(part for part in said if part)),
        row.who,
        ", ".join(part for part in (row.activity, row.fund) if part),
        row.amount,
        stands,
    )


def open_items_on(session: Session, on: date) -> list[AgedItem]:
    """What was open at the end of a day, as it was known then, the oldest due on top."""
    paid = PAID.label("paid")
    statement = (
        select(OpenItem, paid, *NAME_COLUMNS)
        .outerjoin(Settlement, (Settlement.open_item_id == OpenItem.id) & (Settlement.dated <= on))
        .outerjoin(Person, Person.id == OpenItem.person_id)
        .where(OpenItem.dated <= on)
        .group_by(OpenItem.id, Person.id)
        .having(OpenItem.amount != PAID)
        .order_by(OpenItem.due, OpenItem.reference, OpenItem.id)
    )
    return [
        AgedItem(
            id=item.id,
            direction=item.direction,
            kind=item.kind,
            reference=item.reference,
            name=name_or_nothing(row) or item.party,
            description=item.description,
            dated=item.dated,
            due=item.due,
            open=item.amount - row.paid,
            days=(on - item.due).days,
        )
        for row in session.execute(statement)
        for item in (row.OpenItem,)
    ]


def list_dimension_sums(session: Session, label: str) -> list[DimensionRow]:
    """Income and expenditure per activity and per fund of a year and of the one before."""
    year = get_book_year(session, label)
    before = get_book_years(session).before(year).label
    sums = [
        func.sum(
            case(
                (Account.place.in_(_tokens(side)) & (Line.book_year == one), Line.amount),
                else_=NOTHING,
            )
        )
        for one in (year.label, before)
        for side in (INCOME, EXPENSE)
    ]
    rows = []
    for kind, column, names in (
        (ACTIVITY, Line.activity_id, activity_names(session)),
        (FUND, Line.fund_id, fund_names(session)),
    ):
        statement = (
            select(column, *sums)
            .join(Account, Account.id == Line.account_id)
            .where(Line.book_year.in_((year.label, before)), column.is_not(None))
            .group_by(column)
        )
        found = {row[0]: row[1:] for row in session.execute(statement)}
        for value_id, name in names.items():
            amounts = found.get(value_id, ())
            if any(amount != ZERO for amount in amounts):
                income, expenses, income_before, expenses_before = amounts
                rows.append(
                    DimensionRow(
                        value_id, kind, name, -income, expenses, -income_before, expenses_before
                    )
                )
    return rows


def _tokens(kind: str) -> list[str]:
    return [place.token for place in places_of(kind)]
