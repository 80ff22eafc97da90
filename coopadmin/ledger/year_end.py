"""The guided list of a year end: what is done, what is to be done, and what asks a look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from coopadmin.cooperative.names import is_cooperative
from coopadmin.cooperative.queries import get_cooperative
from coopadmin.kernel.money import Money
from coopadmin.ledger.accruals import still_to_move
from coopadmin.ledger.asset_queries import list_assets, purchases_without_asset
from coopadmin.ledger.comparison import compare_year
from coopadmin.ledger.entry_queries import trial_balance
from coopadmin.ledger.model import Account, CashCount, Entry, YearCheck
from coopadmin.ledger.receipts import list_without_receipt
from coopadmin.ledger.size import sizes
from coopadmin.ledger.year_states import (
    ADOPTED,
    OPEN,
    YearRow,
    get_year,
    left_to_appropriate,
)
from coopadmin.ledger.year_steps import (
    ADOPT,
    APPROPRIATE,
    CLOSE,
    DONE,
    NOTHING_TO_DO,
    TO_DO,
    YearEndFacts,
    YearEndStep,
    steps_before_closing,
)
from coopadmin.words import _, count, date_long, money, ngettext


def list_year_end(session: Session, label: str, today: date) -> list[YearEndStep]:
    """The steps of the end of one book year, in order. Raises Refused when it has no books."""
    row = get_year(session, label)
    steps = steps_before_closing(_facts(session, row, today))
    return [*steps, *_after(session, row, today)]


def _facts(session: Session, row: YearRow, today: date) -> YearEndFacts:
    """In a fixed number of statements."""
    label, year = row.label, row.year
    checks = {
        (check.step, check.account_id): check
        for check in session.scalars(select(YearCheck).where(YearCheck.book_year == label))
    }
    counted = session.execute(
        select(CashCount.account_id, CashCount.counted)
        .where(CashCount.dated == year.last)
        .order_by(CashCount.id)
    ).all()
    typed = {
        account: check.amount
        for (_step, account), check in checks.items()
        if account is not None and check.amount is not None
    }
    sources = select(Entry.source).where(Entry.book_year == label).distinct()
    assets = list_assets(session, label)
    compared = compare_year(session, label, on=today)
    bought = purchases_without_asset(session)
    return YearEndFacts(
        row=row,
        accounts=tuple(trial_balance(session, label, appropriated=False)),
        roles=dict(session.execute(select(Account.id, Account.role)).all()),
        checks=checks,
        typed={**dict(counted), **typed},
        to_accrue=tuple(each.description for each in still_to_move(session, label)),
        accrued="accrual" in set(session.scalars(sources)),
        assets=bool(assets),
        to_write_off=Money.total(each.to_write_off for each in assets),
        unlisted=sum(each.dated in year.period for each in bought),
        missing=len(list_without_receipt(session, label)),
        unexplained=None
        if compared.budget is None
        else tuple(_(each.label) for each in compared.unexplained),
        size=sizes(session, label)[label]
        if is_cooperative(get_cooperative(session).legal_form)
        else None,
    )


def _after(session: Session, row: YearRow, today: date) -> Iterator[YearEndStep]:
    if row.state == OPEN:
        why = _("When all is right, close it: then nothing is booked in it any more.")
        if row.year.last >= today:
            why = _("It runs until {day}.").format(day=date_long(row.year.last))
        elif row.reopened_because:
            why = _("It was opened again: {reason}").format(reason=row.reopened_because)
        yield YearEndStep(CLOSE, TO_DO, why)
    else:
        why = _("Closed on {day} by {who}").format(day=date_long(row.since or today), who=row.who)
        if row.state == ADOPTED:
            why = _("It is locked for ever.")
        yield YearEndStep(CLOSE, DONE, why)
    left = left_to_appropriate(session, row.year)
    if row.appropriation is not None:
        yield YearEndStep(
            APPROPRIATE, DONE, _("By resolution {number}").format(number=row.appropriated_by)
        )
    elif not left:
        yield YearEndStep(APPROPRIATE, NOTHING_TO_DO, _("There is no result to give a place."))
    else:
        why = _("Book by resolution to which reserves and funds {amount} goes.")
        yield YearEndStep(APPROPRIATE, TO_DO, why.format(amount=money(left)))
    if row.state == ADOPTED:
        yield YearEndStep(ADOPT, DONE, _("By resolution {number}").format(number=row.resolution))
    else:
        yield YearEndStep(
            ADOPT, TO_DO, _("Record by which resolution. After that the year never moves again.")
        )


def steps_done(steps: Iterable[YearEndStep]) -> tuple[int, int]:
    """How many steps are done of those that are needed."""
    needed = [step for step in steps if step.state != NOTHING_TO_DO]
    return sum(step.state == DONE for step in needed), len(needed)


def steps_words(steps: Iterable[YearEndStep]) -> str:
    """`3 of 9 steps done`."""
    done, needed = steps_done(steps)
    return ngettext("{done} of {count} step done", "{done} of {count} steps done", needed).format(
        done=count(done), count=count(needed)
    )
