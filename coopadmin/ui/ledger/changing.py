"""Booking otherwise: what a booking that was typed says from now on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from coopadmin.kernel.money import ZERO
from coopadmin.kernel.problem import Refused
from coopadmin.ledger.accounts import AccountRow
from coopadmin.ledger.booking import change_entry
from coopadmin.ledger.entries import NewEntry, NewLine, check_amount
from coopadmin.ledger.places import RESULT_KINDS
from coopadmin.ledger.posted import WholeEntry
from coopadmin.store import Books
from coopadmin.ui.kit.fields import Field, Kind, Part, Section
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.helping import explain
from coopadmin.ui.kit.inputs import Choice
from coopadmin.words import N_, _, money


def change_form(
    books: Books,
    entry: WholeEntry,
    accounts: Sequence[AccountRow],
    activities: Mapping[int, str],
    today: date,
) -> Form:
    """The form of one booking; its amount can change where it has two lines."""
    form = Form(
        _parts(entry, accounts, activities),
        lambda values, answers: books.do(
            change_entry, entry.id, changed(entry, values), answers=answers
        ),
        today,
        _("Book otherwise"),
    )
    form.set_title(_("Book otherwise"), entry.number)
    explain(form, "ledger#wrong")
    values: dict[str, Any] = {
        "dated": entry.dated,
        "description": entry.description,
        "party": entry.party,
        "amount": max(line.amount for line in entry.typed),
    }
    for number, line in enumerate(entry.typed):
        values |= {f"account{number}": line.account_id, f"activity{number}": line.activity_id}
    form.set_values(values)
    return form


def _parts(
    entry: WholeEntry, accounts: Sequence[AccountRow], activities: Mapping[int, str]
) -> Sequence[Part]:
    used = {line.account_id for line in entry.typed}
    which = tuple(
        Choice(row.id, f"{row.number} {row.name}")
        for row in accounts
        if row.in_use or row.id in used
    )
    about = tuple(Choice(key, name) for key, name in activities.items())
    parts: list[Part] = [
        (
            Field("dated", N_("Day"), Kind.DATE, width=150),
            *((Field("amount", N_("Amount (€)"), Kind.MONEY, width=150),) if _two(entry) else ()),
        ),
        Field("description", N_("Description")),
    ]
    if entry.person_id is None:
        parts.append(Field("party", N_("With"), optional=True))
    of_result = {row.id for row in accounts if row.kind in RESULT_KINDS}
    for number, line in enumerate(entry.typed):
        side = _("Debit {amount}") if line.amount > ZERO else _("Credit {amount}")
        parts += [
            Section(side.format(amount="" if _two(entry) else _size(line)).strip()),
            Field(f"account{number}", N_("Account"), Kind.CHOICE, choices=which),
        ]
        if line.account_id in of_result or line.activity_id is not None:
            parts.append(
                Field(f"activity{number}", N_("Activity"), Kind.CHOICE, True, choices=about)
            )
    return parts


def _two(entry: WholeEntry) -> bool:
    return len(entry.typed) == 2


def _size(line: NewLine) -> str:
    return money(max(line.amount, -line.amount))


def changed(entry: WholeEntry, values: Mapping[str, Any]) -> NewEntry:
    """The booking as the form says it; what the form does not ask stays. Raises Refused."""
    wrong = list(check_amount(values["amount"])) if _two(entry) else []
    if wrong:
        raise Refused(wrong)
    lines = []
    for number, line in enumerate(entry.typed):
        account, amount = values[f"account{number}"], line.amount
        if _two(entry):
            amount = values["amount"] if line.amount > ZERO else -values["amount"]
        lines.append(
            replace(
                line,
                account_id=account,
                amount=amount,
                activity_id=values.get(f"activity{number}"),
                # A reserve or fund stands on its own account.
                fund_id=line.fund_id if account == line.account_id else None,
            )
        )
    return NewEntry(
        entry.journal,
        values["dated"],
        values["description"],
        lines,
        entry.person_id,
        values.get("party", entry.party),
        entry.source,
    )
