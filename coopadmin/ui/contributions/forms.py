"""The forms of contributions as values: a payment, ticking off, a tariff, the days of a run."""

from __future__ import annotations

from coopadmin.contributions.rules import PRO_RATA
from coopadmin.kernel.money import Money
from coopadmin.ledger.rules import METHODS
from coopadmin.ui.kit.fields import Field, Kind, Part
from coopadmin.ui.kit.inputs import Choice
from coopadmin.words import N_, _, money


def _methods() -> list[Choice]:
    return [Choice(token, _capital(_(text))) for token, text in METHODS.items()]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_PAID_ON = Field("dated", N_("Paid on"), Kind.DATE, width=180)
_METHOD = Field("method", N_("How"), Kind.CHOICE, width=180, choices=_methods)

PAYMENT: tuple[Part, ...] = (
    Field("amount", N_("Amount"), Kind.MONEY, width=180),
    (_PAID_ON, _METHOD),
    Field(
        "note",
        N_("Note"),
        optional=True,
        longest=200,
        hint=N_("Such as the text of the bank line."),
    ),
)

LET_GO: tuple[Part, ...] = (
    (
        Field("amount", N_("Amount"), Kind.MONEY, width=180),
        Field("dated", N_("On"), Kind.DATE, width=180),
    ),
    Field("note", N_("Why"), longest=200),
)

TICK_OFF: tuple[Part, ...] = ((_PAID_ON, _METHOD),)

RUN_DAYS: tuple[Part, ...] = (
    (
        Field("dated", N_("Charged on"), Kind.DATE, width=180),
        Field("due", N_("Pay by"), Kind.DATE, width=180),
    ),
)


def _per_year(value: Money) -> str:
    if not value:
        return _("Becomes free of charge.")
    return _("Becomes {value} per book year.").format(value=money(value))


def tariff_parts(kinds: list[Choice]) -> tuple[Part, ...]:
    """The form of a tariff; `kinds` are the kinds of membership, by id."""
    return (
        Field("kind_id", N_("Kind of membership"), Kind.CHOICE, width=270, choices=kinds),
        (
            Field(
                "amount",
                N_("Amount per year"),
                Kind.MONEY,
                width=170,
                reading=_per_year,
                hint=N_("0 is free of charge."),
            ),
            Field("valid_from", N_("Valid from"), Kind.DATE, width=170),
        ),
        Field(
            "pro_rata",
            N_("Joining during the year"),
            Kind.CHOICE,
            width=270,
            choices=lambda: [Choice(token, _capital(_(text))) for token, text in PRO_RATA.items()],
            hint=N_("How much a new member owes for the year of joining."),
        ),
    )
