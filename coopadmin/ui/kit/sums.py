"""Lines of words with figures, such as what adds up to a total."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from coopadmin.ui.kit import theme
from coopadmin.ui.kit.cards import clear_layout
from coopadmin.ui.kit.text import Elided, Text
from coopadmin.ui.kit.theme import Role


class Sums(QWidget):
    """Lines of words with figures right of them, in line with each other."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("clear")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setColumnStretch(0, 1)

    def set_lines(self, lines: Sequence[tuple[str, ...]]) -> None:
        """Each line is a name and its figures, in the language spoken."""
        clear_layout(self._grid)
        for row, (name, *figures) in enumerate(lines):
            self._grid.addWidget(Elided(name, Role.NOTE, "ink2"), row, 0)
            for place, figure in enumerate(figures, 1):
                words = Text(figure, Role.AMOUNT)
                words.setAccessibleName(f"{name}: {figure}")
                self._grid.addWidget(words, row, place, Qt.AlignmentFlag.AlignRight)
