"""The files used before on this computer: what is in them, and which are not there now."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import QUIET, Button, IconButton
from coopadmin.ui.kit.text import Elided, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.program import Program, UsedBefore
from coopadmin.words import _, date_short

WIDE, HEIGHT = 160, 56


class UsedBeforeRow(QWidget):
    """One file: a button with its name, the day below it; one that is gone can be taken away."""

    chosen = Signal(object)
    taken_away = Signal(object)

    def __init__(self, used: UsedBefore) -> None:
        super().__init__()
        self.name = used.name or used.path.stem
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(theme.px(2))
        letters = QFontMetrics(theme.font(Role.BUTTON))
        room = theme.px(WIDE if used.there else WIDE - 36)
        shown = letters.elidedText(self.name, Qt.TextElideMode.ElideRight, room)
        self.button = Button(shown, lambda: self.chosen.emit(used.path), QUIET, "file-text")
        self.button.setAccessibleName(self.name)
        if used.there:
            self.button.setToolTip(str(used.path))
        else:
            self.button.refuse(_("This file is not there now: {path}").format(path=used.path))
        row.addWidget(self.button)
        row.addStretch(1)
        self.away_button: IconButton | None = None
        if not used.there:
            words = _("Take “{name}” from this list").format(name=self.name)
            self.away_button = IconButton("x", words, lambda: self.taken_away.emit(used.path))
            row.addWidget(self.away_button)
        column.addLayout(row)
        self.note = Elided(self._told(used), Role.NOTE, "ink2")
        below = QHBoxLayout()
        below.addSpacing(theme.px(36))
        below.addWidget(self.note, 1)
        column.addLayout(below)
        self.setMinimumHeight(theme.px(HEIGHT))

    @staticmethod
    def _told(used: UsedBefore) -> str:
        if not used.there:
            return _("{file} · not found").format(file=used.path.stem)
        if used.opened is None:
            return used.path.stem
        day = date_short(used.opened)
        return _("{file} · opened {day}").format(file=used.path.stem, day=day)


class UsedBeforeList(QWidget):
    """The files used last, under a heading; empty when there are none."""

    chosen = Signal(object)

    def __init__(self, program: Program, most: int) -> None:
        super().__init__()
        self._program, self._most = program, most
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(4))
        self._column.addWidget(Text(_("Used before"), Role.LABEL, "ink2"))
        self.rows: list[UsedBeforeRow] = []
        self._fill()

    def _fill(self) -> None:
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        used = self._program.recent_files()[: self._most]
        self.rows = [UsedBeforeRow(each) for each in used]
        for row in self.rows:
            row.chosen.connect(self.chosen.emit)
            row.taken_away.connect(self._take_away)
            self._column.addWidget(row)
        self.setVisible(bool(self.rows))

    def _take_away(self, path: object) -> None:
        self._program.forget(path)  # type: ignore[arg-type]
        self._fill()
