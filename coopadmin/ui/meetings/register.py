"""The register of resolutions, with search and the whole text of the one under the cursor."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coopadmin.kernel.folding import normalised
from coopadmin.meetings.queries import DecisionRow, list_decisions
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import Action, Button
from coopadmin.ui.kit.cards import Card, Panel
from coopadmin.ui.kit.choices import Option
from coopadmin.ui.kit.helping import explain
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.inputs import Search
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import Chip, Facts, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.meetings.columns import REGISTER, outcome_chip
from coopadmin.ui.meetings.counters import KINDS
from coopadmin.ui.meetings.panes import Pane, Panes
from coopadmin.ui.meetings.view import MeetingView
from coopadmin.ui.meetings.votewords import majority_words
from coopadmin.words import _, count, date_long, date_short, ngettext

LIST, DETAIL = "list", "detail"
DETAIL_WIDTH = 348


class RegisterView(MeetingView):
    """Newest first; every word typed must be in the number, the subject, the text or the day."""

    side = DETAIL

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        explain(self, "voting")
        self._all: list[DecisionRow] = []
        self.search = Search(_("Number, word or date"))
        self.table = RowsTable(REGISTER, _("Resolutions"), kept_as="resolutions")
        self.table.narrowing = (self.search,)
        self.table.setMinimumHeight(theme.px(80))
        card = Card(padded=False)
        top = QWidget()
        top.setObjectName("clear")
        column = QVBoxLayout(top)
        column.setContentsMargins(theme.px(16), theme.px(14), theme.px(16), theme.px(12))
        column.addWidget(self.search)
        card.body.addWidget(top)
        card.body.addWidget(self.table, 1)
        card.setFocusProxy(self.table)
        self._foot, _note = card.foot()
        self.panel = Panel()
        self._chip = Chip()
        self.panel.header_row.addWidget(self._chip)
        self._text = Text("", Role.BODY, wrap=True, copyable=True)
        self._facts = Facts(90)
        self.panel.body.addWidget(self._text)
        self.panel.body.addSpacing(theme.px(6))
        self.panel.body.addWidget(self._facts)
        self.panel.body.addStretch(1)
        self.go_button = Button(_("To the meeting"), self._go, icon="gavel")
        self.panel.footer_row.addWidget(self.go_button)
        self.panel.footer_row.addStretch(1)
        self.panes = Panes(
            [Pane(LIST, card), Pane(DETAIL, self.panel, DETAIL_WIDTH, self.go_button)]
        )
        self.column.addWidget(self.panes, 1)
        self.search.searched.connect(self._show_rows)
        self.table.follow(self.search)
        self.table.chosen.connect(self._show_detail)
        self.table.activated.connect(lambda _row: self._enter())

    # What the page asks.

    def reload(self) -> None:
        rows = self.books.ask(list_decisions)
        self._all = sorted(rows, key=lambda row: (row.decided_on, row.number), reverse=True)
        self._show_rows(self.search.text())
        if self.table.current() is None:
            self._show_detail(None)

    def choose(self, number: str) -> None:
        """Show the resolution with this number, whatever was searched for."""
        self.search.clear()
        for row in self._all:
            if row.number == number:
                self.table.choose(row.id)

    def offers(self) -> Sequence[Action]:
        return (Action(_("Search"), self._search, key="Ctrl+F", in_header=False),)

    def hints(self) -> Sequence[Hint]:
        return (
            Hint(("Up", "Down"), _("choose")),
            Hint(("Ctrl+F",), _("search")),
            Hint(("Enter",), _("to the meeting")),
        )

    def first_focus(self) -> QWidget:
        return self.search

    def options(self) -> Sequence[Option]:
        return (Option(LIST, _("List")), Option(DETAIL, _("Resolution")))

    # What is shown.

    def _show_rows(self, text: str) -> None:
        words = normalised(text).split()
        rows = [row for row in self._all if all(word in _searched(row) for word in words)]
        if words and self._all:
            title = _("No resolution with “{text}”").format(text=text.strip())
            self.table.set_empty(EmptyState(title, _("Try another word."), icon="search"))
        else:
            self.table.set_empty(
                EmptyState(
                    _("No resolutions yet"),
                    _("Each vote that is recorded in a meeting appears here, with its number."),
                    icon="gavel",
                )
            )
        self.table.set_rows(rows)
        self.table.mark(text)
        if self.table.current() is None:
            self.table.choose_first()
        number = len(self._all)
        whole = ngettext("{count} resolution", "{count} resolutions", number).format(
            count=count(number)
        )
        shown = _("{count} of {all}").format(count=count(len(rows)), all=whole)
        self._foot.setText(shown if words else whole)

    def _show_detail(self, row: DecisionRow | None) -> None:
        self._chip.setVisible(row is not None)
        self._text.setVisible(row is not None)
        self.panel.show_footer(row is not None and row.meeting_id is not None)
        if row is None:
            self.panel.set_title(_("Resolution"))
            self._facts.set_facts([])
            return
        look = outcome_chip(row.outcome)
        self._chip.set(look.text, look.tone, look.icon)
        self.panel.set_title(row.number, date_long(row.decided_on))
        self._text.setText(row.text or row.subject)
        numbers = (row.votes_for, row.votes_against, row.votes_blank, row.votes_invalid)
        facts = [(_("Subject"), row.subject), (_("Rule"), majority_words(row.rule))]
        facts += [
            (_(kind.word), count(number))
            for kind, number in zip(KINDS, numbers, strict=False)
            if number is not None
        ]
        if row.votes_for is None:
            facts.append((_("Votes"), _("by acclamation, or not counted")))
        self._facts.set_facts(facts)

    def _search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _enter(self) -> None:
        if self.panes.narrow:
            self.panes.go(DETAIL)
        else:
            self._go()

    def _go(self) -> None:
        row: DecisionRow | None = self.table.current()
        if row is not None and row.meeting_id is not None:
            self.wanted.emit("read", row.meeting_id)


def _searched(row: DecisionRow) -> str:
    days = f"{date_long(row.decided_on)} {date_short(row.decided_on)} {row.decided_on}"
    return normalised(f"{row.number} {row.subject} {row.text} {days}")
