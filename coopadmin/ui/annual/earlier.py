"""Figures of years before this file: those typed in, and a small form to type one in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QWidget

from coopadmin.annual.queries import EarlierFigureRow
from coopadmin.annual.rules import CHARGED, EARLIER_FIGURES, HOURS, read_figure
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.money import Money
from coopadmin.ui.annual.texts import back_on_escape
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import QUIET, SMALL, Button
from coopadmin.ui.kit.cards import Card
from coopadmin.ui.kit.columns import Column, Look
from coopadmin.ui.kit.fields import Field, Kind
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.helping import explain
from coopadmin.ui.kit.inputs import Choice
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import Text
from coopadmin.ui.kit.theme import Role
from coopadmin.words import N_, _, amount, count, hours, money

FORM_HIGH, FORM_WIDE = 288, 290
Keep = Callable[[str, str, int], object]
TakeAway = Callable[[str, str], object]


@dataclass(frozen=True)
class TypedRow:
    """A figure that was typed in, as the list shows it."""

    id: tuple[str, str]
    value: int

    @property
    def year(self) -> str:
        return self.id[0]

    @property
    def code(self) -> str:
        return self.id[1]


def shown_figure(code: str, value: int) -> str:
    """A figure in words, with its unit where it is money or time."""
    if code == CHARGED:
        return money(Money(value))
    return (
        _("{hours} hours").format(hours=hours(Duration(value))) if code == HOURS else count(value)
    )


def figure_text(code: str, value: int) -> str:
    """A figure as text to edit."""
    if code == CHARGED:
        return amount(Money(value))
    return hours(Duration(value)) if code == HOURS else str(value)


def _figure(row: EarlierFigureRow) -> object:
    if row.code == CHARGED:
        return Money(row.value)
    return Duration(row.value) if row.code == HOURS else row.value


COLUMNS = (
    Column(
        "code",
        N_("Figure"),
        lambda row: _(EARLIER_FIGURES[row.code]),
        width=150,
        stretch=1,
        under=lambda row: row.year,
        tip=lambda row: _(EARLIER_FIGURES[row.code]),
    ),
    Column(
        "value",
        N_("Value"),
        lambda row: shown_figure(row.code, row.value),
        Look.AMOUNT,
        70,
        value=_figure,
    ),
)


class EarlierFigures(QWidget):
    """The list above the form; Enter on a row takes it into the form, Del takes it away.

    `keep(year, code, value)` and `take_away(year, code)` carry out the operation; what `keep`
    raises is shown beside the field.
    """

    back = Signal()

    def __init__(
        self,
        years: Sequence[str],
        keep: Keep,
        take_away: TakeAway,
        today: date,
        why_not: str = "",
    ) -> None:
        super().__init__()
        explain(self, "annual#earlier")
        self._keep, self._take_away = keep, take_away
        self._both = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(theme.px(12))
        self.card = Card(_("Earlier years"), padded=False)
        self.remove = Button(_("Remove"), self._remove, SMALL, "trash", why_not)
        self.card.head_row.addWidget(self.remove)
        self.card.body.setContentsMargins(0, 0, 0, 0)
        self.table = RowsTable(
            COLUMNS, _("Figures of earlier years"), two_lines=True, kept_as="earlier-years"
        )
        words = _("Nothing typed in yet. What you type in here is marked so in every report.")
        nothing = Text(words, Role.NOTE, "ink2", wrap=True)
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        nothing.setMargin(theme.px(16))
        self.table.set_empty(nothing)
        self.table.activated.connect(self._take)
        self.table.chosen.connect(lambda _row: self._show_remove())
        self.card.body.addWidget(self.table, 1)
        self._both.addWidget(self.card, 1)
        self._why_not = why_not
        self.form = self._form(years, today)
        self._both.addWidget(self.form, 0)
        back_on_escape(self, self.back.emit)
        delete = QShortcut(QKeySequence("Del"), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        delete.activated.connect(self._remove)

    def _form(self, years: Sequence[str], today: date) -> Form:
        codes = [Choice(code, _(words)) for code, words in EARLIER_FIGURES.items()]
        parts = (
            (
                Field(
                    "book_year",
                    N_("Year"),
                    Kind.CHOICE,
                    width=110,
                    choices=[Choice(year, year) for year in years],
                ),
                Field("code", N_("Figure"), Kind.CHOICE, width=240, choices=codes),
            ),
            Field(
                "value",
                N_("Value"),
                width=180,
                figures=True,
                parse=self._read,
                reading=self._reading,
            ),
        )
        form = Form(
            parts, self._save, today, _("Type in a figure"), save_icon="check", cancel=False
        )
        form.footer_row.insertWidget(1, Button(_("Back"), self.back.emit, QUIET))
        form.saved.connect(self._saved)
        form.save_button.refuse(self._why_not)
        return form

    def set_figures(self, figures: Sequence[EarlierFigureRow]) -> None:
        """Those that were typed in, the newest year first."""
        rows = [TypedRow((each.book_year, each.code), each.value) for each in figures]
        rows.sort(key=lambda row: list(EARLIER_FIGURES).index(row.code))
        rows.sort(key=lambda row: row.year, reverse=True)
        self.table.set_rows(rows)
        self._show_remove()

    def fit_room(self, narrow: bool) -> None:
        """List and form beside each other where there is width and little height."""
        directions = QBoxLayout.Direction
        self._both.setDirection(directions.LeftToRight if narrow else directions.TopToBottom)
        self.form.setMinimumHeight(0 if narrow else theme.px(FORM_HIGH))
        self.form.setMinimumWidth(theme.px(FORM_WIDE) if narrow else 0)

    def focus_first(self) -> None:
        self.form.focus_first()

    def _code(self) -> str:
        return str(self.form.box("code").text() or "")

    def _read(self, text: str) -> int:
        return read_figure(self._code(), text)

    def _reading(self, value: int) -> str:
        return _("Becomes {value}.").format(value=shown_figure(self._code(), value))

    def _save(self, values: dict[str, Any], _answers: Mapping[str, str]) -> object:
        return self._keep(values["book_year"], values["code"], values["value"])

    def _saved(self, _result: object) -> None:
        year, code = self.form.box("book_year").text(), self.form.box("code").text()
        self.form.set_values({"book_year": year, "code": code, "value": None})
        self.form.box("value").control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, row: TypedRow) -> None:
        self.form.box("book_year").set_value(row.year)
        self.form.box("code").set_value(row.code)
        self.form.box("value").set_text(figure_text(row.code, row.value))
        self.form.box("value").control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self) -> None:
        row = self.table.current()
        if isinstance(row, TypedRow) and not self._why_not:
            self._take_away(row.year, row.code)

    def _show_remove(self) -> None:
        if not self._why_not:
            self.remove.refuse("" if self.table.current() else _("Choose a figure first."))
