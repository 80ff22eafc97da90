"""The guided list of a year end: what is done, what is to be done, and what asks a look."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import N_
from coopadmin.ledger.entry_queries import BalanceRow, trial_balance
from coopadmin.ledger.model import Account, Entry, YearCheck
from coopadmin.ledger.places import FUND_KINDS
from coopadmin.ledger.year_states import (
    ADOPTED,
    OPEN,
    YearRow,
    get_year,
    left_to_appropriate,
)
from coopadmin.words import _, count, date_long, money, ngettext

DONE, TO_DO, LOOK, NOTHING_TO_DO = "done", "to-do", "look", "nothing"
STATES = {
    DONE: N_("Done"),
    TO_DO: N_("To do"),
    LOOK: N_("Have a look"),
    NOTHING_TO_DO: N_("Not needed"),
}
BANK, CASH, OWED, ACCRUALS, DEPRECIATION, UNCLEAR, FUNDS = (
    "bank",
    "cash",
    "owed",
    "accruals",
    "depreciation",
    "unclear",
    "funds",
)
CLOSE, APPROPRIATE, ADOPT = "close", "appropriate", "adopt"
TITLES = {
    BANK: N_("The bank agrees"),
    CASH: N_("The cash was counted"),
    OWED: N_("What is open was gone through"),
    ACCRUALS: N_("What belongs to another year was moved"),
    DEPRECIATION: N_("Depreciation was booked"),
    UNCLEAR: N_("Nothing is left to be sorted out"),
    FUNDS: N_("Reserves and funds are right"),
    CLOSE: N_("The year is closed"),
    APPROPRIATE: N_("The result has its place"),
    ADOPT: N_("The accounts are adopted"),
}
TICKED = frozenset({OWED, ACCRUALS, DEPRECIATION, FUNDS})
"""Steps that only a person can judge: they are ticked off."""
_AFTER = frozenset({CLOSE, APPROPRIATE, ADOPT})
_CONTROLS = ("debtors", "creditors", "capital_receivable", "owed_to_members", "grants_receivable")


@dataclass(frozen=True)
class BalanceToAgree:
    """What the books say that is on an account of bank or cash, and what was typed of it."""

    account_id: int
    number: str
    name: str
    books: Money
    typed: Money | None

    @property
    def difference(self) -> Money | None:
        """What is typed less what the books say; None when nothing was typed."""
        return None if self.typed is None else self.typed - self.books


@dataclass(frozen=True)
class YearEndStep:
    """One step: its state, what it is, and what there is or is to be done; in words spoken now.

    `ticked` is the day on which somebody ticked it off, `balances` what is to be compared.
    """

    code: str
    state: str
    why: str
    balances: tuple[BalanceToAgree, ...] = ()
    ticked: date | None = None
    note: str = ""

    @property
    def title(self) -> str:
        return _(TITLES[self.code])

    @property
    def before_closing(self) -> bool:
        return self.code not in _AFTER

    @property
    def can_be_ticked(self) -> bool:
        return self.code in TICKED


@dataclass(frozen=True)
class YearEndFacts:
    """What the steps look at: the accounts at the end of the year, and what was looked at."""

    row: YearRow
    accounts: tuple[BalanceRow, ...]
    roles: dict[int, str]
    sources: frozenset[str]
    checks: dict[tuple[str, int | None], YearCheck] = field(hash=False)

    def of(self, *roles: str) -> list[BalanceRow]:
        return [row for row in self.accounts if self.roles.get(row.account_id) in roles]


def list_year_end(session: Session, label: str, today: date) -> list[YearEndStep]:
    """The steps of the end of one book year, in order. Raises Refused when it has no books."""
    row = get_year(session, label)
    facts = YearEndFacts(
        row,
        tuple(trial_balance(session, row.label, appropriated=False)),
        dict(session.execute(select(Account.id, Account.role)).all()),
        frozenset(
            session.scalars(select(Entry.source).where(Entry.book_year == row.label).distinct())
        ),
        {
            (check.step, check.account_id): check
            for check in session.scalars(select(YearCheck).where(YearCheck.book_year == row.label))
        },
    )
    steps = [make(facts) for make in _STEPS]
    return [*(_ticked(facts, step) for step in steps), *_after(session, facts, today)]


def _ticked(facts: YearEndFacts, step: YearEndStep) -> YearEndStep:
    """A step that somebody ticked off is done, whatever asked a look."""
    check = facts.checks.get((step.code, None))
    if check is None or not step.can_be_ticked:
        return step
    return YearEndStep(step.code, DONE, step.why, step.balances, check.dated, check.note)


def _bank(facts: YearEndFacts) -> YearEndStep:
    return _agreeing(
        facts,
        BANK,
        ("bank", "savings"),
        _("Type what the last statement of the year says."),
        _("No money went through the bank."),
    )


def _cash(facts: YearEndFacts) -> YearEndStep:
    return _agreeing(
        facts,
        CASH,
        ("cash",),
        _("Count the cash at the end of the year and type what is in it."),
        _("There is no cash."),
    )


def _agreeing(
    facts: YearEndFacts, code: str, roles: tuple[str, ...], ask: str, nothing: str
) -> YearEndStep:
    balances = tuple(
        BalanceToAgree(
            row.account_id,
            row.number,
            row.name,
            row.closing,
            None if (check := facts.checks.get((code, row.account_id))) is None else check.amount,
        )
        for row in facts.of(*roles)
    )
    if not balances:
        return YearEndStep(code, NOTHING_TO_DO, nothing)
    off = [each for each in balances if each.difference]
    if off:
        why = _("{name}: {typed} was typed, the books say {books}. Look for {difference}.").format(
            name=off[0].name,
            typed=money(off[0].typed or Money(0)),
            books=money(off[0].books),
            difference=money(off[0].difference or Money(0)),
        )
        return YearEndStep(code, TO_DO, why, balances)
    if any(each.typed is None for each in balances):
        return YearEndStep(code, TO_DO, ask, balances)
    return YearEndStep(code, DONE, _("It agrees with the books."), balances)


def _owed(facts: YearEndFacts) -> YearEndStep:
    rows = [row for row in facts.of(*_CONTROLS) if row.closing]
    if not rows:
        return YearEndStep(OWED, DONE, _("Nothing is open."))
    ours = Money.total(row.closing for row in rows if row.closing > Money(0))
    theirs = Money.total(-row.closing for row in rows if row.closing < Money(0))
    why = _("{ours} is still to come in, {theirs} still to be paid. Is it, and will it?").format(
        ours=money(ours), theirs=money(theirs)
    )
    return YearEndStep(OWED, LOOK, why)


def _accruals(facts: YearEndFacts) -> YearEndStep:
    if "accrual" in facts.sources:
        why = _("Something was moved to or from another year. Is that all?")
    else:
        why = _("Nothing was moved. Was nothing paid ahead, and is no bill still to come?")
    return YearEndStep(ACCRUALS, LOOK, why)


def _depreciation(facts: YearEndFacts) -> YearEndStep:
    if not any(row.closing > Money(0) for row in facts.accounts if row.place == "tangible"):
        return YearEndStep(DEPRECIATION, NOTHING_TO_DO, _("There is nothing to depreciate."))
    if any(row.debit for row in facts.accounts if row.place == "depreciation"):
        return YearEndStep(DEPRECIATION, DONE, _("It is in the books."))
    return YearEndStep(
        DEPRECIATION, TO_DO, _("Buildings, equipment or vehicles lost value; book how much.")
    )


def _unclear(facts: YearEndFacts) -> YearEndStep:
    suspense = [row for row in facts.of("suspense") if row.closing]
    if suspense:
        why = _("{amount} is still to be sorted out. Book it where it belongs.").format(
            amount=money(Money.total(row.closing for row in suspense))
        )
        return YearEndStep(UNCLEAR, TO_DO, why)
    clearing = [row for row in facts.of("clearing") if row.closing]
    if clearing:
        why = _("{amount} is under way to the bank. Did it arrive after the year?").format(
            amount=money(Money.total(row.closing for row in clearing))
        )
        return YearEndStep(UNCLEAR, LOOK, why)
    return YearEndStep(UNCLEAR, DONE, _("There is nothing to be sorted out."))


def _funds(facts: YearEndFacts) -> YearEndStep:
    rows = facts.of(*FUND_KINDS)
    if not rows:
        return YearEndStep(FUNDS, NOTHING_TO_DO, _("There are no reserves or funds with an aim."))
    below = [row for row in rows if row.closing > Money(0)]
    if below:
        why = _("“{name}” is below zero. What is not there cannot be spent.")
        return YearEndStep(FUNDS, TO_DO, why.format(name=below[0].name))
    return YearEndStep(FUNDS, LOOK, _("Was all that was spent for an aim taken from its fund?"))


_STEPS: tuple[Callable[[YearEndFacts], YearEndStep], ...] = (
    _bank,
    _cash,
    _owed,
    _accruals,
    _depreciation,
    _unclear,
    _funds,
)


def _after(session: Session, facts: YearEndFacts, today: date) -> Iterator[YearEndStep]:
    row = facts.row
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
