"""Which things that last there are, what they are worth at the end of a year, what to write off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from coopadmin.cooperative.queries import get_book_year
from coopadmin.kernel.calendar import BookYear
from coopadmin.kernel.money import ZERO, Money
from coopadmin.ledger.accounts import AccountRow
from coopadmin.ledger.asset_rules import ASSET_PLACES, Spread, WrittenOff
from coopadmin.ledger.dimensions import activity_names
from coopadmin.ledger.entries import OPENING, entry_number
from coopadmin.ledger.entry_queries import find_bookkeeping
from coopadmin.ledger.model import Account, Depreciation, Entry, FixedAsset, Line
from coopadmin.ledger.queries import NOTHING

OWN_SOURCES = ("depreciation", "disposal")


@dataclass(frozen=True, slots=True)
class AssetRow:
    """One thing in one book year: opening + bought − written_off − gone = closing.

    `to_write_off` is what this year still has to be booked; `disposed_on` is when it went,
    whatever the year.
    """

    id: int
    number: int
    name: str
    bought: date
    price: Money
    residual: Money
    months: int
    account_id: int
    account: str
    written_off_id: int
    cost_id: int
    activity_id: int | None
    activity: str
    entry_id: int | None
    purchase: str
    disposed_on: date | None
    opening: Money
    added: Money
    written_off: Money
    gone: Money
    to_write_off: Money

    @property
    def closing(self) -> Money:
        return self.opening + self.added - self.written_off - self.gone


@dataclass(frozen=True, slots=True)
class PurchaseRow:
    """A booking on an account of the fixed assets that no thing on the list came from."""

    entry_id: int
    number: str
    dated: date
    description: str
    account_id: int
    amount: Money
    activity_id: int | None


def usual_accounts(accounts: Iterable[AccountRow], account_id: int) -> tuple[int, int] | None:
    """Where what is written off on an account stands, and its yearly cost, as their RGS codes say;
    else the accounts that have those tasks. None when they are missing.
    """
    usable = [each for each in accounts if each.in_use]
    rgs = next((each.rgs for each in usable if each.id == account_id), "")[:7]
    found = []
    for code, role in ((f"{rgs}Cae", "assets_written_off"), (f"WAfsAmv{rgs[4:]}", "depreciation")):
        by_code = next((each.id for each in usable if rgs and each.rgs == code), None)
        found.append(by_code or next((each.id for each in usable if each.role == role), None))
    written_off, cost = found
    return None if written_off is None or cost is None else (written_off, cost)


def list_assets(session: Session, book_year: str) -> list[AssetRow]:
    """Everything that was there in a book year, in order of account and day of buying."""
    year = get_book_year(session, book_year)
    activities = activity_names(session)
    purchase = aliased(Entry)
    rows = session.execute(
        select(FixedAsset, Account.number, Account.name.label("account_name"), purchase)
        .join(Account, Account.id == FixedAsset.account_id)
        .outerjoin(purchase, purchase.id == FixedAsset.entry_id)
        .where(FixedAsset.bought <= year.last)
        .order_by(Account.number, FixedAsset.bought, FixedAsset.number)
    ).all()
    spreads = spreads_of(session)
    return [
        _row(asset, f"{number} {name}", bought, spreads[asset.id], year, activities)
        for asset, number, name, bought in rows
        if asset.disposed_on is None or asset.disposed_on >= year.first
    ]


def _row(
    asset: FixedAsset,
    account: str,
    bought: Entry | None,
    spread: Spread,
    year: BookYear,
    activities: Mapping[int, str],
) -> AssetRow:
    before = spread.written_off(year.first - timedelta(days=1))
    until = spread.written_off(year.last)
    is_new = asset.bought >= year.first
    here = asset.disposed_on is None or asset.disposed_on > year.last
    return AssetRow(
        id=asset.id,
        number=asset.number,
        name=asset.name,
        bought=asset.bought,
        price=asset.price,
        residual=asset.residual,
        months=asset.months,
        account_id=asset.account_id,
        account=account,
        written_off_id=asset.written_off_id,
        cost_id=asset.cost_id,
        activity_id=asset.activity_id,
        activity=activities.get(asset.activity_id or 0, ""),
        entry_id=asset.entry_id,
        purchase=""
        if bought is None
        else entry_number(bought.journal, bought.book_year, bought.number),
        disposed_on=asset.disposed_on,
        opening=ZERO if is_new else asset.price - before,
        added=asset.price if is_new else ZERO,
        written_off=until if is_new else until - before,
        gone=ZERO if here else asset.price - until,
        to_write_off=spread.to_write_off(year) if here else ZERO,
    )


def spreads_of(session: Session) -> dict[int, Spread]:
    """How the price of each thing is spread and what was written off on it, by its id."""
    begun = find_bookkeeping(session)
    first = date.min + timedelta(days=1) if begun is None else begun.first
    done = written_off_by_asset(session)
    return {
        asset.id: Spread(
            asset.bought, asset.price, asset.residual, asset.months, first, done[asset.id]
        )
        for asset in session.scalars(select(FixedAsset))
    }


def written_off_by_asset(session: Session) -> dict[int, list[WrittenOff]]:
    """What was written off and not reversed, oldest first."""
    back = aliased(Entry)
    found: dict[int, list[WrittenOff]] = defaultdict(list)
    for row in session.scalars(
        select(Depreciation)
        .outerjoin(back, back.reverses_id == Depreciation.entry_id)
        .where(back.id.is_(None))
        .order_by(Depreciation.until, Depreciation.id)
    ):
        found[row.asset_id].append(WrittenOff(row.until, row.amount))
    return found


def still_to_write_off(session: Session, book_year: str) -> Money:
    """What depreciation of a book year is not booked yet; nothing as long as no books are kept."""
    if find_bookkeeping(session) is None:
        return ZERO
    return Money.total(row.to_write_off for row in list_assets(session, book_year))


def purchases_without_asset(session: Session) -> list[PurchaseRow]:
    """Bookings on an account of the fixed assets that nothing on the list came from, newest first.

    Those of the opening balance are not among them, nor those that were reversed.
    """
    back = aliased(Entry)
    known = select(FixedAsset.entry_id).where(FixedAsset.entry_id.is_not(None))
    return [
        PurchaseRow(
            entry.id,
            entry_number(entry.journal, entry.book_year, entry.number),
            entry.dated,
            line.description or entry.description,
            line.account_id,
            line.amount,
            line.activity_id,
        )
        for entry, line in session.execute(
            select(Entry, Line)
            .join(Line, Line.entry_id == Entry.id)
            .join(Account, Account.id == Line.account_id)
            .outerjoin(back, back.reverses_id == Entry.id)
            .where(
                Account.place.in_(ASSET_PLACES),
                Line.amount > NOTHING,
                Entry.journal != OPENING,
                Entry.source.not_in(OWN_SOURCES),
                Entry.reverses_id.is_(None),
                back.id.is_(None),
                Entry.id.not_in(known),
            )
            .order_by(Entry.dated.desc(), Entry.id.desc(), Line.position)
        )
    ]
