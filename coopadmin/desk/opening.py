"""The opening balance as it stands, and changing it as long as its year is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from coopadmin.desk.bookkeeping import OpeningRow, check_opening, opening_rows, signed
from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import N_, refuse
from coopadmin.ledger.entries import OPENING, NewEntry, NewLine
from coopadmin.ledger.entry_queries import find_bookkeeping
from coopadmin.ledger.model import Account, Entry, Line
from coopadmin.ledger.posting import get_chart, lines_of, post
from coopadmin.ledger.reversing import remove_entries
from coopadmin.store.work import Work, operation
from coopadmin.words import _


@dataclass(frozen=True)
class OpeningFacts:
    """The opening balance of the first year: what can be filled in, and what was."""

    first_year: str
    rows: tuple[OpeningRow, ...]
    balances: Mapping[str, Money]


def opening_balance(session: Session) -> OpeningFacts:
    """The opening balance as it is booked. Raises Refused as long as no books are kept here."""
    begun = find_bookkeeping(session)
    if begun is None:
        raise refuse(
            "ledger.not_begun",
            N_("No books are kept here yet. Begin them with their first year."),
        )
    booked = dict(
        session.execute(
            select(Account.number, func.sum(Line.amount))
            .join(Line, Line.account_id == Account.id)
            .join(Entry, Entry.id == Line.entry_id)
            .where(Entry.journal == OPENING)
            .group_by(Account.number)
        ).all()
    )
    rows = []
    for row in opening_rows(session, begun.first_year):
        here = signed(row, booked.get(row.number, ZERO))
        # What follows from elsewhere stays as it was when the books began.
        rows.append(replace(row, fixed=here) if row.fixed is not None else row)
        booked[row.number] = here
    filled = {row.number: booked[row.number] for row in rows if row.fixed is None}
    given = {number: amount for number, amount in filled.items() if amount}
    return OpeningFacts(begun.first_year, tuple(rows), given)


@operation(
    "ledger.change_opening",
    N_("Change opening balance"),
    N_("{who} changed the opening balance of {about}"),
)
def change_opening(work: Work, balances: Mapping[str, Money]) -> None:
    """What accounts held when the books began, from now on; what follows from elsewhere stays.

    Raises Refused when it does not balance, and when the first year is closed.
    """
    chart = get_chart(work)
    work.about = chart.first_year
    if chart.first_year in chart.locked:
        raise refuse(
            "books.first_closed",
            N_("Book year {year} is closed. Reopen it to change its opening balance."),
            year=chart.first_year,
        )
    facts = opening_balance(work.session)
    work.check(check_opening(facts.rows, balances))
    ids = dict(work.session.execute(select(Account.number, Account.id)).all())
    wanted = [
        NewLine(ids[row.number], signed(row, balances[row.number]))
        for row in facts.rows
        if balances.get(row.number)
    ]
    entry_id = work.session.scalar(select(Entry.id).where(Entry.journal == OPENING))
    if entry_id is None:
        if wanted:
            text = _("Opening balance {year}").format(year=chart.first_year)
            post(work, chart, [NewEntry(OPENING, chart.first, text, wanted, source="opening")])
        return
    kept = {ids[row.number] for row in facts.rows if row.fixed is not None}
    lines = work.session.execute(select(Line.id, Line.account_id).where(Line.entry_id == entry_id))
    standing = {line_id: account in kept for line_id, account in lines}
    work.remove_many(Line, [line_id for line_id, stays in standing.items() if not stays])
    if wanted:
        work.add_many(Line, lines_of(entry_id, chart.first_year, wanted))
    elif not any(standing.values()):
        remove_entries(work, [entry_id])
