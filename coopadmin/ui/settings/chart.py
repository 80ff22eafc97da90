"""Settings of the chart of accounts: what each is called, where it stands, what it is for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from coopadmin.ledger.accounts import (
    AccountRow,
    NewAccount,
    add_account,
    change_account,
    list_accounts,
    remove_account,
)
from coopadmin.ledger.places import ACCOUNT_KINDS, PLACES
from coopadmin.ledger.roles import ROLES
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.columns import ChipLook, Column, Look
from coopadmin.ui.kit.fields import Field, Kind
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.inputs import Choice
from coopadmin.ui.kit.page import Page
from coopadmin.ui.settings.tables import TableSection
from coopadmin.words import N_, _


def _task(row: AccountRow) -> str:
    return _(ROLES[row.role]) if row.role in ROLES else ""


COLUMNS = (
    Column("number", N_("Number"), lambda row: row.number, Look.NUMBER, 70),
    Column("name", N_("Name"), lambda row: row.name, Look.NAME, 130, 2, under=_task),
    Column("place", N_("Line in the statements"), lambda row: _(PLACES[row.place].label),
           Look.TEXT, 120, 1, drop=2),
    Column("rgs", N_("RGS code"), lambda row: row.rgs, Look.TEXT, 104, drop=3),
    Column(
        "state",
        N_("State"),
        look=Look.CHIP,
        width=116,
        chip=lambda row: None if row.in_use else ChipLook(_("Not in use"), "plain"),
        drop=1,
    ),
)  # fmt: skip


class ChartSection(TableSection):
    """An account with lines is not removed: out of use nothing can be booked on it any more."""

    KEY: ClassVar[str] = "chart"
    NOTE: ClassVar[str] = N_("Where each amount stands. By its task the program finds an account.")

    def __init__(self, page: Page) -> None:
        super().__init__(page, COLUMNS, _("Chart of accounts"), _("New account"), two_lines=True)
        self.table.set_empty(
            EmptyState(
                _("No accounts yet"),
                _("They come when you begin the books."),
                [Action(_("To the books"), lambda: page.desk.go("ledger"), "book")],
                primary=False,
            )
        )
        self.table.chosen.connect(lambda _row: page.refresh_actions())

    def reload(self) -> None:
        self.table.set_rows(self.desk.books.ask(list_accounts))
        self.show_again()

    def head_actions(self) -> Sequence[Action]:
        row: AccountRow | None = self.table.current()
        if row is None:
            return super().head_actions()
        remove = Action(
            _("Remove account"),
            lambda: self.page.do(remove_account, row.id),
            "trash",
            changes=True,
        )
        return (remove, *super().head_actions())

    def row_key(self, row: AccountRow) -> str:
        return row.number

    def form_for(self, row: AccountRow | None) -> Form:
        parts = [
            Field("number", N_("Number"), width=120, figures=True),
            Field("name", N_("Name")),
            Field(
                "place",
                N_("Line in the statements"),
                Kind.CHOICE,
                choices=[Choice(token, _place(token)) for token in PLACES],
                hint=N_("Where readers of the accounts find it."),
            ),
            Field(
                "rgs",
                N_("RGS code"),
                optional=True,
                width=160,
                hint=N_("By this the software of an accountant knows it, as BLimBanRba."),
            ),
            Field(
                "role",
                N_("Task"),
                Kind.CHOICE,
                choices=[Choice("", _("None")), *(Choice(key, _(ROLES[key])) for key in ROLES)],
                hint=N_("What the program books here by itself."),
            ),
            Field("in_use", N_("In use"), Kind.CHECK),
        ]
        form = self.made(
            parts,
            lambda values, answers: self._save(row, values, answers),
            _("New account") if row is None else f"{row.number} {row.name}",
        )
        form.set_values({"in_use": True, "role": ""} if row is None else _values(row))
        return form

    def _save(
        self, row: AccountRow | None, values: Mapping[str, Any], answers: Mapping[str, str]
    ) -> object:
        new = NewAccount(**{**values, "rgs": values["rgs"] or "", "role": values["role"] or ""})
        books = self.desk.books
        if row is None:
            return books.do(add_account, new, answers=answers)
        return books.do(change_account, row.id, new, answers=answers)


def _place(token: str) -> str:
    place = PLACES[token]
    (kind,) = place.kinds
    return ": ".join((_(ACCOUNT_KINDS[kind]), _(place.label)))


def _values(row: AccountRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in NewAccount.__dataclass_fields__}
