"""The steps of a year end: each says of itself what is done and what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import N_
from coopadmin.ledger.entry_queries import BalanceRow
from coopadmin.ledger.model import YearCheck
from coopadmin.ledger.places import FUND_KINDS
from coopadmin.ledger.size import SIZES, YearSize, fte_words
from coopadmin.ledger.year_states import YearRow
from coopadmin.words import _, count, money, ngettext

DONE, TO_DO, LOOK, NOTHING_TO_DO = "done", "to-do", "look", "nothing"
STATES = {
    DONE: N_("Done"),
    TO_DO: N_("To do"),
    LOOK: N_("Have a look"),
    NOTHING_TO_DO: N_("Not needed"),
}
BANK, CASH, OWED, UNCLEAR, RECEIPTS = "bank", "cash", "owed", "unclear", "receipts"
ACCRUALS, DEPRECIATION, FUNDS, DIFFERENCES = "accruals", "depreciation", "funds", "differences"
SIZE = "size"
CLOSE, APPROPRIATE, ADOPT = "close", "appropriate", "adopt"
TITLES = {
    BANK: N_("The bank agrees"),
    CASH: N_("The cash was counted"),
    OWED: N_("What is open was gone through"),
    UNCLEAR: N_("Nothing is left to be sorted out"),
    RECEIPTS: N_("Every expense has a receipt"),
    ACCRUALS: N_("What belongs to another year was moved"),
    DEPRECIATION: N_("Depreciation was booked"),
    FUNDS: N_("Reserves and funds are right"),
    DIFFERENCES: N_("Differences with the budget are explained"),
    SIZE: N_("The size by law is known"),
    CLOSE: N_("The year is closed"),
    APPROPRIATE: N_("The result has its place"),
    ADOPT: N_("The accounts are adopted"),
}
TICKED = frozenset({OWED, UNCLEAR, RECEIPTS, ACCRUALS, DEPRECIATION, FUNDS})
"""Steps that a person judges, and ticks off once nothing in them is still to be done."""
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
    """What the steps look at, all of one book year.

    `accounts` as they are at its end, before the result is appropriated; `typed` what was typed or
    counted of an account on its last day; `to_accrue` and `to_write_off` wait to be booked;
    `unlisted` counts what was bought to last and is on no list, `missing` expenses without a
    receipt; `unexplained` names lines that differ from the budget, None where there is no budget;
    `size` is None where the law does not ask for it.
    """

    row: YearRow
    accounts: tuple[BalanceRow, ...]
    roles: Mapping[int, str]
    checks: Mapping[tuple[str, int | None], YearCheck]
    typed: Mapping[int, Money]
    to_accrue: tuple[str, ...]
    accrued: bool
    assets: bool
    to_write_off: Money
    unlisted: int
    missing: int
    unexplained: tuple[str, ...] | None
    size: YearSize | None

    def of(self, *roles: str) -> list[BalanceRow]:
        return [row for row in self.accounts if self.roles.get(row.account_id) in roles]


def steps_before_closing(facts: YearEndFacts) -> list[YearEndStep]:
    """All that comes before closing, in order."""
    return [_ticked(facts, make(facts)) for make in _STEPS]


def _ticked(facts: YearEndFacts, step: YearEndStep) -> YearEndStep:
    """What asks a look is done once somebody ticked it off; what is still to do is not."""
    check = facts.checks.get((step.code, None))
    if check is None:
        return step
    state = DONE if step.state == LOOK else step.state
    return replace(step, state=state, ticked=check.dated, note=check.note)


def _bank(facts: YearEndFacts) -> YearEndStep:
    ask = _("Type what the last statement of the year says.")
    nothing = _("No money went through the bank.")
    return _agreeing(facts, BANK, facts.of("bank", "savings"), ask, nothing)


def _cash(facts: YearEndFacts) -> YearEndStep:
    ask = _("Count the cash at the end of the year and type what is in it.")
    return _agreeing(facts, CASH, facts.of("cash"), ask, _("There is no cash."))


def _agreeing(
    facts: YearEndFacts, code: str, rows: list[BalanceRow], ask: str, nothing: str
) -> YearEndStep:
    balances = tuple(
        BalanceToAgree(
            row.account_id, row.number, row.name, row.closing, facts.typed.get(row.account_id)
        )
        for row in rows
    )
    if not balances:
        return YearEndStep(code, NOTHING_TO_DO, nothing)
    for each in balances:
        if each.typed is not None and each.difference:
            why = _(
                "{name}: {typed} was typed, the books say {books}. Look for {difference}."
            ).format(
                name=each.name,
                typed=money(each.typed),
                books=money(each.books),
                difference=money(each.difference),
            )
            return YearEndStep(code, TO_DO, why, balances)
    if any(each.typed is None for each in balances):
        return YearEndStep(code, TO_DO, ask, balances)
    return YearEndStep(code, DONE, _("It agrees with the books."), balances)


def _owed(facts: YearEndFacts) -> YearEndStep:
    rows = facts.of(*_CONTROLS)
    ours = Money.total(row.closing for row in rows if row.closing > ZERO)
    theirs = Money.total(-row.closing for row in rows if row.closing < ZERO)
    if not ours and not theirs:
        return YearEndStep(OWED, DONE, _("Nothing is open."))
    why = _("{ours} is still to come in, {theirs} still to be paid. Is it, and will it?")
    return YearEndStep(OWED, LOOK, why.format(ours=money(ours), theirs=money(theirs)))


def _unclear(facts: YearEndFacts) -> YearEndStep:
    suspense = Money.total(row.closing for row in facts.of("suspense"))
    clearing = Money.total(row.closing for row in facts.of("clearing"))
    if suspense:
        why = _("{amount} is still to be sorted out. Book it where it belongs.")
        return YearEndStep(UNCLEAR, TO_DO, why.format(amount=money(suspense)))
    if clearing:
        why = _("{amount} is under way to the bank. Did it arrive after the year?")
        return YearEndStep(UNCLEAR, LOOK, why.format(amount=money(clearing)))
    return YearEndStep(UNCLEAR, DONE, _("There is nothing to be sorted out."))


def _receipts(facts: YearEndFacts) -> YearEndStep:
    if not facts.missing:
        return YearEndStep(RECEIPTS, DONE, _("None is missing."))
    why = ngettext(
        "{count} expense has no receipt. Look it up, or ask for a copy.",
        "{count} expenses have no receipt. Look them up, or ask for a copy.",
        facts.missing,
    ).format(count=count(facts.missing))
    return YearEndStep(RECEIPTS, LOOK, why)


def _accruals(facts: YearEndFacts) -> YearEndStep:
    if facts.to_accrue:
        why = _("Still to be booked: {what}.").format(what=", ".join(facts.to_accrue))
        return YearEndStep(ACCRUALS, TO_DO, why)
    if facts.accrued:
        why = _("Something was moved to or from another year. Is that all?")
    else:
        why = _("Nothing was moved. Was nothing paid ahead, and is no bill still to come?")
    return YearEndStep(ACCRUALS, LOOK, why)


def _depreciation(facts: YearEndFacts) -> YearEndStep:
    if facts.to_write_off:
        why = _("{amount} is still to be written off.").format(amount=money(facts.to_write_off))
        return YearEndStep(DEPRECIATION, TO_DO, why)
    if facts.unlisted:
        why = ngettext(
            "{count} thing was bought that is not on the list of what lasts for years.",
            "{count} things were bought that are not on the list of what lasts for years.",
            facts.unlisted,
        ).format(count=count(facts.unlisted))
        return YearEndStep(DEPRECIATION, LOOK, why)
    if facts.assets:
        return YearEndStep(DEPRECIATION, DONE, _("It is in the books."))
    if any(row.closing for row in facts.accounts if row.place == "tangible"):
        why = _("What lasts for years is in the books and not on its list. Add it there.")
        return YearEndStep(DEPRECIATION, LOOK, why)
    return YearEndStep(DEPRECIATION, NOTHING_TO_DO, _("There is nothing to depreciate."))


def _funds(facts: YearEndFacts) -> YearEndStep:
    rows = facts.of(*FUND_KINDS)
    if not rows:
        return YearEndStep(FUNDS, NOTHING_TO_DO, _("There are no reserves or funds with an aim."))
    below = [row.name for row in rows if row.closing > ZERO]
    if below:
        why = _("“{name}” is below zero. What is not there cannot be spent.")
        return YearEndStep(FUNDS, TO_DO, why.format(name=below[0]))
    return YearEndStep(FUNDS, LOOK, _("Was all that was spent for an aim taken from its fund?"))


def _differences(facts: YearEndFacts) -> YearEndStep:
    if facts.unexplained is None:
        return YearEndStep(DIFFERENCES, NOTHING_TO_DO, _("There is no budget of this year."))
    if not facts.unexplained:
        return YearEndStep(DIFFERENCES, DONE, _("Nothing waits for an explanation."))
    why = _("Still to be explained: {lines}.").format(lines=", ".join(facts.unexplained))
    return YearEndStep(DIFFERENCES, TO_DO, why)


def _size(facts: YearEndFacts) -> YearEndStep:
    size = facts.size
    if size is None:
        return YearEndStep(SIZE, NOTHING_TO_DO, _("The law asks it of cooperatives."))
    words = _("{size}: assets {assets}, income {income}, {fte} fte").format(
        size=_(SIZES[size.size]),
        assets=money(size.measures.assets),
        income=money(size.measures.income),
        fte=fte_words(size.measures.staff) if size.noted else "?",
    )
    return YearEndStep(SIZE, DONE if size.noted else TO_DO, words)


_STEPS: tuple[Callable[[YearEndFacts], YearEndStep], ...] = (
    _bank,
    _cash,
    _owed,
    _unclear,
    _receipts,
    _accruals,
    _depreciation,
    _funds,
    _differences,
    _size,
)
