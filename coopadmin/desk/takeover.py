"""Beginning the books with those of another program, out of its audit file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from coopadmin.capital.model import CapitalMovement
from coopadmin.cooperative.queries import get_book_years, get_cooperative
from coopadmin.desk.bookkeeping import (
    item_lines,
    lay_books,
    open_books,
    opening_rows,
    signed,
)
from coopadmin.formats.auditfile import AuditFile, AuditTransaction
from coopadmin.kernel.calendar import BookYear, Period
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import N_, Problem, refuse
from coopadmin.ledger.accounts import NewAccount, list_accounts
from coopadmin.ledger.chart import chart_of
from coopadmin.ledger.dimensions import activity_names, fund_names
from coopadmin.ledger.entries import NewEntry, NewLine
from coopadmin.ledger.mapping import NEW, Known, Match, match_accounts
from coopadmin.ledger.model import Account, OpenItem, Settlement
from coopadmin.ledger.posting import Chart, post
from coopadmin.store.work import Work, operation
from coopadmin.words import _

# Kind and number of a journal, and an entry in which something moves.
Moving = tuple[str, str, AuditTransaction]


@dataclass(frozen=True)
class Takeover:
    """The books of a file to begin with.

    As a whole: its opening balance and its entries. With `closing` only what stands on its
    balance sheet at the end, which opens the year after. `accounts` are choices of a person: our
    number by theirs.
    """

    audit: AuditFile
    closing: bool = False
    accounts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class TakeoverPlan:
    """What beginning with a file would do; `result` is what its year earned, above zero."""

    first_year: BookYear
    matches: tuple[Match, ...]
    entries: int
    lines: int
    result: Money
    remarks: tuple[Problem, ...]

    @property
    def new(self) -> tuple[Match, ...]:
        return tuple(match for match in self.matches if match.way == NEW)


def plan_takeover(session: Session, wanted: Takeover) -> TakeoverPlan:
    """What would be done. Raises Refused when it cannot be."""
    audit = wanted.audit
    year = _first_year(session, wanted)
    matches = match_accounts(audit, known_accounts(session), wanted.accounts)
    result = -Money.total(match.closing for match in matches if not match.on_balance)
    if wanted.closing:
        matches = tuple(match for match in matches if match.on_balance and match.closing)
        entries = []
    else:
        _check_nothing_recorded(session, year)
        entries = _whole(audit)
    lines = sum(bool(line.amount) for *_journal, entry in entries for line in entry.lines)
    remarks = (
        *_outside(audit.year.period, entries),
        *_differences(session, year, _balances(matches, wanted.closing)),
    )
    return TakeoverPlan(year, matches, len(entries), lines, result, remarks)


def known_accounts(session: Session) -> list[Known]:
    """The accounts that an account of a file can become: those of the chart, in use."""
    here = get_cooperative(session)
    known = {
        each.number: Known(each.number, _(each.name), each.place, each.rgs)
        for each in chart_of(here.kind, here.legal_form)
    }
    for row in list_accounts(session, in_use=True):
        known[row.number] = Known(row.number, row.name, row.place, row.rgs)
    return [known[number] for number in sorted(known)]


def _first_year(session: Session, wanted: Takeover) -> BookYear:
    years, theirs = get_book_years(session), wanted.audit.year
    year = years.on(theirs.first)
    if theirs.first != year.first or theirs.last > year.last:
        raise refuse(
            "takeover.year",
            N_(
                "The file runs through {theirs}, but book year {label} here through {ours}."
                " Export that year, or put the book years right first."
            ),
            theirs=theirs.period,
            label=year.label,
            ours=year.period,
        )
    if not wanted.closing:
        return year
    if theirs.last != year.last:
        raise refuse(
            "takeover.part",
            N_("The file ends on {last}, before its year does. Export the whole year."),
            last=theirs.last,
        )
    return years.after(year)


def _check_nothing_recorded(session: Session, year: BookYear) -> None:
    """What is recorded here in the year stands in the file as well: it would be booked twice."""
    recorded = sum(
        session.scalar(
            select(func.count()).where(table.dated >= year.first, table.dated <= year.last)
        )
        or 0
        for table in (OpenItem, Settlement, CapitalMovement)
    )
    if recorded:
        raise refuse(
            "takeover.recorded",
            N_(
                "In {year} contributions, payments or capital are recorded here, which the file"
                " holds too. Begin with its closing balance, in the year after."
            ),
            year=year.label,
        )


def _outside(period: Period, entries: list[Moving]) -> Iterator[Problem]:
    outside = sum(entry.dated not in period for *_journal, entry in entries)
    if outside:
        yield Problem(
            "takeover.outside",
            N_("Bookings with a day outside the year get its first or last day: {count}."),
            {"count": outside},
        )


def _differences(
    session: Session, year: BookYear, balances: Mapping[str, int]
) -> Iterator[Problem]:
    """Where open items and capital of before, as they are recorded here, make another amount."""
    for row in opening_rows(session, year.label):
        theirs = signed(row, Money(balances.get(row.number, 0)))
        if row.fixed and theirs != row.fixed:
            yield Problem(
                "takeover.differs",
                N_(
                    "“{name}” is {theirs} in the file and {ours} in what is recorded here. The"
                    " difference is booked there without a name."
                ),
                {"name": row.name, "theirs": theirs, "ours": row.fixed},
            )


def _balances(matches: Iterable[Match], closing: bool) -> Counter[str]:
    """What the books begin with, in cents by number of our account, debit above zero."""
    balances: Counter[str] = Counter()
    for each in matches:
        balances[each.ours.number] += (each.closing if closing else each.opening).cents
    return balances


def _whole(audit: AuditFile) -> list[Moving]:
    """The entries in which something moves, with kind and number of their journal, oldest first."""
    found = [
        (journal.kind, journal.number, entry)
        for journal in audit.journals
        for entry in journal.transactions
        if any(line.amount for line in entry.lines)
    ]
    return sorted(found, key=lambda each: each[2].dated)


@operation(
    "ledger.take_over",
    N_("Take over books"),
    N_("{who} began the books with those of another program, {about}"),
)
def take_over_books(work: Work, wanted: Takeover) -> TakeoverPlan:
    """Begin the books with an audit file: its accounts, opening balance and entries.

    Raises Refused, with nothing changed, for what `plan_takeover` refuses and for entries that
    these books do not hold.
    """
    plan = plan_takeover(work.session, wanted)
    accounts = tuple(
        NewAccount(each.ours.number, each.ours.name, each.ours.place, each.ours.rgs)
        for each in plan.new
    )
    year = lay_books(work, plan.first_year.label, accounts)
    numbers = dict(work.session.execute(select(Account.number, Account.id)).all())
    ids = {each.theirs.number: numbers[each.ours.number] for each in plan.matches}
    balances = Counter(
        {
            numbers[number]: cents
            for number, cents in _balances(plan.matches, wanted.closing).items()
        }
    )
    if wanted.closing and plan.result:
        result = work.session.scalars(select(Account.id).where(Account.role == "result")).one()
        balances[result] -= plan.result.cents
    chart = open_books(
        work, year, lambda chart: _opening_lines(work.session, chart, year, balances)
    )
    if not wanted.closing:
        post(work, chart, list(_entries(work.session, wanted.audit, year, ids)))
    work.about = year.label
    return plan


def _opening_lines(
    session: Session, chart: Chart, year: BookYear, balances: Mapping[int, int]
) -> Iterator[NewLine]:
    """What the file has on each account, with what is open here on lines of its own."""
    rest = Counter(balances)
    for line in item_lines(session, chart, year):
        rest[line.account_id] -= line.amount.cents
        yield line
    for account, cents in rest.items():
        if cents:
            yield NewLine(account, Money(cents))


def _entries(
    session: Session, audit: AuditFile, year: BookYear, ids: Mapping[str, int]
) -> Iterator[NewEntry]:
    activities, funds = (
        {name.casefold(): value for value, name in names.items()}
        for names in (activity_names(session), fund_names(session))
    )
    people = {relation.number: relation.name for relation in audit.relations}
    for kind, journal, entry in _whole(audit):
        told = f"{journal} {entry.number}".strip()
        who = {people[line.relation] for line in entry.lines if line.relation in people}
        lines = [
            NewLine(
                ids[line.account],
                line.amount,
                line.description,
                activities.get(line.cost.casefold()),
                funds.get(line.project.casefold()),
            )
            for line in entry.lines
            if line.amount
        ]
        yield NewEntry(
            kind,
            min(max(entry.dated, year.first), year.last),
            f"{entry.description} ({told})" if entry.description else told,
            lines,
            party=who.pop() if len(who) == 1 else "",
            source="takeover",
        )
