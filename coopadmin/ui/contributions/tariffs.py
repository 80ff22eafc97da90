"""What each kind of membership costs, from which day on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coopadmin.contributions.queries import TariffRow, list_tariffs, tariffs_on
from coopadmin.contributions.rules import NewTariff
from coopadmin.contributions.service import remove_tariff, set_tariff
from coopadmin.kernel.calendar import BookYear
from coopadmin.members.queries import KindRow, list_kinds
from coopadmin.ui.contributions.columns import tariff_columns
from coopadmin.ui.contributions.forms import tariff_parts
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import QUIET, Button
from coopadmin.ui.kit.cards import Card
from coopadmin.ui.kit.columns import Group, Heading
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.helping import explain
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.inputs import Choice
from coopadmin.ui.kit.listdetail import ListDetail
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.table import RowsTable
from coopadmin.words import _, date_short

SCREEN, DRAFT = "contributions", "tariff"


class TariffsView(ListDetail):
    """Tariffs under their kind of membership, and the form that sets one.

    `left` comes when the person is done here.
    """

    left = Signal()
    hints_changed = Signal()

    def __init__(self, page: Page) -> None:
        self._page, self._desk = page, page.desk
        self._valid: set[int] = set()
        self._kinds: tuple[KindRow, ...] = ()
        self.table = RowsTable(
            tariff_columns(self._desk.today(), lambda row: row.id in self._valid),
            _("Tariffs"),
            kept_as="tariffs",
        )
        self.table.set_empty(
            EmptyState(
                _("No kinds of membership yet"),
                _("A tariff belongs to a kind of membership. Add those in the settings first."),
            )
        )
        card = Card(padded=False)
        card.body.addWidget(self.table, 1)
        words, note = card.foot("", _("A new amount counts from its day on; the old one stays."))
        words.hide()
        note.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.form = self._new_form()
        super().__init__(card, self.form, self.table, _("All tariffs"), detail_width=448)
        explain(self, "contributions#tariffs")
        self.table.chosen.connect(self._show_row)
        self.table.activated.connect(lambda _row: self.form.focus_first())
        self._year: BookYear | None = None

    def _new_form(self) -> Form:
        form = Form(tariff_parts([]), self._save, self._desk.today(), _("Tariff"), _("Record"))
        self._remove = Button(_("Remove"), self._remove_row, QUIET, changes=True)
        form.footer_row.insertWidget(2, self._remove)
        form.saved.connect(self._saved)
        form.cancelled.connect(self._cancelled)
        return form

    def load(self, year: BookYear) -> None:
        """Ask all tariffs; what is typed in the form stays."""
        ask, today = self._desk.books.ask, self._desk.today()
        first = self._year is None
        self._year = year
        rows = ask(list_tariffs)
        on = min(max(today, year.first), year.last)
        self._valid = {row.id for row in ask(tariffs_on, on)}
        self._kinds = tuple(ask(list_kinds))
        self.table.set_groups([group for kind in self._kinds for group in _group(kind, rows)])
        self.form.set_choices(
            "kind_id", [Choice(kind.id, kind.name) for kind in self._kinds if kind.in_use]
        )
        if first:
            self._fill(None)
            self._desk.keep_drafts(self.form, SCREEN, DRAFT)
        if self.table.current() is None:
            self.table.choose_first()
        if not self.form.is_changed():
            self._show_row(self.table.current())

    def begin(self, kind_id: int | None = None) -> None:
        """Go to the form for a new tariff, of this kind or of the first that has none."""
        if not self.form.is_changed():
            self._fill(None, kind_id)
        name = "kind_id" if kind_id is None and self._missing() is None else "amount"
        self.open_detail(self.form.box(name).control)
        self.hints_changed.emit()

    def _missing(self) -> int | None:
        """The first kind in use that has no tariff on its day."""
        have = {row.kind_id for row in self.table.shown_rows() if row.id in self._valid}
        return next((kind.id for kind in self._kinds if kind.in_use and kind.id not in have), None)

    def _show_row(self, row: TariffRow | None) -> None:
        if not self.form.is_changed():
            self._fill(row)

    def _fill(self, row: TariffRow | None, kind_id: int | None = None) -> None:
        year = self._year
        self._remove.setVisible(row is not None)
        if row is not None:
            since = _("from {day}").format(day=date_short(row.valid_from))
            self.form.set_title(row.kind, since)
            self.form.set_values(
                {
                    "kind_id": row.kind_id,
                    "amount": row.amount,
                    "valid_from": row.valid_from,
                    "pro_rata": row.pro_rata,
                }
            )
            return
        self.form.set_title(_("New tariff"))
        self.form.set_values(
            {
                "kind_id": kind_id or self._missing() or self._first_kind(),
                "amount": None,
                "valid_from": year.first if year is not None else None,
                "pro_rata": self._usual_pro_rata(),
            }
        )

    def _usual_pro_rata(self) -> str:
        """What the other tariffs say, so that kinds of one cooperative agree."""
        return next((row.pro_rata for row in self.table.shown_rows()), "none")

    def _first_kind(self) -> int | None:
        return self._kinds[0].id if self._kinds else None

    def _save(self, values: dict[str, Any], answers: Mapping[str, str]) -> object:
        return self._desk.books.do(set_tariff, NewTariff(**values), answers=answers)

    def _saved(self, tariff_id: int) -> None:
        self.table.choose(tariff_id)
        self._fill(self.table.current())
        self.close_detail()
        self.table.setFocus()

    def _cancelled(self) -> None:
        self._fill(self.table.current())
        if self.is_open():
            self.close_detail()
        else:
            self.left.emit()

    def _remove_row(self) -> None:
        row = self.table.current()
        if row is not None and self._page.do(remove_tariff, row.id):
            self._fill(self.table.current())
            self.table.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.is_open():
            self.left.emit()
        elif event.key() == Qt.Key.Key_Delete and self.table.view.hasFocus():
            self._remove_row()
        else:
            super().keyPressEvent(event)

    def first_focus(self) -> QWidget:
        return self.table if len(self.table) else self.form.box("amount").control

    def hints(self) -> Sequence[Hint]:
        if self.is_open():
            return (Hint(("Ctrl+S",), _("save")), Hint(("Esc",), _("back")))
        return (
            Hint(("Enter",), _("change")),
            Hint(("Ctrl+N",), _("new tariff")),
            Hint(("Del",), _("remove")),
            Hint(("Esc",), _("contributions")),
        )


def _group(kind: KindRow, rows: Sequence[TariffRow]) -> list[Group]:
    own = tuple(row for row in rows if row.kind_id == kind.id)
    if not own and not kind.in_use:
        return []
    note = "" if own else _("no tariff yet")
    return [Group(Heading(str(kind.id), kind.name, note), own)]
