"""Cards and panels: a ground with an edge, a head, what scrolls, and a foot that stays."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from coopadmin.ui.kit import theme
from coopadmin.ui.kit.text import Elided, Rule, Text
from coopadmin.ui.kit.theme import Role


def clear_layout(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            # A widget just added has its showing still to come: not as a window of its own.
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear_layout(inner)


class Card(QFrame):
    """A white card with an optional title; `body` is where its content goes.

    A card that holds a table has `padded=False`, so that the table runs from edge to edge.
    """

    def __init__(self, title: str = "", note: str = "", padded: bool = True) -> None:
        super().__init__()
        self.setObjectName("card")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        self.head = QWidget()
        self.head.setObjectName("clear")
        self.head_row = QHBoxLayout(self.head)
        self.head_row.setContentsMargins(
            theme.px(16), theme.px(10), theme.px(14), theme.px(10 if not padded else 4)
        )
        self.head_row.setSpacing(theme.px(10))
        self._title = Text(title, Role.CARD)
        self._note = Text(note, Role.NOTE, "ink2")
        self.head_row.addWidget(self._title)
        self.head_row.addWidget(self._note)
        self.head_row.addStretch(1)
        outer.addWidget(self.head)
        self.head.setVisible(bool(title or note))
        self.body = QVBoxLayout()
        pad = theme.px(16) if padded else 0
        below_title = theme.px(6) if padded else 0
        self.body.setContentsMargins(pad, below_title if title else pad, pad, pad)
        self.body.setSpacing(theme.px(12) if padded else 0)
        if title and not padded:
            outer.addWidget(Rule())
        outer.addLayout(self.body, 1)
        if title:
            self.setAccessibleName(title)

    def set_title(self, title: str, note: str = "") -> None:
        self._title.setText(title)
        self._note.setText(note)
        self.setAccessibleName(title)
        self.head.setVisible(bool(title or note))

    def foot(self, left: str = "", right: str = "") -> tuple[Text, Text]:
        """Add a line at the bottom with words on both sides, and return both."""
        line = QWidget()
        line.setObjectName("clear")
        row = QHBoxLayout(line)
        row.setContentsMargins(theme.px(16), theme.px(9), theme.px(16), theme.px(9))
        words, note = Text(left, Role.LABEL), Elided(right, Role.NOTE, "ink2")
        note.setAlignment(Qt.AlignmentFlag.AlignRight)
        row.addWidget(words)
        row.addWidget(note, 1)
        self.body.addWidget(Rule())
        self.body.addWidget(line)
        return words, note


def search_card(search: QWidget, switch: QWidget, table: QWidget, words: QWidget) -> Card:
    """A list under its search; below that a switch of what is shown, and words on the right."""
    card = Card(padded=False)
    top = QWidget()
    top.setObjectName("clear")
    column = QVBoxLayout(top)
    column.setContentsMargins(theme.px(16), theme.px(14), theme.px(16), theme.px(12))
    column.setSpacing(theme.px(10))
    column.addWidget(search)
    across = QHBoxLayout()
    across.addWidget(switch)
    across.addStretch(1)
    across.addWidget(words)
    column.addLayout(across)
    card.body.addWidget(top)
    card.body.addWidget(table, 1)
    return card


class Panel(QFrame):
    """Head, a body that scrolls, and a foot that stays: the shape of every detail and form.

    Put content in `body`, buttons in `footer_row` (then call `show_footer`), and things beside
    the title in `header_row`.
    """

    def __init__(self, title: str = "", note: str = "") -> None:
        super().__init__()
        self.setObjectName("card")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        self.header = QWidget()
        self.header.setObjectName("clear")
        self.header_row = QHBoxLayout(self.header)
        self.header_row.setContentsMargins(theme.px(18), theme.px(10), theme.px(14), theme.px(10))
        self.header_row.setSpacing(theme.px(8))
        self.header.setMinimumHeight(theme.px(50))
        words = QVBoxLayout()
        words.setSpacing(0)
        self._title = Elided(title, Role.CARD)
        self._note = Elided(note, Role.NOTE, "ink2")
        words.addWidget(self._title)
        words.addWidget(self._note)
        self.header_row.addLayout(words, 1)
        outer.addWidget(self.header)
        self.rule = Rule()
        outer.addWidget(self.rule)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inside = QWidget()
        self.inside.setObjectName("inside")
        self.body = QVBoxLayout(self.inside)
        self.body.setContentsMargins(theme.px(18), theme.px(14), theme.px(18), theme.px(14))
        self.body.setSpacing(theme.px(10))
        self._scroll.setWidget(self.inside)
        outer.addWidget(self._scroll, 1)
        self.footer = QFrame()
        self.footer.setObjectName("footer")
        self.footer_row = QHBoxLayout(self.footer)
        self.footer_row.setContentsMargins(theme.px(18), theme.px(10), theme.px(18), theme.px(10))
        self.footer_row.setSpacing(theme.px(8))
        self.footer.hide()
        outer.addWidget(self.footer)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.set_title(title, note)

    def set_title(self, title: str, note: str = "") -> None:
        self._title.setText(title)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.setAccessibleName(title)
        self.header.setVisible(bool(title))
        self.rule.setVisible(bool(title))

    def show_footer(self, shown: bool = True) -> None:
        self.footer.setVisible(shown)

    def ensure_visible(self, widget: QWidget) -> None:
        """Scroll so far that a widget in the body can be seen."""
        self._scroll.ensureWidgetVisible(widget, 0, theme.px(24))

    def restyle(self) -> None:
        self.update()
