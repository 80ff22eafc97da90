"""The pages of a report as they come from the printer: one or two at a time, whole or wide."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from coopadmin.ui.kit import theme
from coopadmin.words import _, count

A4_WIDE, A4_HIGH = 595.0, 842.0
MARGIN, GAP = 14, 12
NOTCH = 120


class Fit(StrEnum):
    """How pages fit in the room: two beside each other, one whole, or one as wide as the room."""

    TWO = "two"
    ONE = "one"
    WIDTH = "width"


class PageView(QAbstractScrollArea):
    """Shows pages of a PDF; `turned` comes when other pages are shown.

    Pages count from 1; 0 is shown while there is no document.
    """

    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fit = Fit.TWO
        self._page = 0
        self._title = ""
        self._turned_by_wheel = 0
        self._pictures: dict[tuple[int, int], QImage] = {}
        self._texts: dict[int, str] = {}
        self._buffer = QBuffer(self)
        self._document = QPdfDocument(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(theme.px(220), theme.px(160))
        self.set_fit(self.fit)

    # What is shown.

    def set_pdf(self, pdf: bytes) -> None:
        """Other pages in the place of these, at the same number while there are so many."""
        self._document.close()
        self._buffer.close()
        self._buffer.setData(pdf)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        self._pictures.clear()
        self._texts.clear()
        self._show(min(max(self._page, 1), self.count()))

    def count(self) -> int:
        """How many pages the document has."""
        return self._document.pageCount()

    def pages(self) -> tuple[int, ...]:
        """The numbers of the pages that are shown."""
        if not self._page:
            return ()
        last = min(self._page + (1 if self.fit is Fit.TWO else 0), self.count())
        return tuple(range(self._page, last + 1))

    def go_to(self, page: int) -> None:
        """Show a page at its top, in a pair at the left."""
        if self.count():
            self.verticalScrollBar().setValue(0)
            self._show(min(max(page, 1), self.count()))

    def can_step(self, by: int) -> bool:
        """Whether there are pages before (−1) or after (+1) these."""
        shown = self.pages()
        return bool(shown) and (shown[0] > 1 if by < 0 else shown[-1] < self.count())

    def step(self, by: int) -> None:
        """The next (+1) or previous (−1) page or pair."""
        if self.can_step(by):
            self.go_to(self._page + by * (2 if self.fit is Fit.TWO else 1))

    def leaf(self, by: int) -> None:
        """As `step`, but a page that is higher than the room is first scrolled to its end."""
        bar = self.verticalScrollBar()
        end = bar.maximum() if by > 0 else bar.minimum()
        if self.fit is not Fit.WIDTH or bar.value() == end:
            moved = self.can_step(by)
            self.step(by)
            if by < 0 and moved:
                bar.setValue(bar.maximum())
        else:
            bar.setValue(bar.value() + by * (bar.pageStep() - theme.px(40)))

    def set_fit(self, fit: Fit) -> None:
        self.fit = fit
        policy = Qt.ScrollBarPolicy
        wide = fit is Fit.WIDTH
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if wide else policy.ScrollBarAlwaysOff
        )
        self._fit_bar()
        self._show(self._page)

    def set_title(self, title: str) -> None:
        """What these pages belong to, for who does not see them."""
        self._title = title
        self._tell()

    def words(self) -> str:
        """`6 and 7 of 12`, or nothing without a document."""
        shown = self.pages()
        if not shown:
            return ""
        if len(shown) == 2:
            return _("{first} and {second} of {count}").format(
                first=count(shown[0]), second=count(shown[1]), count=count(self.count())
            )
        return _("{number} of {count}").format(number=count(shown[0]), count=count(self.count()))

    def _show(self, page: int) -> None:
        self._page = page
        self.viewport().update()
        self._tell()
        self.turned.emit()

    def _tell(self) -> None:
        name = _("Preview, page {pages}").format(pages=self.words()) if self._page else _("Preview")
        self.setAccessibleName(f"{name}: {self._title}" if self._title else name)
        self.setAccessibleDescription("\n\n".join(map(self._text, self.pages())))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    def _text(self, page: int) -> str:
        if page not in self._texts:
            self._texts[page] = self._document.getAllText(page - 1).text()
        return self._texts[page]

    # Drawing.

    def _size(self) -> QSize:
        """The size of one page on the screen."""
        room = self.viewport().size()
        margin, gap = theme.px(MARGIN), theme.px(GAP)
        wide = room.width() - 2 * margin
        if self.fit is Fit.TWO:
            wide = (wide - gap) // 2
        scale = max(wide, 40) / A4_WIDE
        if self.fit is not Fit.WIDTH:
            scale = min(scale, max(room.height() - 2 * margin, 40) / A4_HIGH)
        return QSize(round(A4_WIDE * scale), round(A4_HIGH * scale))

    def _boxes(self) -> list[tuple[int, QRect]]:
        """Where on the viewport each page is."""
        size, shown = self._size(), self.pages()
        gap = theme.px(GAP)
        whole = len(shown) * size.width() + (len(shown) - 1) * gap
        left = (self.viewport().width() - whole) // 2
        top = max((self.viewport().height() - size.height()) // 2, theme.px(MARGIN))
        if self.fit is Fit.WIDTH:
            top = theme.px(MARGIN) - self.verticalScrollBar().value()
        return [
            (page, QRect(QPoint(left + number * (size.width() + gap), top), size))
            for number, page in enumerate(shown)
        ]

    def _picture(self, page: int, size: QSize) -> QImage:
        ratio = self.devicePixelRatioF()
        key = (page, round(size.width() * ratio))
        if key not in self._pictures:
            if len(self._pictures) > 8:
                self._pictures.clear()
            picture = self._document.render(page - 1, size * ratio)
            picture.setDevicePixelRatio(ratio)
            self._pictures[key] = picture
        return self._pictures[key]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.colour("line"))
        for page, box in self._boxes():
            if box.intersects(event.rect()):
                painter.fillRect(box, Qt.GlobalColor.white)
                painter.drawImage(box.topLeft(), self._picture(page, box.size()))
                painter.setPen(QPen(theme.colour("ghost"), 1))
                painter.drawRect(box.adjusted(0, 0, -1, -1))

    def restyle(self) -> None:
        self.viewport().update()

    # Room, keys, wheel.

    def _fit_bar(self) -> None:
        bar = self.verticalScrollBar()
        high = self._size().height() + 2 * theme.px(MARGIN)
        room = self.viewport().height()
        bar.setPageStep(room)
        bar.setSingleStep(theme.px(40))
        bar.setRange(0, max(0, high - room) if self.fit is Fit.WIDTH else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_bar()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        leaves = {
            Qt.Key.Key_PageDown: 1,
            Qt.Key.Key_PageUp: -1,
            Qt.Key.Key_Space: 1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Left: -1,
        }
        if key in leaves:
            self.leaf(leaves[key])
        elif key == Qt.Key.Key_Home:
            self.go_to(1)
        elif key == Qt.Key.Key_End:
            self.go_to(self.count())
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.fit is Fit.WIDTH:
            super().wheelEvent(event)
            return
        # A touch pad sends many small steps; together they make a notch of a wheel.
        self._turned_by_wheel += event.angleDelta().y()
        if abs(self._turned_by_wheel) >= NOTCH:
            self.step(-1 if self._turned_by_wheel > 0 else 1)
            self._turned_by_wheel = 0
        event.accept()
