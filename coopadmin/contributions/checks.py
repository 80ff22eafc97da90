"""Whether the charges in the file can be right."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from coopadmin.contributions.model import Charge
from coopadmin.contributions.rules import CHARGE_KIND
from coopadmin.kernel.problem import N_, Problem
from coopadmin.ledger.model import OpenItem


def check_charges(session: Session) -> Iterator[Problem]:
    """Charges are numbered without gaps, and each is the open item that it says it is."""
    numbered = select(
        Charge.book_year, func.count(), func.min(Charge.number), func.max(Charge.number)
    ).group_by(Charge.book_year)
    for label, count, first, last in session.execute(numbered):
        if (first, last) != (1, count):
            yield Problem(
                "check.charge_numbers",
                N_("The charges of {year} are not numbered 1 to {count}. Restore a backup."),
                {"year": label, "count": count},
            )
    unlike = session.scalar(
        select(func.count())
        .select_from(OpenItem)
        .outerjoin(Charge, Charge.open_item_id == OpenItem.id)
        .where(
            ((OpenItem.kind == CHARGE_KIND) != Charge.id.is_not(None))
            | (OpenItem.book_year != Charge.book_year)
        )
    )
    if unlike:
        yield Problem(
            "check.charge_items",
            N_("{count} charges and their open items do not agree. Restore a backup."),
            {"count": unlike},
        )
