"""Operations on what lasts for years: writing it down, its yearly depreciation, and its going."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from sqlalchemy import select

from coopadmin.cooperative.queries import get_book_year
from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import N_, refuse
from coopadmin.ledger.asset_queries import list_assets, spreads_of
from coopadmin.ledger.asset_rules import (
    NewAsset,
    NewDisposal,
    check_asset,
    check_disposal,
)
from coopadmin.ledger.entries import MEMORIAL, NewEntry, NewLine, entry_number
from coopadmin.ledger.model import Account, Depreciation, Entry, FixedAsset
from coopadmin.ledger.places import BALANCE_KINDS, EXPENSE, PLACES
from coopadmin.ledger.posting import Chart, get_chart, post
from coopadmin.ledger.reversing import post_turned
from coopadmin.store.numbering import next_number
from coopadmin.store.work import Work, operation
from coopadmin.words import _


@operation("ledger.add_asset", N_("Add fixed asset"), N_("{who} added the fixed asset {about}"))
def add_asset(work: Work, new: NewAsset) -> int:
    """Write down something that lasts for years; gives its number. Raises Refused, and asks.

    Nothing is booked: that it was bought stands in a booking or in the opening balance.
    """
    _check(work, new)
    if new.entry_id is not None:
        work.get(Entry, new.entry_id)
    row = work.add(FixedAsset(number=next_number(work), **_columns(new)))
    work.about = row.name
    return row.number


@operation(
    "ledger.change_asset", N_("Change fixed asset"), N_("{who} changed the fixed asset {about}")
)
def change_asset(work: Work, number: int, new: NewAsset) -> None:
    """What is known of it from now on; what was written off stays, the rest is spread anew.

    Raises Refused, among others when its accounts would change after it was written off on.
    """
    row = _found(work, number)
    _check(work, new)
    accounts = (new.account_id, new.written_off_id)
    if accounts != (row.account_id, row.written_off_id) and _depreciated(work, row):
        raise refuse(
            "asset.moved",
            N_("“{name}” was written off on its accounts already. It stays there."),
            field="account",
            name=row.name,
        )
    for name, value in _columns(new).items():
        setattr(row, name, value)
    work.about = row.name


@operation(
    "ledger.remove_asset", N_("Remove fixed asset"), N_("{who} removed the fixed asset {about}")
)
def remove_asset(work: Work, number: int) -> None:
    """Take away what was written down by mistake; what was written off on is disposed of."""
    row = _found(work, number)
    if _depreciated(work, row):
        raise refuse(
            "asset.used",
            N_("“{name}” was written off on. Say that it is gone instead."),
            name=row.name,
        )
    work.about = row.name
    work.remove(row)


@operation("ledger.depreciate", N_("Book depreciation"), N_("{who} booked depreciation: {about}"))
def depreciate(work: Work, book_year: str) -> str | None:
    """Book what a book year still has to write off, in one booking; gives its number.

    None when all was booked already; also what changed since is set right. Raises Refused.
    """
    chart = get_chart(work)
    year = get_book_year(work.session, book_year)
    amounts = {row.id: row.to_write_off for row in list_assets(work.session, year.label)}
    entry_id = _write_off(work, chart, amounts, year.last)
    if entry_id is None:
        return None
    entry = work.get(Entry, entry_id)
    number = entry_number(entry.journal, entry.book_year, entry.number)
    work.about = f"{number}, {year.label}"
    return number


@operation(
    "ledger.dispose_asset",
    N_("Dispose of fixed asset"),
    N_("{who} noted that the fixed asset {about} is gone"),
)
def dispose_asset(work: Work, number: int, new: NewDisposal) -> str:
    """Book that something was sold, given away or broke; gives the number of the booking.

    It is written off until the month before. What it then was worth and what came in differ by
    the result, which is other income, or a cost on the account of its depreciation.
    """
    chart = get_chart(work)
    row = _found(work, number)
    if row.disposed_on is not None:
        raise refuse("asset.gone", N_("“{name}” is gone already."), name=row.name)
    places = _places(work, chart)
    money = {each for each, place in places.items() if PLACES[place].kinds & BALANCE_KINDS}
    work.check(check_disposal(new, row.bought, money, work.today))
    until = new.dated.replace(day=1) - timedelta(days=1)
    year = chart.years.on(new.dated)
    spread = spreads_of(work.session)[row.id]
    _write_off(work, chart, {row.id: spread.to_write_off(year, until)}, max(until, year.first))
    lost = row.price - spreads_of(work.session)[row.id].written_off(year.last) - new.proceeds
    lines = [
        NewLine(row.account_id, -row.price, row.name),
        NewLine(row.written_off_id, row.price - lost - new.proceeds, row.name),
        NewLine(new.account_id or 0, new.proceeds, row.name),
        NewLine(
            row.cost_id if lost > ZERO else chart.account("other_income"),
            lost,
            row.name,
            row.activity_id,
        ),
    ]
    journal = chart.journal(new.account_id) if new.account_id and new.proceeds else MEMORIAL
    text = _("{name} is gone").format(name=row.name)
    (entry_id,) = post(
        work,
        chart,
        [
            NewEntry(
                journal, new.dated, text, [each for each in lines if each.amount], source="disposal"
            )
        ],
    )
    row.disposed_on, row.disposal_id = new.dated, entry_id
    work.about = row.name
    entry = work.get(Entry, entry_id)
    return entry_number(entry.journal, entry.book_year, entry.number)


@operation(
    "ledger.take_back_disposal",
    N_("Take back disposal"),
    N_("{who} noted that the fixed asset {about} is still there"),
)
def take_back_disposal(work: Work, number: int, dated: date | None = None) -> None:
    """It is still there: its going is reversed on the same day, or on `dated`."""
    chart = get_chart(work)
    row = _found(work, number)
    if row.disposed_on is None or row.disposal_id is None:
        raise refuse("asset.here", N_("“{name}” is still there."), name=row.name)
    post_turned(work, chart, row.disposal_id, dated)
    row.disposed_on = row.disposal_id = None
    work.about = row.name


def _write_off(work: Work, chart: Chart, amounts: dict[int, Money], until: date) -> int | None:
    """One booking for what is written off on each thing, up to a day; costs together."""
    wanted = {asset_id: amount for asset_id, amount in amounts.items() if amount}
    if not wanted:
        return None
    assets = list(
        work.session.scalars(
            select(FixedAsset).where(FixedAsset.id.in_(wanted)).order_by(FixedAsset.number)
        )
    )
    costs: dict[tuple[int, int | None], int] = defaultdict(int)
    for asset in assets:
        costs[asset.cost_id, asset.activity_id] += wanted[asset.id].cents
    year = chart.years.on(until)
    text = _("Depreciation {year}").format(year=year.label)
    lines = [
        *(
            NewLine(account, Money(cents), text, activity)
            for (account, activity), cents in costs.items()
            if cents
        ),
        *(NewLine(each.written_off_id, -wanted[each.id], each.name) for each in assets),
    ]
    (entry_id,) = post(work, chart, [NewEntry(MEMORIAL, until, text, lines, source="depreciation")])
    work.add_many(
        Depreciation,
        [
            {
                "asset_id": asset.id,
                "book_year": year.label,
                "until": until,
                "amount": wanted[asset.id],
                "entry_id": entry_id,
            }
            for asset in assets
        ],
    )
    return entry_id


def _check(work: Work, new: NewAsset) -> None:
    places = _places(work, get_chart(work))
    expenses = {each for each, place in places.items() if EXPENSE in PLACES[place].kinds}
    work.check(check_asset(new, places, expenses, work.today))


def _places(work: Work, chart: Chart) -> dict[int, str]:
    """The line in the statements of each account in use."""
    rows = work.session.execute(select(Account.id, Account.place))
    return {row.id: row.place for row in rows if row.id in chart.usable}


def _found(work: Work, number: int) -> FixedAsset:
    row = work.session.scalars(select(FixedAsset).where(FixedAsset.number == number)).first()
    if row is None:
        raise refuse(
            "asset.unknown", N_("There is no fixed asset {number}. List them."), number=number
        )
    return row


def _depreciated(work: Work, row: FixedAsset) -> bool:
    found = select(Depreciation.id).where(Depreciation.asset_id == row.id).limit(1)
    return work.session.scalar(found) is not None


def _columns(new: NewAsset) -> dict[str, object]:
    return {
        "name": " ".join(new.name.split()),
        "bought": new.bought,
        "price": new.price,
        "residual": new.residual,
        "months": new.months,
        "account_id": new.account_id,
        "written_off_id": new.written_off_id,
        "cost_id": new.cost_id,
        "activity_id": new.activity_id,
        "entry_id": new.entry_id,
    }
