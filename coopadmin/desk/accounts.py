"""The accounts calendar of a book year: by when the law wants what (DOMAIN 1.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from coopadmin.cooperative.names import is_cooperative
from coopadmin.kernel.calendar import BookYear, add_months

FILING_DAYS = 8
"""Within how many days after adoption the accounts are filed: BW 2:394(1)."""
TAX_MONTHS = 5
"""The usual term of the return of corporation tax; to be checked, the tax office can give more."""
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class AccountsCalendar:
    """The last days for one book year; None where the law asks nothing of this legal form.

    `drawn_up` by the board, `adopted` by the members, `unadopted` filed as not adopted, `limit`
    filed in any case.
    """

    drawn_up: date | None = None
    adopted: date | None = None
    unadopted: date | None = None
    limit: date | None = None


def accounts_calendar(legal_form: str, year: BookYear, more_months: int = 0) -> AccountsCalendar:
    """The calendar of a year for which the members gave `more_months`, at most four by law.

    A cooperative draws up within six months and adopts within one month after that (BW 2:58);
    what is not adopted two months after drawing up is filed as such (2:394(2)), and nothing later
    than twelve months after the year (2:394(3)). An association adopts within six months
    (BW 2:48); a foundation draws up within six (BW 2:10).
    """

    def after(months: int) -> date:
        return add_months(year.last + _DAY, months) - _DAY

    if is_cooperative(legal_form):
        return AccountsCalendar(
            after(6 + more_months), after(7 + more_months), after(8 + more_months), after(12)
        )
    if legal_form in ("vereniging", "vereniging-informeel"):
        return AccountsCalendar(adopted=after(6 + more_months))
    return AccountsCalendar(after(6)) if legal_form == "stichting" else AccountsCalendar()


def filed_by(adopted_on: date) -> date:
    """The last day on which adopted accounts are filed: BW 2:394(1)."""
    return adopted_on + timedelta(days=FILING_DAYS)


def accounts_due(
    legal_form: str, year: BookYear, more_months: int = 0
) -> tuple[date | None, date | None]:
    """When the accounts of a book year are drawn up and adopted."""
    calendar = accounts_calendar(legal_form, year, more_months)
    return calendar.drawn_up, calendar.adopted


def tax_return_by(year: BookYear, months: int = TAX_MONTHS) -> date:
    """The last day for the return of corporation tax, whole months after the book year."""
    return add_months(year.last + _DAY, months) - _DAY
