"""The first step: which kind of cooperative it is, and what stands ready then."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from coopadmin.annual.rules import SECTIONS
from coopadmin.cooperative.names import usual_form
from coopadmin.cooperative.rules import KINDS
from coopadmin.desk.beginning import prepared_for
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.cards import clear_layout
from coopadmin.ui.kit.text import IconLabel, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.start.cards import CARDS, LOOK_AROUND, ChoiceCard
from coopadmin.words import _

WIDE = 880


class KindStep(QScrollArea):
    """Which kind of cooperative it is, and what is ready then; or looking around first."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setObjectName("inside")
        column = QVBoxLayout(inside)
        # Room for the ring around the first and last card.
        column.setContentsMargins(theme.px(4), theme.px(4), theme.px(4), theme.px(4))
        column.setSpacing(theme.px(12))
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.px(12))
        column.addLayout(self._grid)
        self.cards: dict[str, ChoiceCard] = {}
        for words in CARDS:
            title = _(words.title or KINDS[words.key])
            card = ChoiceCard(title, _(words.lines), words.icon)
            card.toggled.connect(partial(self._toggled, words.key))
            self.cards[words.key] = card
        self._box = QFrame()
        self._box.setObjectName("inner")
        self._ready = QGridLayout(self._box)
        self._ready.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(10))
        self._ready.setHorizontalSpacing(theme.px(24))
        self._ready.setVerticalSpacing(theme.px(4))
        self._ready.setColumnStretch(0, 1)
        self._ready.setColumnStretch(1, 1)
        column.addWidget(self._box)
        column.addStretch(1)
        self.setWidget(inside)
        self._columns = 0
        self._arrange(3)
        self.legal_form = ""
        self.cards[CARDS[0].key].setChecked(True)

    def key(self) -> str:
        """The key of the card that is chosen."""
        return next(key for key, card in self.cards.items() if card.isChecked())

    def set_legal_form(self, legal_form: str) -> None:
        """The form that was chosen: what is prepared depends on it too."""
        self.legal_form = legal_form
        self._show_ready(self.key())

    def choose(self, key: str) -> None:
        self.cards[key].setChecked(True)

    def first_focus(self) -> QWidget:
        return self.cards[self.key()]

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, number // columns, number % columns)
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(3 if self.width() / theme.scale() >= WIDE else 2)

    def _toggled(self, key: str, on: bool) -> None:
        if on:
            self.ensureWidgetVisible(self.cards[key], 0, theme.px(12))
            self._show_ready(key)
            self.chosen.emit(key)

    def _show_ready(self, key: str) -> None:
        clear_layout(self._ready)
        self._ready.addWidget(Text(_("This is ready then"), Role.NAME), 0, 0, 1, 2)
        for number, line in enumerate(ready_lines(key, self.legal_form or usual_form(key))):
            row = QWidget()
            across = QHBoxLayout(row)
            across.setContentsMargins(0, 0, 0, 0)
            across.setSpacing(theme.px(10))
            across.addWidget(IconLabel("check", "good_mark", 16), 0, Qt.AlignmentFlag.AlignTop)
            across.addWidget(Text(line, Role.NOTE, wrap=True), 1)
            self._ready.addWidget(row, 1 + number // 2, number % 2, Qt.AlignmentFlag.AlignTop)


def ready_lines(key: str, legal_form: str) -> list[str]:
    """What a new file of this kind will have, in words; from the very rules that make it."""
    if key == LOOK_AROUND:
        return [
            _("Three years of a care cooperative: members, contributions, hours, meetings"),
            _("The annual report of last year, to leaf through and print"),
            _("Everything can be tried: what you change, you change in the example only"),
        ]
    prepared = prepared_for(key, legal_form)
    kinds = ", ".join(_(kind.name) for kind in prepared.kinds)
    activities = ", ".join(_(activity.name) for activity in prepared.activities)
    sections = ", ".join(_(SECTIONS[section]) for section in prepared.sections)
    return [
        _("Kinds of membership: {names}; you fill in what they cost").format(names=kinds),
        _("Activities: {names}").format(names=activities),
        _("Annual report: {sections}").format(sections=sections),
        _("The usual rules of the statutes, and the amounts of law, to be checked by you"),
    ]
