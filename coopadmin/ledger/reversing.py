"""Taking entries back: reversals that stay visible, and giving back numbers that were the last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select

from coopadmin.ledger.entries import MEMORIAL, OPENING, NewEntry, NewLine
from coopadmin.ledger.model import Entry, Line, Settlement
from coopadmin.ledger.posting import Chart, post, post_settlements
from coopadmin.ledger.rules import NewSettlement
from coopadmin.store.numbering import refuse_when_numbered_on
from coopadmin.store.work import CHUNK, Work


def post_reversal(
    work: Work, chart: Chart, settlement: Settlement, back_id: int, dated: date
) -> None:
    """Book that a payment was taken back: its entry with the sides turned."""
    entry_id = work.session.scalar(
        select(Line.entry_id).where(Line.settlement_id == settlement.id).limit(1)
    )
    if entry_id is None:
        post_settlements(
            work,
            chart,
            [NewSettlement(settlement.open_item_id, -settlement.amount, dated, settlement.method)],
            [back_id],
        )
        return
    post_turned(work, chart, entry_id, dated, back_id)


def turned(work: Work, entry_id: int, dated: date, settlement_id: int | None = None) -> NewEntry:
    """The entry that takes another one back: the same lines with the sides turned."""
    entry = work.get(Entry, entry_id)
    lines = work.session.scalars(
        select(Line).where(Line.entry_id == entry_id).order_by(Line.position)
    )
    return NewEntry(
        entry.journal if entry.journal != OPENING else MEMORIAL,
        dated,
        entry.description,
        [
            NewLine(
                line.account_id,
                -line.amount,
                line.description,
                line.activity_id,
                line.fund_id,
                line.open_item_id,
                settlement_id if line.settlement_id is not None else None,
            )
            for line in lines
        ],
        entry.person_id,
        entry.party,
        entry.source,
        entry_id,
    )


def post_turned(
    work: Work,
    chart: Chart,
    entry_id: int,
    dated: date | None = None,
    settlement_id: int | None = None,
) -> int:
    """Set a reversal against an entry and against what follows from it; gives that of the first.

    Each is dated as what it reverses, or `dated`, but never before what it reverses.
    """
    entry = work.get(Entry, entry_id)
    (back,) = post(work, chart, [turned(work, entry_id, dated or entry.dated, settlement_id)])
    for follower in work.session.scalars(
        select(Entry).where(Entry.follows_id == entry_id).order_by(Entry.dated, Entry.number)
    ).all():
        post(
            work,
            chart,
            [turned(work, follower.id, max(dated or follower.dated, follower.dated))],
            follows=back,
        )
    return back


def unpost(work: Work, *, open_items: Sequence[int] = (), settlements: Sequence[int] = ()) -> None:
    """Take away the entries of open items or payments that go, and give back their numbers.

    Refused when a later entry numbered on from one of them.
    """
    found: set[int] = set()
    for column, wanted in (
        (Line.open_item_id, list(open_items)),
        (Line.settlement_id, list(settlements)),
    ):
        for start in range(0, len(wanted), CHUNK):
            found |= set(
                work.session.scalars(
                    select(Line.entry_id).where(column.in_(wanted[start : start + CHUNK]))
                )
            )
    remove_entries(work, sorted(found))


def remove_entries(work: Work, ids: Sequence[int]) -> None:
    """Take entries away with their lines and with what follows from them. Raises Refused."""
    if not ids:
        return
    going = sorted(
        work.session.scalars(
            select(Entry.id).where(or_(Entry.id.in_(ids), Entry.follows_id.in_(ids)))
        )
    )
    refuse_when_numbered_on(work.session, Entry, going)
    lines = list(work.session.scalars(select(Line.id).where(Line.entry_id.in_(going))))
    work.remove_many(Line, lines)
    work.remove_many(Entry, going)
