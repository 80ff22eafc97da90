"""Writing entries: the one way into the ledger, so that they balance by construction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import func, select

from coopadmin.cooperative.bookyears import BookYears
from coopadmin.cooperative.queries import get_book_year, get_book_years
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import N_, Problem, Term, refuse
from coopadmin.ledger.entries import (
    BANK,
    CASH,
    MEMORIAL,
    PURCHASE,
    SALES,
    NewEntry,
    NewLine,
    before_books,
    check_entry,
    year_closed,
)
from coopadmin.ledger.model import Account, Bookkeeping, Entry, Line, OpenItem
from coopadmin.ledger.roles import ROLES
from coopadmin.ledger.rules import (
    CREDITED,
    WRITTEN_OFF,
    NewOpenItem,
    NewSettlement,
    control_role,
    income_role,
)
from coopadmin.store.identity import new_id
from coopadmin.store.model import Lock
from coopadmin.store.work import CHUNK, Work

METHOD_ROLES = {
    "bank": "bank",
    "cash": "cash",
    "card": "clearing",
    "collection": "clearing",
    "other": "suspense",
    WRITTEN_OFF: "bad_debts",
}


@dataclass(frozen=True)
class Chart:
    """The accounts as posting meets them, since when books are kept, and which years are locked."""

    first_year: str
    first: date
    years: BookYears
    locked: frozenset[str]
    usable: frozenset[int]
    roles: dict[str, int]
    role_of: dict[int, str]
    _labels: dict[date, str] = field(default_factory=dict)

    def label_on(self, day: date) -> str:
        """The label of the book year of a day; a year of bookings has few different days."""
        if day not in self._labels:
            self._labels[day] = self.years.on(day).label
        return self._labels[day]

    def account(self, role: str) -> int:
        """The account of a role. Raises Refused when it was taken out of use."""
        found = self.roles.get(role)
        if found is None:
            raise refuse(
                "ledger.role",
                N_("No account has the task “{role}”. Give it to one in the chart of accounts."),
                role=Term(ROLES.get(role, role)),
            )
        return found

    def journal(self, account_id: int) -> str:
        """The journal for money that moves on this account."""
        role = self.role_of[account_id]
        return CASH if role == "cash" else BANK if role in ("bank", "savings") else MEMORIAL


def find_chart(work: Work) -> Chart | None:
    """What posting needs, or None as long as no books are kept here."""
    begun = work.session.scalars(select(Bookkeeping)).first()
    return None if begun is None else chart_for(work, begun.first_year, begun.first)


def get_chart(work: Work) -> Chart:
    """What posting needs. Raises Refused as long as no books are kept here."""
    chart = find_chart(work)
    if chart is None:
        raise refuse(
            "ledger.not_begun",
            N_("No books are kept here yet. Begin them with their first year."),
        )
    return chart


def chart_for(work: Work, first_year: str, first: date) -> Chart:
    """What posting needs when books begin with this year."""
    rows = work.session.execute(
        select(Account.id, Account.role).where(Account.in_use).order_by(Account.number.desc())
    ).all()
    locked = work.session.scalars(select(Lock.key).where(Lock.kind == "book_year"))
    return Chart(
        first_year,
        first,
        get_book_years(work.session),
        frozenset(locked),
        frozenset(account_id for account_id, _role in rows),
        {role: account_id for account_id, role in rows if role},
        dict(rows),
    )


def post(
    work: Work, chart: Chart, new: Sequence[NewEntry], follows: int | None = None
) -> list[int]:
    """Write entries, each with the next number of its journal and year; returns their ids.

    All or none. Raises Refused with every problem of every entry.
    """
    if not new:
        return []
    work.check(problem for each in new for problem in problems_of(each, chart))
    labels = [chart.label_on(each.dated) for each in new]
    numbers = _next_numbers(work, set(labels))
    entries, lines = [], []
    for each, label, entry_id in zip(new, labels, new_id.many(len(new)), strict=True):
        numbers[label, each.journal] += 1
        entries.append(
            {
                "id": entry_id,
                "journal": each.journal,
                "book_year": label,
                "number": numbers[label, each.journal],
                "dated": each.dated,
                "description": each.description.strip(),
                "person_id": each.person_id,
                "party": each.party.strip(),
                "source": each.source,
                "follows_id": follows,
                "reverses_id": each.reverses_id,
            }
        )
        lines += lines_of(entry_id, label, each.lines)
    ids = work.add_many(Entry, entries)
    work.add_many(Line, lines)
    return ids


def lines_of(entry_id: int, label: str, lines: Iterable[NewLine]) -> list[dict[str, object]]:
    """The rows of the lines of one entry, in order."""
    return [
        {
            "entry_id": entry_id,
            "position": position,
            "book_year": label,
            "account_id": line.account_id,
            "amount": line.amount,
            "description": line.description,
            "activity_id": line.activity_id,
            "fund_id": line.fund_id,
            "open_item_id": line.open_item_id,
            "settlement_id": line.settlement_id,
        }
        for position, line in enumerate(lines, 1)
    ]


def problems_of(new: NewEntry, chart: Chart) -> Iterator[Problem]:
    """What is wrong with an entry to be, in these books."""
    yield from check_entry(new, chart.usable)
    if new.dated < chart.first:
        yield before_books(chart.first)
    elif (label := chart.label_on(new.dated)) in chart.locked:
        yield year_closed(label)


def _next_numbers(work: Work, labels: set[str]) -> dict[tuple[str, str], int]:
    last: dict[tuple[str, str], int] = defaultdict(int)
    for label, journal, number in work.session.execute(
        select(Entry.book_year, Entry.journal, func.max(Entry.number))
        .where(Entry.book_year.in_(labels))
        .group_by(Entry.book_year, Entry.journal)
    ):
        last[label, journal] = number
    return last


def post_items(work: Work, chart: Chart, new: Sequence[NewOpenItem], ids: Sequence[int]) -> None:
    """Book what is owed: those of one kind, day and year together, a line for each.

    What belongs to another year than its date goes through received in advance or still to
    receive, and for what we owe through paid in advance or still to pay.
    """
    groups: dict[tuple[object, ...], list[tuple[NewOpenItem, int]]] = defaultdict(list)
    for each, item_id in zip(new, ids, strict=True):
        groups[each.kind, each.direction, each.dated, each.book_year].append((each, item_id))
    for items in groups.values():
        _post_group(work, chart, items)


def _post_group(work: Work, chart: Chart, items: list[tuple[NewOpenItem, int]]) -> None:
    head = items[0][0]
    owed_to_us = head.direction == "receivable"
    control = chart.account(control_role(head.kind, head.direction))
    against: dict[tuple[int, int | None, int | None], int] = defaultdict(int)
    for each, _id in items:
        account = each.account_id or chart.account(
            each.against or income_role(each.kind, each.direction)
        )
        against[account, each.activity_id, each.fund_id] += each.amount.cents
    sign = 1 if owed_to_us else -1
    owed = [
        NewLine(
            control,
            each.amount * sign,
            f"{each.description} {each.reference}".strip(),
            open_item_id=item_id,
        )
        for each, item_id in items
    ]
    earned = [
        NewLine(account, Money(cents) * -sign, "", activity, fund)
        for (account, activity, fund), cents in against.items()
    ]
    total = Money.total(line.amount for line in owed)
    text = head.description if len(items) > 1 else owed[0].description
    entry = NewEntry(
        SALES if owed_to_us else PURCHASE,
        head.dated,
        text,
        [*owed, *earned],
        head.person_id if len(items) == 1 else None,
        head.party if len(items) == 1 else "",
        source="item",
    )
    own = chart.label_on(head.dated)
    if not _in_other_year(chart, own, head.book_year):
        post(work, chart, [entry])
        return
    later = head.book_year > own
    role = (
        ("deferred_income" if later else "accrued_income")
        if owed_to_us
        else ("prepaid" if later else "accrued_costs")
    )
    passing = chart.account(role)
    year = get_book_year(work.session, head.book_year)
    moved = NewEntry(
        MEMORIAL,
        year.first if later else year.last,
        text,
        [NewLine(passing, total), *earned],
        source="accrual",
    )
    (first,) = post(work, chart, [replace(entry, lines=[*owed, NewLine(passing, -total)])])
    post(work, chart, [moved], follows=first)


def _in_other_year(chart: Chart, own: str, label: str) -> bool:
    """Whether the year that an amount belongs to can still take it."""
    return label != own and label >= chart.first_year and label not in chart.locked


def post_settlements(
    work: Work, chart: Chart, new: Sequence[NewSettlement], ids: Sequence[int]
) -> None:
    """Book payments: each an entry of its own, money on one side and the open item on the other.

    A credit note goes against the income that the item was, in a later year through what was
    received in advance.
    """
    items = _controls(work, chart, [each.open_item_id for each in new])
    entries: list[NewEntry] = []
    moved: list[tuple[int, NewEntry]] = []
    for each, settlement_id in zip(new, ids, strict=True):
        item, control = items[each.open_item_id]
        role = each.against or _role_of(each, item)
        amount = each.amount if item.direction == "receivable" else -each.amount
        if each.method == CREDITED and _in_later_year(chart, each, item):
            moved.append((len(entries), _moved_credit(work, chart, item, role, amount)))
            role = "deferred_income" if item.direction == "receivable" else "prepaid"
        money = each.account_id or chart.account(role)
        entries.append(
            NewEntry(
                chart.journal(money),
                each.dated,
                f"{item.description} {item.reference}".strip(),
                [
                    NewLine(money, amount),
                    NewLine(
                        control,
                        -amount,
                        open_item_id=item.id,
                        settlement_id=settlement_id,
                    ),
                ],
                item.person_id,
                item.party,
                source={WRITTEN_OFF: "write_off", CREDITED: "credit"}.get(
                    each.method, "settlement"
                ),
            )
        )
    made = post(work, chart, entries)
    for index, entry in moved:
        post(work, chart, [entry], follows=made[index])


def _role_of(new: NewSettlement, item: OpenItem) -> str:
    if new.method == CREDITED:
        return income_role(item.kind, item.direction)
    if new.method == WRITTEN_OFF and item.direction == "payable":
        return "other_income"
    return METHOD_ROLES[new.method]


def _in_later_year(chart: Chart, new: NewSettlement, item: OpenItem) -> bool:
    own = chart.label_on(new.dated)
    return item.book_year > own and _in_other_year(chart, own, item.book_year)


def _moved_credit(work: Work, chart: Chart, item: OpenItem, role: str, amount: Money) -> NewEntry:
    """What a credit note takes off the year that its item belongs to."""
    passing = chart.account("deferred_income" if item.direction == "receivable" else "prepaid")
    return NewEntry(
        MEMORIAL,
        get_book_year(work.session, item.book_year).first,
        f"{item.description} {item.reference}".strip(),
        [NewLine(chart.account(role), amount), NewLine(passing, -amount)],
        source="credit",
    )


def _controls(work: Work, chart: Chart, ids: Iterable[int]) -> dict[int, tuple[OpenItem, int]]:
    wanted = sorted(set(ids))
    return {
        item.id: (item, chart.account(control_role(item.kind, item.direction)))
        for start in range(0, len(wanted), CHUNK)
        for item in work.session.scalars(
            select(OpenItem).where(OpenItem.id.in_(wanted[start : start + CHUNK]))
        )
    }
