"""Settings of dated amounts of law and policy, and which of them somebody must check."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from coopadmin.cooperative.queries import RateRow, list_rates
from coopadmin.cooperative.rules import NewRate
from coopadmin.cooperative.service import set_rate
from coopadmin.cooperative.wording import CENTS, MINUTES, RATES, rate_label, rate_unit, rate_value
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import N_, refuse
from coopadmin.ui.kit.columns import ChipLook, Column, Group, Heading, Look
from coopadmin.ui.kit.fields import Field, Kind
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.inputs import Choice
from coopadmin.ui.kit.page import Page
from coopadmin.ui.settings.tables import TableSection
from coopadmin.words import _, date_short, hours, money

COLUMNS = (
    Column(
        "from",
        N_("From"),
        lambda row: date_short(row.valid_from),
        Look.DATE,
        84,
        value=lambda row: row.valid_from,
    ),
    Column("value", N_("Value"), lambda row: rate_value(row.code, row.value), Look.AMOUNT, 84),
    Column("source", N_("Source"), lambda row: row.source, Look.MUTED, 110, 1),
    Column(
        "state",
        N_("State"),
        look=Look.CHIP,
        width=126,
        chip=lambda row: (
            ChipLook(_("To be checked"), "warn", "alert-triangle") if row.to_be_checked else None
        ),
        drop=1,
    ),
)


def grouped(rows: list[RateRow]) -> list[Group]:
    """Rates under what they are, the newest on top."""
    codes = list(dict.fromkeys([*RATES, *(row.code for row in rows)]))
    groups = []
    for code in codes:
        theirs = sorted(
            (row for row in rows if row.code == code), key=lambda row: row.valid_from, reverse=True
        )
        if theirs:
            groups.append(Group(Heading(code, rate_label(code)), tuple(theirs)))
    return groups


class RatesSection(TableSection):
    """A rate from a day on; saving one says that somebody checked it."""

    KEY: ClassVar[str] = "rates"
    NOTE: ClassVar[str] = N_("Dated, because they change; older ones stay for older years.")

    def __init__(self, page: Page) -> None:
        super().__init__(page, COLUMNS, _("Legal amounts"), _("New amount"))

    def reload(self) -> None:
        self.table.set_groups(grouped(self.desk.books.ask(list_rates)))
        if self.table.current() is None:
            self.choose_doubtful()
        self.show_again()

    def choose_doubtful(self) -> None:
        """Put the cursor on the first that must be checked."""
        rows = self.table.shown_rows()
        doubtful = next((row.id for row in rows if row.to_be_checked), None)
        if doubtful is not None:
            self.table.choose(doubtful)

    def form_for(self, row: RateRow | None) -> Form:
        known = [Choice(code, rate_label(code)) for code in RATES]
        if row is not None and row.code not in RATES:
            known.append(Choice(row.code, rate_label(row.code)))
        checking = row is not None and row.to_be_checked
        form = self.made(
            (
                Field("code", N_("What it is"), Kind.CHOICE, choices=known),
                Field("valid_from", N_("From"), Kind.DATE, width=200),
                Field("value", N_("Value"), width=200, hint=N_("In euros, or in hours a week.")),
                Field(
                    "source", N_("Source"), hint=N_("Where it stands, so that others can check.")
                ),
            ),
            self._save,
            _("New amount")
            if row is None
            else _("Check amount")
            if checking
            else _("Change amount"),
            _("It is right, save") if checking else "",
        )
        if row is not None:
            form.set_values(
                {
                    "code": row.code,
                    "valid_from": row.valid_from,
                    "value": _to_edit(row),
                    "source": row.source,
                }
            )
        else:
            form.set_values({"code": next(iter(RATES)), "valid_from": _new_year(self.desk.today())})
        return form

    def _save(self, values: Mapping[str, Any], answers: Mapping[str, str]) -> int:
        new = NewRate(
            values["code"],
            values["valid_from"],
            _read(values["code"], values["value"]),
            values["source"],
        )
        return self.desk.books.do(set_rate, new, answers=answers)


def _new_year(today: date) -> date:
    return today.replace(month=1, day=1)


def _to_edit(row: RateRow) -> str:
    unit = rate_unit(row.code)
    if unit == CENTS:
        return money(Money(row.value)).removeprefix("€").strip()
    return hours(Duration(row.value)) if unit == MINUTES else str(row.value)


def _read(code: str, text: str) -> int:
    """The value in the unit of its code; raises Refused at the field."""
    unit = rate_unit(code)
    if unit == CENTS:
        return Money.parse(text, "value").cents
    if unit == MINUTES:
        return Duration.parse(text, "value").minutes
    if not (text.isascii() and text.isdigit()):
        raise refuse(
            "number.unreadable",
            N_("“{text}” is not a whole number. Type it as 12."),
            field="value",
            text=text,
        )
    return int(text)
