"""The operations that keep the example's books: their beginning, and what came and went since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from coopadmin.activities.queries import list_activities
from coopadmin.desk.bookkeeping import NewBooks, begin_books, opening_difference, opening_rows
from coopadmin.desk.example_fill import NEVER
from coopadmin.desk.example_money import (
    ADVANCE,
    ASIDE,
    BANK,
    BILL,
    BUS,
    CASH,
    FURNITURE,
    GRANT,
    HIRE,
    HIRER,
    INSURED,
    LASTS,
    MONEY,
    REST,
    REVIEW,
    SUPPORTER,
    USED,
    Moved,
    Transfer,
    Village,
    flows_of,
    transfers_of,
)
from coopadmin.kernel.calendar import BookYear
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import N_
from coopadmin.ledger.accounts import list_accounts
from coopadmin.ledger.appropriation import Share, list_receivers
from coopadmin.ledger.asset_rules import NewAsset
from coopadmin.ledger.assets import depreciate
from coopadmin.ledger.entries import BANK as BANK_JOURNAL
from coopadmin.ledger.entries import CASH as CASH_JOURNAL
from coopadmin.ledger.entries import MEMORIAL, NewEntry, NewLine
from coopadmin.ledger.model import Account, Fund, Line, OpenItem, Settlement
from coopadmin.ledger.posting import get_chart, post
from coopadmin.ledger.rules import NewOpenItem, NewSettlement
from coopadmin.ledger.service import add_open_items, settle
from coopadmin.ledger.year_states import left_to_appropriate
from coopadmin.store.work import Work, operation
from coopadmin.words import _, date_long

MONTH = timedelta(days=30)
LIFT, NEXT_BUS = N_("Wheelchair lift"), N_("Next bus")
_OWN = frozenset({"grant", "bill", "rent"})


@operation(
    "example.begin_books",
    N_("Begin the example's books"),
    N_("{who} began the books of {about}"),
    NEVER,
)
def begin_example_books(work: Work, year: int, village: Village) -> None:
    """The opening balance of the first year, with what was owed on its first day."""
    before = year - 1
    add_open_items(
        work,
        [
            _bill(
                next(
                    moved
                    for moved in reversed(list(flows_of(before, village)))
                    if moved.flow is SUPPORTER
                ),
                {},
                {},
            ),
            _last_part_of_grant(before, village),
            _hired(before, village),
        ],
    )
    bus, furniture = village.amount(BUS), village.amount(FURNITURE)
    balances = {
        "02301": bus,
        "02305": bus.part(USED, LASTS[BUS]),
        "02251": furniture,
        "02255": furniture.part(USED, LASTS[FURNITURE]),
        "14165": village.insurance(before).part(12 - INSURED, 12),
        MONEY[BANK]: village.amount(9_300_00),
        MONEY["savings"]: village.amount(12_000_00),
        MONEY[CASH]: village.amount(240_00),
        "17201": village.amount(REVIEW, before),
        "17290": village.amount(GRANT, year).part(ADVANCE, 100),
        "05371": village.amount(6_000_00),
        "05255": village.amount(9_000_00),
    }
    difference = opening_difference(opening_rows(work.session, str(year)), balances)
    begin_books(work, NewBooks(str(year), {**balances, "05253": difference}))
    ids = _accounts(work)
    for kind, number, name, purpose in (
        (
            "restricted_funds",
            "05351",
            LIFT,
            N_("Upkeep of the wheelchair lift, as the giver asks."),
        ),
        ("designated_reserves", "05371", NEXT_BUS, N_("A bus to follow the one that we have.")),
    ):
        work.add(
            Fund(
                kind=kind, name=_(name), account_id=ids[number], purpose=_(purpose), most=None,
                resolution_id=None, in_use=True,
            )
        )  # fmt: skip
    work.session.flush()
    aside = select(Fund).where(Fund.kind == "designated_reserves")
    for fund in work.session.scalars(aside):
        for line in work.session.scalars(select(Line).where(Line.account_id == fund.account_id)):
            line.fund_id = fund.id
    work.about = str(year)


def lasting_things(session: Session, year: int, village: Village) -> list[NewAsset]:
    """The bus and the furniture, bought some years before the books begin."""
    about = {row.theme: row.id for row in list_activities(session)}
    ids = {row.number: row.id for row in list_accounts(session)}
    return [
        NewAsset(
            _(name),
            date(year - USED, 1, 1),
            village.amount(price),
            12 * LASTS[price],
            ids[asset],
            ids[written_off],
            ids[cost],
            activity_id=about.get(theme),
        )
        for price, name, theme, asset, written_off, cost in (
            (BUS, N_("Village bus"), "transport", "02301", "02305", "43230"),
            (FURNITURE, N_("Furniture of the village house"), "", "02251", "02255", "43240"),
        )
    ]


@operation(
    "example.books",
    N_("Fill in example bookings"),
    N_("{who} booked what came and went until {about}"),
    NEVER,
)
def keep_books(work: Work, since: date, village: Village) -> None:
    """What came and went after `since` until today; bills are paid when they are due."""
    until = work.today
    work.about = date_long(until)
    entries: list[NewEntry] = []
    items: list[NewOpenItem] = []
    funds = {row.name: row.id for row in work.session.scalars(select(Fund))}
    about = {row.theme: row.id for row in list_activities(work.session)}
    ids = _accounts(work)
    for year in range(since.year, until.year + 1):
        for moved in flows_of(year, village):
            if moved.flow.way == BILL:
                items.append(_bill(moved, ids, about))
            else:
                entries.append(_moved(moved, ids, about, funds))
        entries += [_transferred(each, ids, about) for each in transfers_of(year, village)]
        items += [_hired(year, village), _last_part_of_grant(year, village)]
    now = [each for each in entries if since < each.dated <= until]
    post(work, get_chart(work), sorted(now, key=lambda each: each.dated))
    add_open_items(work, [each for each in items if since < each.dated <= until])
    settle(work, list(_due(work, until)))
    for year in range(since.year, until.year + 1):
        if since < date(year, 12, 31) <= until:
            depreciate(work, str(year))
    work.about = date_long(until)


def shares_of_result(session: Session, year: BookYear, village: Village) -> list[Share]:
    """What of a result goes to the restricted fund, to the next bus, and to the other reserves."""
    receivers = {each.name: each for each in list_receivers(session, year.label)}
    lift, bus = receivers[_(LIFT)], receivers[_(NEXT_BUS)]
    usual = next(each for each in receivers.values() if each.usual)
    restricted = -Money.total(
        session.scalars(
            select(Line.amount)
            .join(Account, Account.id == Line.account_id)
            .where(
                Line.fund_id == lift.fund_id,
                Line.book_year == year.label,
                Account.id != lift.account_id,
            )
        )
    )
    aside = village.amount(ASIDE)
    rest = left_to_appropriate(session, year) - restricted - aside
    return [
        Share(each.account_id, amount, each.fund_id)
        for each, amount in ((lift, restricted), (bus, aside), (usual, rest))
    ]


def _accounts(work: Work) -> dict[str, int]:
    return dict(work.session.execute(select(Account.number, Account.id)).all())


def _moved(
    moved: Moved, ids: Mapping[str, int], about: Mapping[str, int], funds: Mapping[str, int]
) -> NewEntry:
    flow = moved.flow
    return NewEntry(
        CASH_JOURNAL if flow.way == CASH else BANK_JOURNAL,
        moved.dated,
        _(flow.what),
        [
            NewLine(ids[MONEY[flow.way]], moved.amount),
            NewLine(
                ids[flow.account],
                -moved.amount,
                activity_id=about.get(flow.theme),
                fund_id=funds[_(LIFT)] if flow.restricted else None,
            ),
        ],
        party=flow.who,
    )


def _transferred(each: Transfer, ids: Mapping[str, int], about: Mapping[str, int]) -> NewEntry:
    activity = about.get(each.theme)
    debit, credit = ids[each.debit], ids[each.credit]
    return NewEntry(
        BANK_JOURNAL if MONEY[BANK] in (each.debit, each.credit) else MEMORIAL,
        each.dated,
        each.what,
        [
            NewLine(debit, each.amount, activity_id=activity),
            NewLine(credit, -each.amount, activity_id=activity),
        ],
        party=each.who,
        source=each.source,
    )


def _bill(moved: Moved, ids: Mapping[str, int], about: Mapping[str, int]) -> NewOpenItem:
    return NewOpenItem(
        "bill",
        None,
        str(moved.dated.year),
        moved.dated,
        moved.dated + MONTH,
        -moved.amount,
        ": ".join((moved.flow.who, _(moved.flow.what))),
        direction="payable",
        account_id=ids.get(moved.flow.account),
        activity_id=about.get(moved.flow.theme),
    )


def _hired(year: int, village: Village) -> NewOpenItem:
    """The choir hires the hall at the end of a year and pays in the next."""
    text = ": ".join((HIRER, _("Hire of the hall")))
    dated = date(year, 12, 15)
    amount = village.amount(HIRE, year)
    return NewOpenItem("rent", None, str(year), dated, dated + MONTH, amount, text)


def _last_part_of_grant(year: int, village: Village) -> NewOpenItem:
    """It comes when the municipality has seen the accounts of the year."""
    amount = village.amount(GRANT, year).part(REST, 100)
    text = _("Grant {year}, last part").format(year=year)
    last, due = date(year, 12, 31), date(year + 1, 6, 20)
    return NewOpenItem("grant", None, str(year), last, due, amount, text)


def _due(work: Work, until: date) -> Iterator[NewSettlement]:
    """What the example itself owes or is owed and has not paid yet, on the day that it is due."""
    for item in work.session.scalars(
        select(OpenItem)
        .outerjoin(Settlement, Settlement.open_item_id == OpenItem.id)
        .where(OpenItem.kind.in_(_OWN), OpenItem.due <= until, Settlement.id.is_(None))
        .order_by(OpenItem.due, OpenItem.id)
    ):
        yield NewSettlement(item.id, item.amount, item.due)
