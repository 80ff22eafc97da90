"""The forms of capital as values: a movement, a payment, a kind of share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from coopadmin.capital.facts import ShareKindRow
from coopadmin.capital.rules import (
    BY_BANK,
    CONVERTED,
    MOVEMENTS,
    NEVER,
    REPAYMENTS,
    TRANSFERRED,
    TREATMENTS,
)
from coopadmin.cooperative.queries import get_resolution
from coopadmin.kernel.problem import Refused
from coopadmin.ledger.rules import METHODS
from coopadmin.store import Books
from coopadmin.ui.kit.fields import Field, Kind, Part
from coopadmin.ui.kit.inputs import Choice
from coopadmin.ui.members.payer import PersonFinder
from coopadmin.words import N_, _


def _choices(tokens: Mapping[str, str]) -> Callable[[], Sequence[Choice]]:
    return lambda: [Choice(token, _capital(_(text))) for token, text in tokens.items()]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _at(field: str, find: Callable[[str], int]) -> Callable[[str], int]:
    """The same finder, whose problems belong to this field."""

    def found(text: str) -> int:
        try:
            return find(text)
        except Refused as refused:
            raise Refused(replace(each, field=field) for each in refused.problems) from None

    return found


def movement_parts(kinds: Sequence[ShareKindRow], books: Books) -> tuple[Part, ...]:
    """What happens to the capital of one member; only what belongs to it is asked."""
    people = PersonFinder(books)
    choices = [Choice(kind.id, kind.name) for kind in kinds if kind.in_use]
    return (
        Field("type", N_("What happens"), Kind.CHOICE, width=270, choices=_choices(MOVEMENTS)),
        Field(
            "person_id", N_("Member"), width=340, parse=_at("person_id", people.find),
            show=people.name,
            hint=N_("Name or member number"),
        ),
        (
            Field("kind_id", N_("Kind"), Kind.CHOICE, width=190, choices=choices),
            Field("amount", N_("Amount"), Kind.MONEY, width=130),
        ),
        Field(
            "to_person_id", N_("Transferred to"), width=340,
            parse=_at("to_person_id", people.find), show=people.name,
            hint=N_("Name or member number"), shown_if=lambda raw: raw.get("type") == TRANSFERRED,
        ),
        Field(
            "to_kind_id", N_("Converted into"), Kind.CHOICE, width=190, choices=choices,
            shown_if=lambda raw: raw.get("type") == CONVERTED,
        ),
        (
            Field("dated", N_("On"), Kind.DATE, width=160),
            Field(
                "due", N_("Pay by"), Kind.DATE, optional=True, width=160,
                shown_if=lambda raw: raw.get("type") in BY_BANK,
            ),
        ),
        Field(
            "resolution_id", N_("Resolution"), optional=True, width=190,
            parse=lambda text: books.ask(get_resolution, text).id,
            hint=N_("Such as ALV-2026-04"),
        ),
        Field("note", N_("Note"), optional=True, longest=200),
    )  # fmt: skip


PAYMENT: tuple[Part, ...] = (
    Field("amount", N_("Amount"), Kind.MONEY, width=180),
    (
        Field("dated", N_("Paid on"), Kind.DATE, width=180),
        Field("method", N_("How"), Kind.CHOICE, width=180, choices=_choices(METHODS)),
    ),
)


def kind_parts() -> tuple[Part, ...]:
    """A kind of share: what it is worth, who may hold how much, and when it is repaid."""
    return (
        Field("name", N_("Name"), width=270, longest=60),
        Field(
            "share", N_("Amount of one share"), Kind.MONEY, optional=True, width=230,
            hint=N_("Empty: any amount"),
        ),
        (
            Field("minimum", N_("Least per member"), Kind.MONEY, optional=True, width=200),
            Field("maximum", N_("Most per member"), Kind.MONEY, optional=True, width=200),
        ),
        (
            Field(
                "treatment", N_("Counts as"), Kind.CHOICE, width=170,
                choices=_choices(TREATMENTS),
            ),
            Field("advised_by", N_("Advised by"), optional=True, width=200, longest=120),
        ),
        Field(
            "advised_on", N_("Advised on"), Kind.DATE, optional=True, width=400,
            hint=N_("Whether it is equity or debt is for an accountant to say."),
        ),
        Field("repaid", N_("Repaid"), Kind.CHOICE, width=400, choices=_choices(REPAYMENTS)),
        Field(
            "repay_months", N_("Months after that"), Kind.NUMBER, width=170,
            hint=N_("Of a fixed term: its length."), shown_if=_has_months,
        ),
        Field("in_use", N_("Can be chosen for new movements"), Kind.CHECK),
    )  # fmt: skip


def _has_months(raw: Mapping[str, Any]) -> bool:
    return raw.get("repaid") != NEVER
