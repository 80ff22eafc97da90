"""What the plain forms share: live warnings, how it is booked, receipts, save and one more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget

from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import Problem, Refused, Strength
from coopadmin.ledger.accounts import AccountRow, list_accounts
from coopadmin.ledger.doubts import Moved, list_doubts
from coopadmin.ledger.plain_queries import Known, OwnAccount, known_names, own_accounts
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import QUIET, Action, Button
from coopadmin.ui.kit.fields import Part
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.helping import explain
from coopadmin.ui.kit.inputs import Line
from coopadmin.ui.kit.message import WARN, Messages
from coopadmin.ui.kit.sums import Sums
from coopadmin.ui.ledger.receiptbox import ReceiptBox, holds_receipt
from coopadmin.words import _, amount, money, say, signed_text, weekday_date_long

if TYPE_CHECKING:
    from coopadmin.ui.ledger.page import LedgerPage

PAUSE_MS = 250


class BookingForm(Form):
    """A plain form: one booking when it is saved.

    A subclass gives its fields, what would move (`moved`), how it would be booked (`lines`) and
    the operation (`book`).
    """

    NAME: ClassVar[str] = ""
    TITLE: ClassVar[str] = ""
    KEEPS: ClassVar[tuple[str, ...]] = ("dated", "own_id")
    """What the next one begins with, after save and one more."""
    OWN: ClassVar[tuple[str, ...]] = ("own_id",)
    DAYS: ClassVar[tuple[str, ...]] = ("dated",)

    def __init__(self, page: LedgerPage, parts: Sequence[Part]) -> None:
        self.page = page
        self.books = page.desk.books
        self._once_more = False
        self._asked: tuple[Problem, ...] = ()
        super().__init__(parts, self._book, page.desk.today(), _(self.TITLE))
        explain(self, "bookings")
        self.accounts: dict[int, AccountRow] = {
            row.id: row for row in self.books.ask(list_accounts)
        }
        self.known: dict[str, Known] = {}
        self.receipts = ReceiptBox(page)
        self.receipts.wrong.connect(self.show_problems)
        self._insert(self.receipts)
        self.fold = Fold(_("How it is booked"))
        self._insert(self.fold)
        self.doubts = self._place_for_doubts(page.narrow)
        self.setAcceptDrops(True)
        for line in self.findChildren(QLineEdit):
            # What is dropped on a field is a receipt too, and a photo pasted in one.
            line.setAcceptDrops(False)
            line.installEventFilter(self)
        more = Button(_("Save and one more"), self._submit_once_more, QUIET, changes=True)
        self.once_more_button = more
        self.footer_row.insertWidget(1, more)
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(PAUSE_MS)
        self._look.timeout.connect(self.look)
        self.edited.connect(self._edited)
        self.saved.connect(self._after)

    def _place_for_doubts(self, narrow: bool) -> Messages:
        """Above the buttons, in sight of what is typed; where room is short they scroll along."""
        doubts = Messages()
        if narrow:
            self.body.addWidget(doubts)
            return doubts
        outer = self.layout()
        assert isinstance(outer, QVBoxLayout)
        pad = theme.px(18)
        around = QVBoxLayout()
        around.setContentsMargins(pad, 0, pad, theme.px(8))
        around.addWidget(doubts)
        outer.insertLayout(outer.indexOf(self.footer), around)
        return doubts

    def _insert(self, widget: QWidget) -> None:
        """Below the fields, above what stretches."""
        self.body.insertWidget(self.body.count() - 1, widget)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if holds_receipt(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.receipts.take(event.mimeData())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._pasted(event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._pasted(event):
            super().keyPressEvent(event)

    def _pasted(self, event: QKeyEvent) -> bool:
        """Whether this key pasted a receipt, and not a text."""
        pasted = event.matches(QKeySequence.StandardKey.Paste)
        return pasted and self.receipts.take(QGuiApplication.clipboard().mimeData())

    # What a subclass gives.

    def moved(self) -> list[Moved]:
        """The money that would move as it is filled in now; nothing while that is not known."""
        raise NotImplementedError

    def lines(self) -> list[tuple[int, Money]]:
        """How that would be booked: accounts, debit above zero."""
        raise NotImplementedError

    def book(self, values: Mapping[str, Any], answers: Mapping[str, str]) -> str:
        """Do it; gives the number of the booking."""
        raise NotImplementedError

    # Filling in.

    def begin(self, values: Mapping[str, Any]) -> None:
        """Show what it begins with; amounts and names of before are gone."""
        self.set_values({"dated": self.page.desk.today()} | dict(values))
        self.look()

    def restore(self, kept: Mapping[str, Any]) -> None:
        super().restore(kept)
        self.look()

    def now(self, name: str) -> Any:
        """What stands in a field; None while it is empty or cannot be read."""
        box = self.box(name)
        if box.isHidden() or box.is_empty():
            return None
        try:
            return box.value()
        except Refused:
            return None

    def who(self) -> tuple[int | None, str]:
        """Somebody that we know, or the name that was typed."""
        name = str(self.now("who") or "").strip()
        known = self.known.get(name.casefold())
        return (None, name) if known is None or known.person_id is None else (known.person_id, "")

    def suggest_names(self) -> None:
        """Names that are known appear while one is typed; another one can be typed too."""
        box = self.box("who")
        names = self.books.ask(known_names)
        self.known = {each.name.casefold(): each for each in names}
        assert isinstance(box.control, Line)
        completer = QCompleter([each.name for each in names], box.control)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        box.control.setCompleter(completer)
        if (popup := completer.popup()) is not None:
            popup.setFont(theme.font(theme.Role.BODY))
        completer.activated.connect(lambda _name: QTimer.singleShot(0, box, box.edited.emit))

    def own_choices(self) -> list[OwnAccount]:
        return self.books.ask(own_accounts, self.page.desk.today())

    # Looking along.

    def _edited(self, _name: str) -> None:
        if not self._look.isActive():
            self._look.start()

    def look(self) -> None:
        """Say under the fields what is known, and below them what is worth a second look."""
        self._look.stop()
        dated = self.now("dated")
        for name in self.DAYS:
            if isinstance(day := self.now(name), date):
                self.box(name).tell(weekday_date_long(day))
        if isinstance(dated, date):
            held = {each.id: each for each in self.books.ask(own_accounts, dated)}
            for name in self.OWN:
                own = held.get(self.now(name))
                if own is not None:
                    words = _("held {balance}").format(balance=money(own.balance))
                    self.box(name).tell(words)
        self.fold.show_lines(
            [
                (f"{self.accounts[each].number} {self.accounts[each].name}", _written(value))
                for each, value in self.lines()
            ]
        )
        self._show_doubts(dated)

    def _show_doubts(self, dated: date | None) -> None:
        found: list[Problem] = []
        if dated is not None:
            today = self.page.desk.today()
            found = self.books.ask(list_doubts, self.moved(), dated, today)
        for problem in found:
            if problem.strength is Strength.ERROR:
                self.box("dated").show_problem(problem)
        asked = tuple(each for each in found if each.strength is Strength.QUESTION)
        if asked == self._asked:
            return
        self._asked = asked
        self.doubts.clear()
        for problem in asked:
            again = Action(_("Count the cash again"), self._count, changes=True)
            actions = [again] if problem.code == "plain.counted" else []
            self.doubts.show_message(WARN, say(problem), "", actions, closable=False)

    def _count(self) -> None:
        self.keep_typed()
        self.page.visit(("cash", None, "count"))

    # Saving.

    def _book(self, values: dict[str, Any], answers: Mapping[str, str]) -> str:
        # What is said below the fields was seen when the person saved.
        seen = {problem.code: _("It is right") for problem in self._asked}
        return self.book(values, seen | dict(answers))

    def _submit_once_more(self) -> None:
        self._once_more = True
        self.submit()
        self._once_more = False

    def _after(self, _result: object) -> None:
        if self._once_more:
            kept = {name: self.now(name) for name in self.KEEPS if self.now(name) is not None}
            page, name = self.page, self.NAME
            QTimer.singleShot(0, page, lambda: page.visit(("form", name, kept)))


class Fold(QWidget):
    """Something for who wants to know, behind a button: closed until it is asked for."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setObjectName("clear")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        self.button = Button(title, self.toggle, QUIET, "chevron-right")
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.sums = Sums()
        self.sums.hide()
        column.addWidget(self.sums)
        self.lines: tuple[tuple[str, str], ...] = ()

    def toggle(self) -> None:
        opened = self.sums.isHidden()
        self.sums.setVisible(opened)
        self.button.set_icon("chevron-down" if opened else "chevron-right")
        self.button.setAccessibleDescription(_("unfolded") if opened else _("folded"))

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        self.lines = tuple(lines)
        nothing = [(_("Fill in the amount and what it was for."),)]
        self.sums.set_lines(self.lines or nothing)


def _written(value: Money) -> str:
    return signed_text(value.cents, amount(Money(abs(value.cents))))
