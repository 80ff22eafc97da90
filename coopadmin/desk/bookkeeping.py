"""Beginning the books: the chart of accounts, the opening balance, and what happened since."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from coopadmin.capital.lots import held_on
from coopadmin.capital.model import CapitalMovement, ShareKind
from coopadmin.capital.posting import account_role, post_movement
from coopadmin.capital.queries import moves_of
from coopadmin.capital.rules import BY_BANK, CAPITAL_KIND, NewMovement, movement_number
from coopadmin.cooperative.queries import get_book_year, get_cooperative
from coopadmin.kernel.calendar import BookYear
from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import N_, Problem, refuse
from coopadmin.ledger.accounts import NewAccount, add_accounts, lay_chart
from coopadmin.ledger.chart import chart_of
from coopadmin.ledger.entries import LARGEST, OPENING, NewEntry, NewLine, too_large
from coopadmin.ledger.model import Account, Bookkeeping, OpenItem, Settlement
from coopadmin.ledger.places import PLACES, RESULT_KINDS
from coopadmin.ledger.posting import (
    Chart,
    chart_for,
    find_chart,
    post,
    post_items,
    post_settlements,
)
from coopadmin.ledger.rules import CONTROL_ROLES, NewOpenItem, NewSettlement, control_role
from coopadmin.store.work import Work, operation
from coopadmin.words import _

EXPLAIN_PERCENT, EXPLAIN_ABOVE = 5, Money(25_000)
_CONTRA = re.compile(r"^B[IM]va.*C[au]e$|^BVorDebVdd$")
"""Codes of the RGS for what was written off, and for debts that will not be paid."""


@dataclass(frozen=True)
class NewBooks:
    """The books to be: their first year and its opening balance by number of account.

    An amount is positive on the side where the account belongs: what we have, what we owe, what
    reserves hold, and what was written off in all. What members owe or hold follows from what is
    recorded and is not given.
    """

    first_year: str
    balances: Mapping[str, Money] = field(default_factory=dict)
    accounts: tuple[NewAccount, ...] = ()


@dataclass(frozen=True)
class OpeningRow:
    """An account of the balance sheet as the opening balance asks for it.

    `fixed` is what follows from open items and capital, and cannot be filled in. `contra` lessens
    what we have, as depreciation does.
    """

    number: str
    name: str
    place: str
    fixed: Money | None
    role: str = ""
    contra: bool = False


def opening_rows(session: Session, first_year: str) -> list[OpeningRow]:
    """The accounts of the balance sheet for an opening balance, in order of number."""
    year = get_book_year(session, first_year)
    here = get_cooperative(session)
    fixed = _fixed(session, year)
    known = {
        account.number: (_(account.name), account.place, account.role, account.rgs)
        for account in chart_of(here.kind, here.legal_form)
    }
    for account in session.scalars(select(Account)):
        known[account.number] = (account.name, account.place, account.role, account.rgs)
        if not account.in_use:
            del known[account.number]
    return [
        OpeningRow(
            number,
            name,
            place,
            fixed.get(role, ZERO if role in CONTROL_ROLES else None),
            role,
            bool(_CONTRA.search(rgs)),
        )
        for number, (name, place, role, rgs) in sorted(known.items())
        if not PLACES[place].kinds & RESULT_KINDS and role != "result"
    ]


@operation("ledger.begin", N_("Begin the books"), N_("{who} began the books with {about}"))
def begin_books(work: Work, new: NewBooks) -> None:
    """Begin the books with a first year, and book what is recorded from its first day on.

    Raises Refused when the opening balance does not balance, and when books are kept already.
    """
    year = lay_books(work, new.first_year, new.accounts)
    work.check(check_opening(opening_rows(work.session, year.label), new.balances))
    open_books(work, year, lambda chart: _opening_lines(work.session, chart, new, year))


def lay_books(work: Work, first_year: str, accounts: Sequence[NewAccount]) -> BookYear:
    """The chart of accounts with some more, for a first year. Raises Refused."""
    if find_chart(work) is not None:
        raise refuse("books.begun", N_("Books are kept here already."))
    year = get_book_year(work.session, first_year)
    here = get_cooperative(work.session)
    work.about = year.label
    lay_chart(work, here.kind, here.legal_form)
    add_accounts(work, accounts)
    return year


def open_books(work: Work, year: BookYear, lines_of: Callable[[Chart], Iterable[NewLine]]) -> Chart:
    """Books from this year on: their opening balance, and what was recorded since."""
    work.add(
        Bookkeeping(
            first_year=year.label,
            first=year.first,
            explain_percent=EXPLAIN_PERCENT,
            explain_above=EXPLAIN_ABOVE,
        )
    )
    work.session.flush()
    chart = chart_for(work, year.label, year.first)
    if lines := list(lines_of(chart)):
        text = _("Opening balance {year}").format(year=year.label)
        post(work, chart, [NewEntry(OPENING, year.first, text, lines, source="opening")])
    _post_what_was(work, chart, year)
    work.about = year.label
    return chart


def check_opening(rows: Sequence[OpeningRow], balances: Mapping[str, Money]) -> Iterator[Problem]:
    """Known accounts of the balance sheet, and both sides equal."""
    known = {row.number: row for row in rows}
    for number, amount in balances.items():
        row = known.get(number)
        if row is None:
            yield Problem(
                "books.account",
                N_("{number} is no account of the balance sheet."),
                {"number": number},
                number,
            )
        elif row.fixed is not None:
            yield Problem(
                "books.fixed",
                N_("“{name}” follows from what is recorded. Leave it empty."),
                {"name": row.name},
                number,
            )
        elif abs(amount.cents) >= LARGEST.cents:
            yield replace(too_large(), field=number)
    difference = opening_difference(rows, balances)
    if difference:
        yield Problem(
            "books.unbalanced",
            N_("What there is and where it came from differ by {difference}. Make them equal."),
            {"difference": difference},
        )


def opening_difference(rows: Sequence[OpeningRow], balances: Mapping[str, Money]) -> Money:
    """What there is, less what is owed and the reserves; nothing when the balance is right."""
    return Money.total(
        signed(row, balances.get(row.number, ZERO) if row.fixed is None else row.fixed)
        for row in rows
    )


def signed(row: OpeningRow, amount: Money) -> Money:
    """The amount as a line has it: debit above zero."""
    return amount if ("asset" in PLACES[row.place].kinds) != row.contra else -amount


def _opening_lines(
    session: Session, chart: Chart, new: NewBooks, year: BookYear
) -> Iterator[NewLine]:
    ids = dict(session.execute(select(Account.number, Account.id)).all())
    by_role = {account_id: role for role, account_id in chart.roles.items()}
    for row in opening_rows(session, year.label):
        account = ids[row.number]
        if by_role.get(account, "") in CONTROL_ROLES:
            continue
        amount = new.balances.get(row.number, ZERO) if row.fixed is None else row.fixed
        if amount:
            yield NewLine(account, signed(row, amount))
    yield from item_lines(session, chart, year)


def item_lines(session: Session, chart: Chart, year: BookYear) -> Iterator[NewLine]:
    """What was open before the year, a line for each on its control account."""
    for item, still_open in _open_before(session, year):
        sign = 1 if item.direction == "receivable" else -1
        yield NewLine(
            chart.account(control_role(item.kind, item.direction)),
            still_open * sign,
            f"{item.description} {item.reference}".strip(),
            open_item_id=item.id,
        )


def _open_before(session: Session, year: BookYear) -> Iterator[tuple[OpenItem, Money]]:
    paid = dict(
        session.execute(
            select(Settlement.open_item_id, func.sum(Settlement.amount))
            .where(Settlement.dated < year.first)
            .group_by(Settlement.open_item_id)
        ).all()
    )
    for item in session.scalars(
        select(OpenItem).order_by(OpenItem.dated, OpenItem.reference, OpenItem.id)
    ):
        owed = item.amount if item.dated < year.first else ZERO
        if still_open := owed - paid.get(item.id, ZERO):
            yield item, still_open


def _fixed(session: Session, year: BookYear) -> dict[str, Money]:
    """What follows from open items and capital, by role, positive on its own side."""
    found: dict[str, int] = defaultdict(int)
    for item, still_open in _open_before(session, year):
        found[control_role(item.kind, item.direction)] += still_open.cents
    moves = moves_of(session)
    if moves:
        treatments = dict(session.execute(select(ShareKind.id, ShareKind.treatment)).all())
        found["share_capital"] = found["member_loans"] = 0
        for (_person, kind), amount in held_on(moves, year.first - timedelta(days=1)).items():
            found[account_role(treatments[kind])] += amount.cents
    return {role: Money(cents) for role, cents in found.items()}


def _post_what_was(work: Work, chart: Chart, year: BookYear) -> None:
    """Book what was recorded from the first day on, as if books had been kept then."""
    roles = {
        item_id: account_role(treatment)
        for item_id, treatment in work.session.execute(
            select(CapitalMovement.open_item_id, ShareKind.treatment)
            .join(ShareKind, ShareKind.id == CapitalMovement.kind_id)
            .where(CapitalMovement.open_item_id.is_not(None))
        )
    }
    items = list(
        work.session.scalars(
            select(OpenItem)
            .where(OpenItem.dated >= year.first)
            .order_by(OpenItem.dated, OpenItem.reference, OpenItem.id)
        )
    )
    post_items(work, chart, [_again(item, roles) for item in items], [item.id for item in items])
    kinds = dict(work.session.execute(select(OpenItem.id, OpenItem.kind)).all())
    payments = list(
        work.session.scalars(
            select(Settlement)
            .where(Settlement.dated >= year.first)
            .order_by(Settlement.dated, Settlement.id)
        )
    )
    post_settlements(
        work,
        chart,
        [_paid(each, kinds, roles) for each in payments],
        [each.id for each in payments],
    )
    for movement in work.session.scalars(
        select(CapitalMovement)
        .where(CapitalMovement.dated >= year.first)
        .order_by(CapitalMovement.dated, CapitalMovement.id)
    ):
        if movement.type not in BY_BANK:
            post_movement(
                work,
                NewMovement(
                    movement.type,
                    movement.kind_id,
                    movement.person_id,
                    movement.amount,
                    movement.dated,
                    movement.to_person_id,
                    movement.to_kind_id,
                ),
                movement_number(movement.book_year, movement.number),
            )


def _again(item: OpenItem, roles: Mapping[int | None, str]) -> NewOpenItem:
    return NewOpenItem(
        kind=item.kind,
        person_id=item.person_id,
        book_year=item.book_year,
        dated=item.dated,
        due=item.due,
        amount=item.amount,
        description=item.description,
        reference=item.reference,
        direction=item.direction,
        against=roles.get(item.id, ""),
        party=item.party,
    )


def _paid(
    payment: Settlement, kinds: Mapping[int, str], roles: Mapping[int | None, str]
) -> NewSettlement:
    turned_back = payment.method == "other" and kinds[payment.open_item_id] == CAPITAL_KIND
    against = roles.get(payment.open_item_id, "") if turned_back else ""
    return NewSettlement(
        payment.open_item_id, payment.amount, payment.dated, payment.method, "", against
    )
