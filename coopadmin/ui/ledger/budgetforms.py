"""Forms around a budget: making it, a line of it, its resolution, and what is explained."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coopadmin.cooperative.queries import list_resolutions
from coopadmin.kernel.money import ZERO
from coopadmin.ledger.accounts import list_accounts
from coopadmin.ledger.budget_sheet import BudgetSheet, SheetRow
from coopadmin.ledger.budgeting import (
    ACCEPTED,
    NewExplanation,
    adopt_budget,
    explain_difference,
    make_budget,
    set_budget_lines,
    set_explain_limits,
)
from coopadmin.ledger.budgets import (
    ACTUALS,
    BUDGET,
    EMPTY,
    RESULT_PLACES,
    REVISION,
    STARTS,
    NewBudget,
    NewBudgetLine,
)
from coopadmin.ledger.dimensions import activity_names
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.fields import Field, Kind, Part
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.helping import explain
from coopadmin.ui.kit.inputs import Choice
from coopadmin.words import N_, _, date_short

if TYPE_CHECKING:
    from coopadmin.ui.ledger.page import LedgerPage

AMOUNT, LIMIT = 150, 280


def making_form(desk: Desk, sheet: BudgetSheet) -> Form:
    """Make a draft: empty, from last year, or from what was adopted."""
    label = sheet.year.label
    starts = [REVISION] if sheet.versions else []
    starts += [ACTUALS] if any(row.outcome > ZERO for row in sheet.rows) else []
    starts += [BUDGET] if sheet.last_budgeted else []
    starts.append(EMPTY)
    parts: list[Part] = [
        Field(
            "start",
            N_("Begin with"),
            Kind.CHOICE,
            choices=[Choice(key, _(STARTS[key])) for key in starts],
            hint=N_("While last year lasts, its forecast to the end is taken."),
        ),
        Field(
            "percent",
            N_("Percentage more"),
            Kind.NUMBER,
            width=LIMIT,
            hint=N_("Such as 3; below nothing for less. Amounts become whole euros."),
            shown_if=lambda raw: raw.get("start") != EMPTY,
        ),
        Field("note", N_("Explanation for the meeting"), Kind.LONG, optional=True, lines=3),
    ]

    def save(values: dict[str, Any], answers: Mapping[str, str]) -> object:
        new = NewBudget(label, values["start"], values.get("percent", 0), values["note"])
        return desk.books.do(make_budget, new, answers=answers)

    title = _("Make the budget of {year}").format(year=label)
    form = Form(parts, save, desk.today(), title, _("Make budget"), "plus")
    form.set_values({"start": starts[0], "percent": 0, "note": ""})
    explain(form, "budget#making")
    return form


def line_form(desk: Desk, sheet: BudgetSheet, row: SheetRow | None) -> Form:
    """An amount with its note: of the row, or on an account and for an activity to be chosen."""
    assert sheet.budget is not None
    budget_id = sheet.budget.id
    accounts = [
        Choice(each.id, f"{each.number} {each.name}")
        for each in desk.books.ask(list_accounts, in_use=True)
        if each.place in RESULT_PLACES
    ]
    activities = [Choice(key, name) for key, name in desk.books.ask(activity_names).items()]
    parts: list[Part] = [
        Field("account", N_("Account"), Kind.CHOICE, choices=accounts),
        Field(
            "activity",
            N_("Activity"),
            Kind.CHOICE,
            optional=True,
            choices=[Choice(None, _("For no activity")), *activities],
        ),
        Field("amount", N_("Amount"), Kind.MONEY, width=AMOUNT),
        Field(
            "note",
            N_("Note"),
            Kind.LONG,
            optional=True,
            lines=3,
            hint=N_("Printed below the budget."),
        ),
    ]
    if row is not None:
        account, activity, *rest = (part for part in parts if isinstance(part, Field))
        parts = [replace(account, locked=True), replace(activity, locked=True), *rest]

    def save(values: dict[str, Any], answers: Mapping[str, str]) -> object:
        about = (values["account"], values["activity"]) if row is None else _about(row)
        line = NewBudgetLine(about[0], values["amount"], about[1], values["note"])
        return desk.books.do(set_budget_lines, budget_id, [line], answers=answers)

    form = Form(parts, save, desk.today(), _("Line of the budget"))
    if row is None:
        form.set_values({"account": accounts[0].value, "activity": None, "note": ""})
    else:
        form.set_values(
            {
                "account": row.account_id,
                "activity": row.activity_id,
                "amount": row.budget,
                "note": row.note,
            }
        )
    explain(form, "budget#filling")
    return form


def _about(row: SheetRow) -> tuple[int, int | None]:
    return row.account_id, row.activity_id


def adopting_form(desk: Desk, sheet: BudgetSheet) -> Form:
    """Choose the accepted resolution by which the meeting adopts the draft."""
    assert sheet.budget is not None
    budget_id = sheet.budget.id
    accepted = [each for each in desk.books.ask(list_resolutions) if each.outcome == ACCEPTED]
    accepted.sort(key=lambda each: each.decided_on, reverse=True)
    choices = [
        Choice(each.id, f"{each.number} · {each.subject} · {date_short(each.decided_on)}")
        for each in accepted
    ]
    parts: list[Part] = [
        Field(
            "resolution_id",
            N_("Resolution of the general meeting"),
            Kind.CHOICE,
            choices=choices,
            hint=N_("It comes from the meeting where it was voted on. The budget stays as it is."),
        )
    ]

    def save(values: dict[str, Any], answers: Mapping[str, str]) -> object:
        return desk.books.do(adopt_budget, budget_id, values["resolution_id"], answers=answers)

    title = _("Adopt the budget of {year}").format(year=sheet.year.label)
    form = Form(parts, save, desk.today(), title, _("Adopt"), "gavel")
    if choices:
        form.set_values({"resolution_id": choices[0].value})
    explain(form, "budget#adopting")
    return form


def may_adopt(desk: Desk) -> bool:
    """Whether there is an accepted resolution to choose."""
    return any(each.outcome == ACCEPTED for each in desk.books.ask(list_resolutions))


def note_form(desk: Desk, sheet: BudgetSheet) -> Form:
    """The explanation that the meeting reads above the budget."""
    assert sheet.budget is not None
    budget_id = sheet.budget.id
    parts: list[Part] = [
        Field("note", N_("Explanation for the meeting"), Kind.LONG, optional=True, lines=6)
    ]

    def save(values: dict[str, Any], answers: Mapping[str, str]) -> object:
        return desk.books.do(set_budget_lines, budget_id, [], values["note"], answers=answers)

    form = Form(parts, save, desk.today(), _("Explanation for the meeting"))
    form.set_values({"note": sheet.budget.note})
    explain(form, "budget#making")
    return form


def limits_form(page: LedgerPage) -> Form:
    """From which percentage and amount a difference is explained."""
    desk = page.desk
    parts: list[Part] = [
        Field("percent", N_("More than percent"), Kind.NUMBER, width=LIMIT),
        Field(
            "above",
            N_("And more than an amount of"),
            Kind.MONEY,
            width=LIMIT,
            hint=N_("A difference is explained when it is above both."),
        ),
    ]

    def save(values: dict[str, Any], answers: Mapping[str, str]) -> object:
        return desk.books.do(
            set_explain_limits, values["percent"], values["above"], answers=answers
        )

    form = Form(parts, save, desk.today(), _("When differences are explained"))
    if page.books is not None:
        form.set_values({"percent": page.books.explain_percent, "above": page.books.explain_above})
    explain(form, "budget#explaining")
    return form


def explaining_form(
    desk: Desk,
    book_year: str,
    name: str,
    text: str,
    *,
    place: str = "",
    activity_id: int | None = None,
) -> Form:
    """Why a line of the statement, or an activity, came out otherwise than was budgeted."""
    parts: list[Part] = [
        Field(
            "text",
            N_("Why it came out otherwise"),
            Kind.LONG,
            optional=True,
            lines=5,
            hint=N_("Stands in the annual accounts. Empty takes it away."),
        )
    ]

    def save(values: dict[str, Any], answers: Mapping[str, str]) -> object:
        new = NewExplanation(book_year, values["text"], place, activity_id=activity_id)
        return desk.books.do(explain_difference, new, answers=answers)

    form = Form(parts, save, desk.today(), _("Explain “{name}”").format(name=name))
    form.set_values({"text": text})
    explain(form, "budget#explaining")
    return form
