"""Privacy in the example: a data breach of last year on which everything was decided."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from coopadmin.kernel.calendar import add_months
from coopadmin.privacy.rules import DONE, NOT, UNLIKELY, NewBreach
from coopadmin.privacy.service import record_breach
from coopadmin.store import Books
from coopadmin.words import N_, _

WHAT = N_("An invitation went to 23 members with all addresses in sight instead of hidden.")
PEOPLE, HELD = N_("Members with e-mail"), N_("E-mail addresses")
MEASURES = N_("Everybody was told and asked to throw it away. Invitations are sent hidden now.")
REASON = N_("Only e-mail addresses, among members who know each other")


def write_breach(books: Books, today: date) -> None:
    """What went wrong half a year ago."""
    day = add_months(today, -6)
    books.do(
        record_breach,
        NewBreach(
            datetime.combine(day, time(10, 15)),
            _(WHAT),
            day - timedelta(days=1),
            _(PEOPLE),
            23,
            _(HELD),
            measures=_(MEASURES),
            risk=UNLIKELY,
            report=NOT,
            report_reason=_(REASON),
            telling=DONE,
            told_on=day,
        ),
    )
