"""Fields that the plain forms share: what it was for, what it is about, what it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from coopadmin.ledger.dimensions import activity_names, fund_names
from coopadmin.ledger.places import ACCOUNT_KINDS, EXPENSE, INCOME
from coopadmin.ledger.plain_queries import purposes
from coopadmin.ui.kit.fields import Field, Kind
from coopadmin.ui.kit.inputs import Choice
from coopadmin.words import N_, _

if TYPE_CHECKING:
    from coopadmin.ui.ledger.page import LedgerPage

ITEM, ACCOUNT = "item", "account"


def _of_account(raw: Mapping[str, Any]) -> bool:
    """What it is about is asked unless an open item says so already."""
    chosen = raw.get("what_for")
    return not (isinstance(chosen, tuple) and chosen[0] == ITEM)


def about_fields(page: LedgerPage) -> tuple[list[Field], list[Field]]:
    """The activity, and the fund where there are any."""
    ask = page.desk.books.ask
    activities, funds = ask(activity_names), ask(fund_names)
    activity = Field(
        "activity_id",
        N_("Activity"),
        Kind.CHOICE,
        optional=True,
        width=166,
        choices=[Choice(key, name) for key, name in activities.items()],
        shown_if=_of_account,
    )
    fund = Field(
        "fund_id",
        N_("Reserve or fund"),
        Kind.CHOICE,
        optional=True,
        width=166,
        choices=[Choice(key, name) for key, name in funds.items()],
        shown_if=_of_account,
    )
    return ([activity] if activities else []), ([fund] if funds else [])


def description_field() -> Field:
    """What it is, in words; without them it is called as its account."""
    return Field("description", N_("Description"), optional=True, longest=200, width=250)


def account_choices(page: LedgerPage, incoming: bool) -> Sequence[Choice]:
    """Accounts by name; on another side than is usual here they say on which."""
    usual = INCOME if incoming else EXPENSE
    return [
        Choice(
            (ACCOUNT, each.id),
            each.name
            if each.kind == usual
            else _("{name} ({kind})").format(
                name=each.name, kind=_(ACCOUNT_KINDS[each.kind]).lower()
            ),
        )
        for each in page.desk.books.ask(purposes, incoming)
    ]
