"""Operations on entries: booking, changing what was booked, and setting a reversal against it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from coopadmin.kernel.problem import N_, refuse
from coopadmin.ledger.entries import NewEntry, entry_number
from coopadmin.ledger.funds import ask_about_funds
from coopadmin.ledger.model import Entry, Line
from coopadmin.ledger.posting import get_chart, lines_of, post, problems_of
from coopadmin.ledger.reversing import post_turned
from coopadmin.store.work import Work, operation

BY_HAND = frozenset({"form", "donation", "receipt"})
"""Sources of entries that somebody typed, and can change as long as their year is open."""
MADE_ELSEWHERE = frozenset(
    {
        "item",
        "settlement",
        "opening",
        "capital",
        "appropriation",
        "write_off",
        "credit",
        "disposal",
    }
)
"""Sources of entries that are taken back where they were made."""


@operation("ledger.book", N_("Book"), N_("{who} booked {about}"))
def book_entry(work: Work, new: NewEntry) -> str:
    """Write one entry; gives its number, `MEM2026-0003`. Raises Refused."""
    chart = get_chart(work)
    work.check(ask_about_funds(work.session, [new]))
    (entry_id,) = post(work, chart, [new])
    return named(work, entry_id)


@operation("ledger.change_entry", N_("Change booking"), N_("{who} changed booking {about}"))
def change_entry(work: Work, entry_id: int, new: NewEntry) -> None:
    """What an entry that was typed says from now on, in the same year under the same number."""
    chart = get_chart(work)
    entry = work.get(Entry, entry_id)
    if entry.source not in BY_HAND or entry.reverses_id is not None or _reversed(work, entry_id):
        raise refuse(
            "entry.made",
            N_("{number} follows from something else. Change that, or reverse this booking."),
            number=entry_number(entry.journal, entry.book_year, entry.number),
        )
    work.check(problems_of(new, chart))
    label = chart.label_on(new.dated)
    if (new.journal, label) != (entry.journal, entry.book_year):
        raise refuse(
            "entry.moved",
            N_("A booking keeps its journal and its year. Reverse it, and book it anew."),
            field="dated",
        )
    entry.dated = new.dated
    entry.description = new.description.strip()
    entry.person_id = new.person_id
    entry.party = new.party.strip()
    work.session.flush()
    old = list(work.session.scalars(select(Line.id).where(Line.entry_id == entry_id)))
    work.remove_many(Line, old)
    work.add_many(Line, lines_of(entry_id, label, new.lines))
    work.about = entry_number(entry.journal, label, entry.number)


@operation("ledger.reverse", N_("Reverse booking"), N_("{who} reversed booking {about}"))
def reverse_entry(work: Work, entry_id: int, dated: date | None = None) -> str:
    """Set an entry with the sides turned against one that was wrong; gives its number.

    `dated` is the day of the entry, or today when its year is closed. Both stay visible, and what
    follows from the entry is reversed with it.
    """
    chart = get_chart(work)
    entry = work.get(Entry, entry_id)
    number = entry_number(entry.journal, entry.book_year, entry.number)
    if entry.reverses_id is not None or _reversed(work, entry_id):
        raise refuse("entry.reversed", N_("{number} is reversed already."), number=number)
    if entry.source in MADE_ELSEWHERE or entry.follows_id is not None:
        raise refuse(
            "entry.made_elsewhere",
            N_("{number} was made by something else. Take that back where it was made."),
            number=number,
        )
    closed = entry.book_year in chart.locked
    back = post_turned(work, chart, entry_id, dated or (work.today if closed else None))
    written = named(work, back)
    work.about = number
    return written


def _reversed(work: Work, entry_id: int) -> bool:
    found = work.session.scalar(select(Entry.id).where(Entry.reverses_id == entry_id))
    return found is not None


def named(work: Work, entry_id: int) -> str:
    """The number of an entry just written, which the operation is then about."""
    entry = work.get(Entry, entry_id)
    number = entry_number(entry.journal, entry.book_year, entry.number)
    work.about = work.about or f"{number}, {entry.description}"
    return number
