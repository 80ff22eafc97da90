"""Beside the list: one household with who belong and belonged to it, or one proposal."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coopadmin.people.household_rules import MOVED_IN, PROPOSALS, SAME_ADDRESS
from coopadmin.people.households import HouseholdRow, ProposalRow, StayRow
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import ICON, PRIMARY, SMALL, Action, Button, MenuButton
from coopadmin.ui.kit.cards import Panel, clear_layout
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.text import Facts, Rule, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.members.householdforms import ADD, LEAVE, RENAME, TOGETHER
from coopadmin.words import _, date_short

ACCEPT = "accept"


class HouseholdPanel(Panel):
    """`wanted(what)` asks for a form or for what is proposed, `member_wanted(person)` for one."""

    wanted = Signal(str)
    member_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(" ")
        self._desk = desk
        self.menu = MenuButton("", kind=ICON, icon="dots")
        self.menu.setAccessibleName(_("More for this household"))
        self.menu.setToolTip(_("More for this household"))
        self.header_row.addWidget(self.menu)
        self.menu.set_actions(
            [
                self._asking(_("Put together with another"), TOGETHER, "users"),
                self._asking(_("Rename"), RENAME, "pencil"),
            ]
        )
        self.add = self._button(_("Add somebody"), ADD, "user-plus")
        self.leave = self._button(_("Leave or split"), LEAVE, "arrow-back-up")
        self.accept = Button("", partial(self.wanted.emit, ACCEPT), PRIMARY, "check", changes=True)
        for button in (self.accept, self.add, self.leave):
            self.footer_row.addWidget(button)
        self.footer_row.addStretch(1)
        self.show_row(None)

    def _asking(self, words: str, what: str, icon: str) -> Action:
        return Action(words, partial(self.wanted.emit, what), icon, changes=True)

    def _button(self, words: str, what: str, icon: str) -> Button:
        return Button(words, partial(self.wanted.emit, what), icon=icon, changes=True)

    def show_row(self, row: Any) -> None:
        """Show a household or a proposal, or that nothing is chosen."""
        clear_layout(self.body)
        household, proposal = isinstance(row, HouseholdRow), isinstance(row, ProposalRow)
        self.menu.setVisible(household)
        for button in (self.add, self.leave):
            button.setVisible(household)
        self.accept.setVisible(proposal)
        self.show_footer(household or proposal)
        if isinstance(row, HouseholdRow):
            self._show_household(row)
        elif isinstance(row, ProposalRow):
            self._show_proposal(row)
        else:
            self.set_title("")
            words = _("Choose a household in the list to see who belong to it.")
            self.body.addWidget(EmptyState(_("Nothing chosen"), words, icon="home"))
        self.body.addStretch(1)
        read_only = _("This file can only be looked at.") if self._desk.books.read_only else ""
        for button in (self.add, self.leave, self.accept):
            button.refuse(read_only)

    def _show_household(self, row: HouseholdRow) -> None:
        self.set_title(row.name, _("Household {number}").format(number=row.number))
        place = ", ".join(
            part for part in (row.address, f"{row.postcode} {row.town}".strip()) if part
        )
        facts = Facts(110)
        facts.set_facts([(_("Address"), place)])
        self.body.addWidget(facts)
        self.body.addWidget(Text(_("Who belong to it"), Role.LABEL))
        for stay in row.people:
            self._line(stay, _("since {day}").format(day=date_short(stay.first)))
        if row.others:
            self.body.addWidget(Rule())
            self.body.addWidget(Text(_("Before, or still to come"), Role.LABEL))
        for stay in row.others:
            self._line(stay, _period(stay))

    def _show_proposal(self, row: ProposalRow) -> None:
        self.set_title(_(PROPOSALS[row.reason]), row.household)
        facts = Facts(110)
        facts.set_facts([(_("Address"), ", ".join(filter(None, (row.address, row.town))))])
        self.body.addWidget(facts)
        for person, name in zip(row.person_ids, row.names, strict=True):
            self._line(StayRow(person, name, self._desk.today(), None, True), "")
        if row.reason == SAME_ADDRESS:
            words = _("From today they are one household, with one letter.")
            button = _("Form household")
        elif row.reason == MOVED_IN:
            words = _("From today they belong to {name}.").format(name=row.household)
            button = _("Add to household")
        else:
            words = _("Today is the last day that {who} belongs to {name}.").format(
                who=", ".join(row.names), name=row.household
            )
            button = _("Leave household")
        self.body.addWidget(Text(words, Role.NOTE, "ink2", wrap=True))
        self.accept.setText(button)
        self.accept.updateGeometry()

    def _line(self, stay: StayRow, period: str) -> None:
        line = QWidget()
        line.setObjectName("clear")
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.px(8))
        look = Button(stay.name, partial(self.member_wanted.emit, stay.person_id), SMALL)
        look.setAccessibleName(_("Show {name}").format(name=stay.name))
        across.addWidget(look)
        across.addStretch(1)
        across.addWidget(Text(period, Role.NOTE, "ink2"))
        self.body.addWidget(line)


def _period(stay: StayRow) -> str:
    """Of somebody who is not in it now: with an end, or still to come."""
    first = date_short(stay.first)
    if stay.last is None:
        return _("from {day}").format(day=first)
    return _("{since} to {until}").format(since=first, until=date_short(stay.last))
