"""The lines of the statements: where an account is shown (RJk C1; BW 2:364, 2:373)."""

from __future__ import annotations

from dataclasses import dataclass

from coopadmin.kernel.problem import N_

ASSET, LIABILITY, EQUITY, INCOME, EXPENSE = "asset", "liability", "equity", "income", "expense"
ACCOUNT_KINDS = {
    ASSET: N_("Asset"),
    LIABILITY: N_("Debt"),
    EQUITY: N_("Equity"),
    INCOME: N_("Income"),
    EXPENSE: N_("Expenditure"),
}
BALANCE_KINDS = frozenset({ASSET, LIABILITY, EQUITY})
RESULT_KINDS = frozenset({INCOME, EXPENSE})


FUND_KINDS = {
    "designated_reserves": N_("Designated reserve"),
    "restricted_funds": N_("Restricted fund"),
    "equalisation_reserve": N_("Equalisation reserve"),
}
"""By own decision, by that of who gave, or by rule of a grant; each is a place and a role too."""


@dataclass(frozen=True)
class Place:
    """A line of the balance sheet or of the statement of income and expenditure."""

    token: str
    label: str
    section: str
    kinds: frozenset[str]


SECTIONS = {
    "fixed": N_("Fixed assets"),
    "current": N_("Current assets"),
    "equity": N_("Reserves and funds"),
    "provisions": N_("Provisions"),
    "long_debts": N_("Long-term debts"),
    "short_debts": N_("Short-term debts"),
    "income": N_("Income"),
    "expense": N_("Expenditure"),
}
DEBIT_SECTIONS = ("fixed", "current")
CREDIT_SECTIONS = ("equity", "provisions", "long_debts", "short_debts")


def _places(section: str, kind: str, lines: dict[str, str]) -> tuple[Place, ...]:
    return tuple(Place(token, label, section, frozenset({kind})) for token, label in lines.items())


PLACES = {
    place.token: place
    for place in (
        *_places(
            "fixed",
            ASSET,
            {
                "intangible": N_("Intangible fixed assets"),
                "tangible": N_("Tangible fixed assets"),
                "financial": N_("Financial fixed assets"),
            },
        ),
        *_places(
            "current",
            ASSET,
            {
                "stock": N_("Stock"),
                "receivables": N_("Receivables and accrued income"),
                "money": N_("Cash and bank"),
            },
        ),
        *_places(
            "equity",
            EQUITY,
            {
                "members_capital": N_("Members’ capital"),
                "legal_reserves": N_("Statutory and revaluation reserves"),
                "designated_reserves": N_("Designated reserves"),
                "other_reserves": N_("Other reserves"),
                "equalisation_reserve": N_("Equalisation reserve"),
                "restricted_funds": N_("Restricted funds"),
                "result": N_("Result of the year"),
            },
        ),
        *_places("provisions", LIABILITY, {"provisions": N_("Provisions")}),
        *_places("long_debts", LIABILITY, {"long_debts": N_("Long-term debts")}),
        *_places(
            "short_debts",
            LIABILITY,
            {
                "advance": N_("Received in advance"),
                "short_debts": N_("Short-term debts and accrued costs"),
            },
        ),
        *_places(
            "income",
            INCOME,
            {
                "contributions": N_("Contributions"),
                "grants": N_("Grants"),
                "gifts": N_("Gifts and funds"),
                "services": N_("Services and own contributions"),
                "rent": N_("Rent received"),
                "other_income": N_("Interest and other income"),
            },
        ),
        *_places(
            "expense",
            EXPENSE,
            {
                "staff": N_("Staff and coordination"),
                "volunteers": N_("Volunteers"),
                "housing": N_("Rooms and buildings"),
                "transport": N_("Transport"),
                "activities": N_("Activities"),
                "depreciation": N_("Depreciation"),
                "organisation": N_("Administration, bank and insurance"),
                "board": N_("Board and general meeting"),
                "other_costs": N_("Interest, taxes and other costs"),
            },
        ),
    )
}


def places_of(kind: str) -> tuple[Place, ...]:
    """The lines on which an account of this kind can stand, in the order of the statements."""
    return tuple(place for place in PLACES.values() if kind in place.kinds)
