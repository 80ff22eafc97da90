"""Gifts: from whom, what for, and what each giver gave in a year.

A gift is a booking of its own source; who gave, the amount and what it is for stand on its lines.
Nothing here says that a gift can be deducted: for a cooperative it never can (AWR 5b), and of
other legal persons the program does not know whether they may say so.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import N_, Problem, refuse
from coopadmin.ledger.booking import book_entry, change_entry
from coopadmin.ledger.dimensions import activity_names, fund_names
from coopadmin.ledger.entries import NewEntry, NewLine, check_amount, entry_number
from coopadmin.ledger.model import Account, Entry, Line
from coopadmin.ledger.places import ASSET, PLACES
from coopadmin.ledger.posting import Chart, get_chart
from coopadmin.ledger.queries import name_or_nothing
from coopadmin.people.model import Person
from coopadmin.people.queries import NAME_COLUMNS
from coopadmin.store.work import Work, operation
from coopadmin.words import _

DONATION = "donation"


@dataclass(frozen=True)
class NewDonation:
    """A gift of a person we know, or of a giver who is typed; received on an account of money.

    It can be meant for a fund, for an activity, or for neither. Without `income_id` it is income
    on the account of gifts; a legacy has another.
    """

    dated: date
    amount: Money
    account_id: int
    person_id: int | None = None
    donor: str = ""
    purpose: str = ""
    fund_id: int | None = None
    activity_id: int | None = None
    income_id: int | None = None


@dataclass(frozen=True, slots=True)
class DonationRow:
    """One gift that stands; `number` is that of its booking."""

    entry_id: int
    number: str
    book_year: str
    dated: date
    person_id: int | None
    name: str
    amount: Money
    purpose: str
    fund_id: int | None
    fund: str
    activity_id: int | None
    activity: str
    account_id: int
    income_id: int


@dataclass(frozen=True, slots=True)
class DonorRow:
    """What one giver gave in all; those who are typed are told apart by their names."""

    person_id: int | None
    name: str
    gifts: int
    total: Money


@dataclass(frozen=True, slots=True)
class Given:
    """What one person gave in a period in all, and the last gift of it."""

    total: Money
    dated: date
    amount: Money
    purpose: str


def list_donations(session: Session, book_year: str | None = None) -> list[DonationRow]:
    """Gifts of a book year or all, the newest on top; those that were reversed are left out."""
    back, income, money = aliased(Entry), aliased(Line), aliased(Line)
    activities, funds = activity_names(session), fund_names(session)
    statement = (
        select(
            Entry,
            income.amount,
            income.fund_id,
            income.activity_id,
            income.account_id.label("income_id"),
            income.description.label("purpose"),
            money.account_id.label("money_id"),
            *NAME_COLUMNS,
        )
        .join(income, (income.entry_id == Entry.id) & (income.position == 2))
        .join(money, (money.entry_id == Entry.id) & (money.position == 1))
        .outerjoin(back, back.reverses_id == Entry.id)
        .outerjoin(Person, Person.id == Entry.person_id)
        .where(Entry.source == DONATION, Entry.reverses_id.is_(None), back.id.is_(None))
        .order_by(Entry.dated.desc(), Entry.id.desc())
    )
    if book_year is not None:
        statement = statement.where(Entry.book_year == book_year)
    return [
        DonationRow(
            row.Entry.id,
            entry_number(row.Entry.journal, row.Entry.book_year, row.Entry.number),
            row.Entry.book_year,
            row.Entry.dated,
            row.Entry.person_id,
            name_or_nothing(row) or row.Entry.party,
            -row.amount,
            row.purpose,
            row.fund_id,
            funds.get(row.fund_id, ""),
            row.activity_id,
            activities.get(row.activity_id, ""),
            row.money_id,
            row.income_id,
        )
        for row in session.execute(statement)
    ]


def list_donors(session: Session, book_year: str) -> list[DonorRow]:
    """What each giver gave in a book year, who gave most on top; persons by who they are."""
    found: dict[tuple[int | None, str], list[DonationRow]] = {}
    for row in list_donations(session, book_year):
        key = (row.person_id, "" if row.person_id else row.name.casefold())
        found.setdefault(key, []).append(row)
    rows = [
        DonorRow(
            gifts[0].person_id,
            gifts[0].name,
            len(gifts),
            Money.total(each.amount for each in gifts),
        )
        for gifts in found.values()
    ]
    return sorted(rows, key=lambda row: (-row.total.cents, row.name.casefold()))


def given_by(session: Session, first: date, last: date) -> dict[int, Given]:
    """By person, what they gave in a period."""
    found: dict[int, Given] = {}
    for row in list_donations(session):  # The newest first.
        if row.person_id is not None and first <= row.dated <= last:
            known = found.get(row.person_id) or Given(ZERO, row.dated, row.amount, row.purpose)
            found[row.person_id] = replace(known, total=known.total + row.amount)
    return found


def check_donation(
    new: NewDonation, money: Container[int], income: Container[int]
) -> Iterator[Problem]:
    """An amount, a giver, an account where it came in, and one of income."""
    yield from check_amount(new.amount)
    if new.person_id is None and not new.donor.strip():
        yield Problem(
            "donation.donor",
            N_("Say who gave: choose a person, or type a name such as “collection”."),
            field="donor",
        )
    if new.account_id not in money:
        yield Problem("donation.account", N_("Choose where the money came in."), field="account")
    if new.income_id is not None and new.income_id not in income:
        yield Problem("donation.income", N_("Choose an account of gifts."), field="income")


@operation("ledger.record_donation", N_("Record gift"), N_("{who} recorded a gift: {about}"))
def record_donation(work: Work, new: NewDonation) -> str:
    """Book a gift; gives the number of its booking. Raises Refused.

    A gift for a fund is income of the year that names the fund; it reaches the fund when the
    result of the year is appropriated.
    """
    return book_entry(work, _entry(work, new))


@operation("ledger.change_donation", N_("Change gift"), N_("{who} changed a gift: {about}"))
def change_donation(work: Work, number: str, new: NewDonation) -> None:
    """What a gift was, as long as its year is open. Raises Refused."""
    rows = list_donations(work.session)
    found = next((row for row in rows if row.number == number.strip().upper()), None)
    if found is None:
        raise refuse("donation.unknown", N_("There is no gift {number}."), number=number)
    change_entry(work, found.entry_id, _entry(work, new))


def _entry(work: Work, new: NewDonation) -> NewEntry:
    chart = get_chart(work)
    places = _places(work, chart)
    money = {each for each, place in places.items() if ASSET in PLACES[place].kinds}
    income = {each for each, place in places.items() if place == "gifts"}
    work.check(check_donation(new, money, income))
    if new.person_id is not None:
        work.get(Person, new.person_id)
    purpose = " ".join(new.purpose.split())
    text = _("Gift: {purpose}").format(purpose=purpose) if purpose else _("Gift")
    return NewEntry(
        chart.journal(new.account_id),
        new.dated,
        text,
        [
            NewLine(new.account_id, new.amount),
            NewLine(
                new.income_id or chart.account("gifts"),
                -new.amount,
                purpose,
                new.activity_id,
                new.fund_id,
            ),
        ],
        new.person_id,
        "" if new.person_id is not None else new.donor,
        DONATION,
    )


def _places(work: Work, chart: Chart) -> dict[int, str]:
    rows = work.session.execute(select(Account.id, Account.place))
    return {row.id: row.place for row in rows if row.id in chart.usable}
