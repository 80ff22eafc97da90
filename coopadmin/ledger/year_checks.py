"""What the treasurer looks at before closing: balances compared, and steps ticked off."""

from __future__ import annotations

from sqlalchemy import select

from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import N_, refuse
from coopadmin.ledger.model import Account, YearCheck
from coopadmin.ledger.year_states import get_year
from coopadmin.ledger.year_steps import BANK, CASH, TICKED, TITLES
from coopadmin.store.work import Work, operation
from coopadmin.words import _


@operation(
    "ledger.agree_balance",
    N_("Compare balance"),
    N_("{who} compared a balance with the books: {about}"),
)
def agree_balance(work: Work, label: str, account_id: int, amount: Money) -> None:
    """What the bank says, or was counted, at the end of a year; a difference is shown from then.

    Raises Refused for another account than of bank or cash.
    """
    row = get_year(work.session, label)
    account = work.get(Account, account_id)
    step = {"bank": BANK, "savings": BANK, "cash": CASH}.get(account.role)
    if step is None:
        raise refuse(
            "year_end.account",
            N_("“{name}” is no account of bank or cash."),
            field="account_id",
            name=account.name,
        )
    _set(work, row.label, step, account_id=account_id, amount=amount)
    work.about = f"{row.label}, {account.name}"


@operation("ledger.tick_step", N_("Tick off step"), N_("{who} ticked off at the year end: {about}"))
def tick_step(work: Work, label: str, step: str, note: str = "") -> None:
    """Somebody went through this step and found it right. Raises Refused."""
    row = get_year(work.session, label)
    _check_tickable(step)
    _set(work, row.label, step, note=note.strip())
    work.about = f"{row.label}, {_(TITLES[step])}"


@operation(
    "ledger.untick_step", N_("Untick step"), N_("{who} took back a tick at the year end: {about}")
)
def untick_step(work: Work, label: str, step: str) -> None:
    """A step that was ticked off is to be looked at again. Raises Refused."""
    row = get_year(work.session, label)
    _check_tickable(step)
    found = _check_of(work, row.label, step, None)
    if found is None:
        raise refuse(
            "year_end.not_ticked",
            N_("“{step}” is not ticked off."),
            step=_(TITLES[step]),
        )
    work.remove(found)
    work.about = f"{row.label}, {_(TITLES[step])}"


def _check_tickable(step: str) -> None:
    if step not in TICKED:
        raise refuse(
            "year_end.step",
            N_("“{text}” cannot be ticked off. Choose one of: {choices}."),
            field="step",
            text=step,
            choices=", ".join(sorted(TICKED)),
        )


def _check_of(work: Work, label: str, step: str, account_id: int | None) -> YearCheck | None:
    return work.session.scalars(
        select(YearCheck).where(
            YearCheck.book_year == label,
            YearCheck.step == step,
            YearCheck.account_id == account_id,
        )
    ).first()


def _set(
    work: Work,
    label: str,
    step: str,
    *,
    account_id: int | None = None,
    amount: Money | None = None,
    note: str = "",
) -> None:
    found = _check_of(work, label, step, account_id)
    if found is None:
        work.add(
            YearCheck(
                book_year=label,
                step=step,
                account_id=account_id,
                amount=amount,
                dated=work.today,
                note=note,
            )
        )
    else:
        found.amount, found.dated, found.note = amount, work.today, note
