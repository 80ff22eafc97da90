"""What members put in: register, movements, kinds and repayments, with their forms beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coopadmin.capital.facts import HoldingRow, MovementRow, RepaymentRow, ShareKindRow
from coopadmin.capital.queries import forecast, list_capital, list_movements, list_share_kinds
from coopadmin.capital.rules import PAID_IN, NewMovement, NewShareKind
from coopadmin.capital.service import (
    add_share_kind,
    change_share_kind,
    pay_movement,
    record_movement,
    remove_share_kind,
    reverse_movement,
)
from coopadmin.kernel.folding import searchable
from coopadmin.kernel.money import ZERO, Money
from coopadmin.ui.capital import columns
from coopadmin.ui.capital.detail import HolderPanel
from coopadmin.ui.capital.forms import PAYMENT, kind_parts, movement_parts
from coopadmin.ui.capital.papers import print_paper
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import QUIET, Action, Button
from coopadmin.ui.kit.cards import search_card
from coopadmin.ui.kit.choices import Option, Segmented
from coopadmin.ui.kit.columns import Column
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.helping import explain
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.inputs import Search
from coopadmin.ui.kit.listdetail import ListDetail
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import Text
from coopadmin.ui.kit.theme import Role
from coopadmin.words import _, amount, count, money, ngettext

SCREEN = "contributions"
NEW, KIND = "capital", "capital-kind"
DETAIL_WIDTH, FORM_WIDTH = 440, 480
REGISTER, MOVEMENTS, KINDS, REPAYMENTS = "register", "movements", "kinds", "repayments"


class CapitalView(ListDetail):
    """One list at a time left; right the holder, the kind, or what is being typed."""

    left = Signal()
    hints_changed = Signal()

    def __init__(self, page: Page) -> None:
        self._page, self._desk = page, page.desk
        self._rows: dict[str, Sequence[Any]] = {}
        self._kinds: list[ShareKindRow] = []
        self.lists = Segmented(self._options(), _("Which list"))
        self.search = Search(_("Search by name"))
        self.table = RowsTable(
            columns.holding_columns(),
            _("Capital"),
            two_lines=True,
            identity=columns.identity,
            kept_as="capital",
        )
        self.table.narrowing = (self.lists, self.search)
        self.foot = Text("", Role.NOTE, "ink2")
        self.panel = HolderPanel(self._desk)
        super().__init__(
            search_card(self.search, self.lists, self.table, self.foot),
            self.panel,
            self.table,
            _("All capital"),
            detail_width=DETAIL_WIDTH,
        )
        explain(self, "capital")
        self.lists.chosen.connect(lambda _key: self._show_list())
        self.search.searched.connect(lambda _text: self._filter())
        self.table.follow(self.search)
        self.table.settled.connect(self._show_row)
        self.panel.move_wanted.connect(self.begin)
        self.panel.pay_wanted.connect(self._begin_payment)
        self.panel.reverse_wanted.connect(self._reverse)
        self.panel.certificate_wanted.connect(self.print_certificate)
        self.opened.connect(self.hints_changed)
        self.closed.connect(self.hints_changed)

    def _options(self) -> list[Option]:
        texts = {
            REGISTER: _("Register"),
            MOVEMENTS: _("Movements"),
            KINDS: _("Kinds"),
            REPAYMENTS: _("To repay"),
        }
        return [Option(key, text, len(self._rows.get(key, ()))) for key, text in texts.items()]

    # What is shown.

    def load(self) -> None:
        """Ask everything anew; what is typed in a form stays."""
        ask, today = self._desk.books.ask, self._desk.today()
        self._kinds = ask(list_share_kinds)
        self._rows = {
            REGISTER: ask(list_capital, today),
            MOVEMENTS: ask(list_movements),
            KINDS: self._kinds,
            REPAYMENTS: ask(forecast, today).rows,
        }
        self.lists.set_options(self._options())
        self._show_list()

    def heading(self) -> str:
        """One line on all of it."""
        rows: Sequence[HoldingRow] = self._rows.get(REGISTER, ())
        people = len({row.person_id for row in rows})
        return ngettext("{count} holder · {amount}", "{count} holders · {amount}", people).format(
            count=count(people), amount=money(Money.total(row.amount for row in rows))
        )

    def look_for(self, name: str) -> None:
        """The movements of somebody."""
        self.lists.choose(MOVEMENTS)
        self.search.setText(name)
        self._show_list()
        self.table.setFocus()

    def _show_list(self) -> None:
        key = self.lists.key() or REGISTER
        self.table.set_rows(())
        self.table.set_columns(self._columns(key))
        self.table.set_empty(self._nothing(key))
        self._filter()
        if self.table.current() is None:
            self.table.choose_first()
        self._show_row(self.table.current())
        self.hints_changed.emit()

    def _columns(self, key: str) -> tuple[Column, ...]:
        if key == MOVEMENTS:
            return columns.movement_columns()
        if key == KINDS:
            return columns.kind_columns()
        if key == REPAYMENTS:
            return columns.repayment_columns(self._desk.today())
        return columns.holding_columns()

    def _filter(self) -> None:
        key = self.lists.key() or REGISTER
        words = searchable(self.search.text()).split()
        rows = [
            row
            for row in self._rows.get(key, ())
            if all(word in searchable(row.name) for word in words)
        ]
        self.table.set_rows(rows)
        self.table.mark(self.search.text())
        sums = {}
        if key in (REGISTER, REPAYMENTS) and rows:
            sums = {"name": _("Together"), "amount": amount(Money.total(r.amount for r in rows))}
        if key == REGISTER and rows:
            sums["unpaid"] = amount(Money.total(row.unpaid for row in rows))
        self.table.set_total(sums)
        whole = len(self._rows.get(key, ()))
        narrowed = _("{shown} of {whole}").format(shown=count(len(rows)), whole=count(whole))
        self.foot.setText(narrowed if len(rows) != whole else "")

    def _nothing(self, key: str) -> EmptyState:
        if not self._kinds:
            return EmptyState(
                _("No members' capital yet"),
                _("Say first what members can hold: a share, an account, a loan."),
                [Action(_("Add a kind"), self.begin_kind, "plus", changes=True)],
            )
        if key == REPAYMENTS:
            return EmptyState(
                _("Nothing is to be repaid"),
                _("What becomes due when members leave, or after a fixed term, comes here."),
                icon="circle-check",
            )
        return EmptyState(
            _("Nobody holds anything yet"),
            _("Record what a member paid in; it stays open until it is paid."),
            [Action(_("Record movement"), self.begin, "plus", changes=True)],
        )

    def _show_row(self, row: Any) -> None:
        form = self._detail
        if isinstance(form, Form) and (form.is_changed() or self.is_open()):
            return
        if isinstance(row, ShareKindRow):
            self._put(self._kind_form(row))
            return
        self._put(self.panel)
        if not isinstance(row, (HoldingRow, MovementRow, RepaymentRow)):
            self.panel.show_nobody()
            return
        person, held, moves = row.person_id, self._rows[REGISTER], self._rows[MOVEMENTS]
        self.panel.show_person(
            person,
            row.name,
            [one for one in held if one.person_id == person],
            [one for one in moves if person in (one.person_id, one.to_person_id)],
        )
        if isinstance(row, MovementRow):
            self.panel.movements.choose(row.id)

    # Movements.

    def begin(self) -> None:
        """The form for a new movement, of the member who is shown."""
        if not self._kinds:
            self.begin_kind()
            return
        form = Form(
            movement_parts(self._kinds, self._desk.books),
            self._save_movement,
            self._desk.today(),
            _("Record movement"),
            save_text=_("Record"),
            save_icon="check",
        )
        in_use = [kind for kind in self._kinds if kind.in_use]
        usual = max(in_use, key=lambda kind: kind.movements, default=None)
        form.set_values(
            {
                "type": PAID_IN,
                "person_id": self.panel.person_id,
                "kind_id": None if usual is None else usual.id,
                "dated": self._desk.today(),
            }
        )
        form.saved.connect(lambda _number: self._done())
        form.cancelled.connect(self._done)
        self._desk.keep_drafts(form, SCREEN, NEW)
        self._put(form, about_row=False)
        known = self.panel.person_id is not None
        self.open_detail(form.box("amount" if known else "person_id").control)

    def _save_movement(self, values: dict[str, Any], answers: Mapping[str, str]) -> object:
        return self._desk.books.do(record_movement, NewMovement(**values), answers=answers)

    def _begin_payment(self, row: MovementRow) -> None:
        form = Form(
            PAYMENT,
            lambda values, answers: self._desk.books.do(
                pay_movement, row.id, **values, answers=answers
            ),
            self._desk.today(),
            _("Record payment"),
            save_text=_("Record"),
            save_icon="check",
        )
        form.set_title(row.name, row.number)
        form.set_values({"amount": row.open, "dated": self._desk.today(), "method": "bank"})
        form.saved.connect(lambda _ids: self._done())
        form.cancelled.connect(self._done)
        self._desk.keep_drafts(form, SCREEN, f"{NEW}-pay:{row.id}")
        self._put(form)
        self.open_detail(form.box("amount").control)

    def _reverse(self, row: MovementRow) -> None:
        if self._page.do(reverse_movement, row.id):
            self.panel.record.setFocus()

    # Kinds.

    def begin_kind(self) -> None:
        """The form for a new kind of share."""
        form = self._kind_form(None)
        self._put(form, about_row=False)
        self.open_detail(form.box("name").control)

    def _kind_form(self, row: ShareKindRow | None) -> Form:
        form = Form(
            kind_parts(),
            lambda values, answers: self._save_kind(row, values, answers),
            self._desk.today(),
            _("New kind of share") if row is None else row.name,
        )
        if row is not None:
            form.set_values(
                {name: getattr(row, name) for name in NewShareKind.__dataclass_fields__}
            )
            remove = Button(_("Remove"), lambda: self._remove_kind(row), QUIET, changes=True)
            remove.refuse(_("It has movements and stays.") if row.movements else "")
            form.footer_row.insertWidget(2, remove)
        else:
            start = NewShareKind("")
            form.set_values(
                {
                    "treatment": start.treatment,
                    "repaid": start.repaid,
                    "repay_months": 0,
                    "in_use": True,
                }
            )
        self._desk.keep_drafts(form, SCREEN, f"{KIND}:{'' if row is None else row.id}")
        form.saved.connect(lambda _result: self._done())
        form.cancelled.connect(self._done)
        return form

    def _save_kind(
        self, row: ShareKindRow | None, values: dict[str, Any], answers: Mapping[str, str]
    ) -> object:
        new = NewShareKind(**{**values, "minimum": values["minimum"] or ZERO})
        if row is None:
            return self._desk.books.do(add_share_kind, new, answers=answers)
        return self._desk.books.do(change_share_kind, row.id, new, answers=answers)

    def _remove_kind(self, row: ShareKindRow) -> None:
        self._page.do(remove_share_kind, row.id)

    # Papers.

    def print_register(self) -> None:
        print_paper(self._page, None, "")

    def print_certificate(self) -> None:
        if self.panel.person_id is not None:
            print_paper(self._page, self.panel.person_id, self.panel.accessibleName())

    def offers(self, back: Callable[[], object]) -> tuple[Action, ...]:
        """What the page offers while this is shown."""
        return (
            Action(_("Back to contributions"), back, "chevron-left"),
            Action(_("Register as PDF"), self.print_register, "file-type-pdf"),
            Action(_("New kind of share"), self.begin_kind, "adjustments", changes=True),
            Action(
                _("New movement"),
                self.begin,
                "plus",
                key="Ctrl+N",
                in_header=self.narrow,
                changes=True,
            ),
            Action(_("Search in this list"), self.search.setFocus, key="Ctrl+F", in_header=False),
        )

    # The place beside the list.

    def _put(self, detail: QWidget, *, about_row: bool = True) -> None:
        width = FORM_WIDTH if isinstance(detail, Form) else DETAIL_WIDTH
        before = self.set_detail(detail, width, about_row=about_row)
        if before is not detail and isinstance(before, Form):
            before.deleteLater()

    def _done(self) -> None:
        self._put(self.panel)
        self.close_detail()
        self._show_row(self.table.current())
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.is_open():
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[Hint]:
        if self.is_open() and isinstance(self._detail, Form):
            return (Hint(("Ctrl+S",), _("save")), Hint(("Esc",), _("back")))
        return (
            Hint(("Enter",), _("open")),
            Hint(("Ctrl+N",), _("new movement")),
            Hint(("Ctrl+F",), _("search")),
            Hint(("Esc",), _("contributions")),
        )
