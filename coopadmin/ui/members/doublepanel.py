"""Two people beside each other: what is taken of whom, what follows, and making them one."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coopadmin.desk.duplicates import DuplicateRow
from coopadmin.desk.merge_rules import MergedPeople
from coopadmin.desk.merging import MergePlan, plan_merge
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import PRIMARY, QUIET, Button
from coopadmin.ui.kit.cards import Panel
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.message import BAD, Messages
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.members.doublecolumns import (
    MEMBERSHIP,
    ONE,
    TWO,
    FieldPair,
    headings,
    membership_pair,
    pairs_of,
    side_columns,
    why,
)
from coopadmin.ui.members.labels import number_shown
from coopadmin.words import _, count, ngettext, say


class DoublePanel(Panel):
    """`merge_wanted(MergedPeople)` puts them together, `apart_wanted(row)` says they are two."""

    merge_wanted = Signal(object)
    apart_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(" ")
        self._desk = desk
        self.row: DuplicateRow | None = None
        self._pairs: list[FieldPair] = []
        self._plan: MergePlan | None = None
        self._stays: int | None = None
        whole = self.layout()
        assert isinstance(whole, QVBoxLayout)
        self._scroll.hide()
        self._inside = QWidget()
        self._inside.setObjectName("clear")
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.messages = Messages()
        self.messages.setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(4))
        column.addWidget(self.messages)
        self.table = RowsTable(
            side_columns("", ""),
            _("Two people beside each other"),
            identity=lambda row: row.key,
            kept_as="two-people",
        )
        self.table.checked.connect(self.take)
        column.addWidget(self.table, 1)
        self._follows = Text("", Role.NOTE, "ink2", wrap=True)
        self._follows.setContentsMargins(theme.px(18), theme.px(8), theme.px(18), theme.px(8))
        column.addWidget(self._follows)
        whole.insertWidget(2, self._inside, 1)
        self._nothing = EmptyState(
            _("Nothing chosen"), _("Choose two people in the list to compare them."), icon="users"
        )
        whole.insertWidget(3, self._nothing, 1)
        self.merge_button = Button(
            _("Put together"), self._merge, PRIMARY, "users-group", changes=True
        )
        self.apart_button = Button(_("Not the same person"), self._apart, icon="x", changes=True)
        self.swap_button = Button(_("Swap"), self.swap, QUIET, "arrows-left-right")
        for button in (self.merge_button, self.apart_button, self.swap_button):
            self.footer_row.addWidget(button)
        self.footer_row.addStretch(1)
        self.show_row(None)

    def show_row(self, row: DuplicateRow | None) -> None:
        """Two people, with the first filled up by the second; or that nothing is chosen."""
        self.row, self._stays = row, None
        self._inside.setVisible(row is not None)
        self._nothing.setVisible(row is None)
        self.show_footer(row is not None)
        if row is None:
            self.set_title("")
            return
        self.set_title(f"{row.one.name} · {row.other.name}", why(row))
        self.table.set_columns(side_columns(*headings(row)))
        self._pairs = pairs_of(row.one.person, row.other.person)
        self._ask()

    def swap(self) -> None:
        """The other entry is the one that stays."""
        if self.row is not None:
            self.show_row(DuplicateRow(self.row.other, self.row.one, self.row.reasons))

    def take(self, pair: FieldPair, key: str = "") -> None:
        """Take this field of the side whose box was checked; of the other side after Space."""
        space = key == ONE and pair.other is False
        second = key == TWO or space
        if not pair.is_choice:
            return
        if pair.key == MEMBERSHIP:
            assert self._plan is not None
            self._stays = self._plan.memberships[1 if second else 0]
        else:
            self._pairs = [
                replace(one, other=second) if one.key == pair.key else one for one in self._pairs
            ]
        self._ask()

    def wanted(self) -> MergedPeople | None:
        """The two as they would become one."""
        if self.row is None:
            return None
        one, two = self.row.one, self.row.other
        taken = [name for pair in self._pairs if pair.other for name in pair.fields]
        person = replace(one.person, **{name: getattr(two.person, name) for name in taken})
        return MergedPeople(one.person_id, two.person_id, person, self._stays)

    def _ask(self) -> None:
        wanted = self.wanted()
        assert wanted is not None
        assert self.row is not None
        plan = self._plan = self._desk.books.ask(plan_merge, wanted)
        self.table.set_rows(
            [membership_pair(self.row, plan.memberships, self._stays), *self._pairs]
        )
        if self.table.current() is None:
            self.table.choose_first()
        asked = [one for one in plan.problems if one.code == "merge.two_memberships"]
        standing = [one for one in plan.problems if one not in asked]
        self.messages.clear()
        # One at a time: what stands in the way next shows when this is solved.
        for problem in standing[:1]:
            self.messages.show_message(BAD, say(problem), closable=False)
        why_not = say(standing[0]) if standing else say(asked[0]) if asked else ""
        if self._desk.books.read_only:
            why_not = _("This file can only be looked at.")
        self.merge_button.refuse(why_not)
        moved = sum(plan.moves.values())
        words = [
            say(asked[0])
            if asked
            else ngettext(
                "{count} line of hours, money, offices and the like goes along.",
                "{count} lines of hours, money, offices and the like go along.",
                moved,
            ).format(count=count(moved))
        ]
        if plan.ended and not asked:
            numbers = ", ".join(map(number_shown, plan.ended))
            sentence = _("Membership {numbers} was charged too: it stays in the register as ended.")
            words.append(sentence.format(numbers=numbers))
        if plan.locked:
            words.append(
                ngettext(
                    "{count} is locked and stays under the other name.",
                    "{count} are locked and stay under the other name.",
                    plan.locked,
                ).format(count=count(plan.locked))
            )
        words.append(_("The old number still finds this person. Ctrl+Z takes it back."))
        self._follows.setText(" ".join(words))

    def _merge(self) -> None:
        wanted = self.wanted()
        if wanted is not None:
            self.merge_wanted.emit(wanted)

    def _apart(self) -> None:
        if self.row is not None:
            self.apart_wanted.emit(self.row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        sides = {Qt.Key.Key_Left: ONE, Qt.Key.Key_Right: TWO}
        side = sides.get(Qt.Key(event.key()))
        pair: FieldPair | None = self.table.current()
        if side is None or pair is None or not self.table.view.hasFocus():
            super().keyPressEvent(event)
        elif pair.other is not (side == TWO):
            self.take(pair, side)
