"""What a page shows when there is nothing yet, nothing found, or work under way; file drops."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from coopadmin.ui.kit import icons, theme
from coopadmin.ui.kit.buttons import PLAIN, PRIMARY, QUIET, Action, Button, button_for
from coopadmin.ui.kit.text import IconLabel, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.kit.worker import Task
from coopadmin.words import _, count


class _Mark(QLabel):
    def __init__(self) -> None:
        super().__init__()
        self.restyle()

    def restyle(self) -> None:
        self.setPixmap(icons.mark_pixmap(theme.px(60)))
        self.setFixedSize(theme.px(60), theme.px(60))


class EmptyState(QWidget):
    """Says what comes here, with the one best first step and perhaps another.

    With `icon` it stands for a search without result, without one for a page that is still empty.
    """

    def __init__(
        self,
        title: str,
        explanation: str = "",
        actions: Sequence[Action] = (),
        icon: str = "",
        primary: bool = True,
    ) -> None:
        super().__init__()
        self.setAccessibleName(f"{title}. {explanation}")
        middle = Qt.AlignmentFlag.AlignHCenter
        self._column = column = QVBoxLayout(self)
        # The stretches leave room around it; the margins count only where there is little.
        column.setContentsMargins(theme.px(24), theme.px(4), theme.px(24), theme.px(4))
        column.setSpacing(theme.px(8))
        column.addStretch(2)
        self._mark = IconLabel(icon, "ink2", 32) if icon else _Mark()
        column.addWidget(self._mark, 0, middle)
        column.addSpacing(theme.px(8))
        heading = Text(title, Role.CARD, wrap=True)
        heading.setAlignment(middle)
        column.addWidget(heading)
        if explanation:
            words = Text(explanation, Role.NOTE, "ink2", wrap=True)
            words.setAlignment(middle)
            column.addWidget(words)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addStretch(1)
        self.buttons: list[Button] = []
        for number, action in enumerate(actions):
            kind = (PRIMARY if primary else PLAIN) if number == 0 else (PLAIN if primary else QUIET)
            button = button_for(action, kind)
            self.buttons.append(button)
            row.addWidget(button)
        row.addStretch(1)
        column.addSpacing(theme.px(6))
        column.addLayout(row)
        column.addStretch(3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = self._column.totalHeightForWidth(self.width())
        if self._mark.isHidden():
            needed += self._mark.sizeHint().height() + self._column.spacing()
        # What is said goes before the picture where there is no height for both.
        self._mark.setVisible(needed <= self.height())


class ProgressBar(QWidget):
    """How far something is: a flat bar with its numbers in its name."""

    def __init__(self, done: int = 0, total: int = 0) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.tick: int | None = None
        self.set(done, total)

    def set(self, done: int, total: int, tick: int | None = None) -> None:
        """`tick` is a mark on the bar, such as where one should be by now."""
        self.done, self.total, self.tick = done, total, tick
        self.setAccessibleName(
            _("{done} of {total}").format(done=count(done), total=count(total))
            if total
            else _("Busy")
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(10))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(40), theme.px(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        high = theme.px(8)
        top = (self.height() - high) / 2
        painter.setBrush(theme.colour("ghost"))
        painter.drawRoundedRect(QRectF(0, top, self.width(), high), theme.px(3), theme.px(3))
        part = min(1.0, self.done / self.total) if self.total else 0.0
        if part:
            painter.setBrush(theme.colour("c1"))
            wide = max(theme.px(6), self.width() * part)
            painter.drawRoundedRect(QRectF(0, top, wide, high), theme.px(3), theme.px(3))
        if self.tick is not None and self.total:
            at = self.width() * min(1.0, self.tick / self.total)
            painter.fillRect(QRectF(at - 1, 0, 2, self.height()), theme.colour("ink"))


class ProgressRow(QWidget):
    """Work under way: what, how far, and a way to stop it; goes away when it ends."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        self._title = Text("", Role.NAME)
        self._bar = ProgressBar()
        self._words = Text("", Role.NOTE, "ink2")
        self._stop = Button(_("Stop"), self._cancel)
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.addWidget(self._stop)
        row.addWidget(Text(_("You can go on working."), Role.NOTE, "ink2"))
        row.addStretch(1)
        for part in (self._title, self._bar, self._words):
            column.addWidget(part)
        column.addLayout(row)
        self._task: Task | None = None
        self.hide()

    def follow(self, task: Task) -> None:
        """Show this task until it ends."""
        self._task = task
        self._title.setText(task.title)
        self._words.setText("")
        self._bar.set(0, 0)
        task.progress.connect(self._progress)
        task.ended.connect(self._ended)
        self.show()

    def _progress(self, done: int, total: int) -> None:
        self._bar.set(done, total)
        self._words.setText(_("{done} of {total}").format(done=count(done), total=count(total)))

    def _ended(self) -> None:
        if self.sender() is self._task:
            self._task = None
            self.hide()

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self.hide()


class FileDrop(QWidget):
    """A place to drop a file on, or to choose one with a button.

    `filters` is the name filter of the file dialog, such as "CSV, Excel (*.csv *.xlsx)".
    """

    chosen = Signal(object)

    def __init__(self, words: str, button: str, filters: str, suffixes: Sequence[str]) -> None:
        super().__init__()
        self._filters, self._over = filters, False
        self._suffixes = tuple(suffix.lower() for suffix in suffixes)
        self.setAcceptDrops(True)
        self.setAccessibleName(words)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(24), theme.px(24), theme.px(24), theme.px(24))
        column.setSpacing(theme.px(10))
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(1)
        column.addWidget(IconLabel("file-import", "ink2", 32), 0, middle)
        label = Text(words, Role.BODY, "ink2", wrap=True)
        label.setAlignment(middle)
        column.addWidget(label)
        self.button = Button(button, self._choose, PRIMARY, "folder-open")
        column.addWidget(self.button, 0, middle)
        column.addStretch(1)

    def _choose(self) -> None:
        name, _filter = QFileDialog.getOpenFileName(self, self.button.text(), "", self._filters)
        if name:
            self.chosen.emit(Path(name))

    def _dropped(self, event: QDropEvent) -> Path | None:
        for url in event.mimeData().urls():
            path = Path(url.toLocalFile())
            if url.isLocalFile() and path.suffix.lower() in self._suffixes:
                return path
        return None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._over = self._dropped(event) is not None
        event.setAccepted(self._over)
        self.update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._over = False
        self.update()
        if (path := self._dropped(event)) is not None:
            event.acceptProposedAction()
            self.chosen.emit(path)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.colour("primary" if self._over else "line_strong"), 2 if self._over else 1)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.colour("tint" if self._over else "surface"))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, theme.px(8), theme.px(8))
