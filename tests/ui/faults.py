"""What has no room on the screen: cut words, parts over each other or outside what holds them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollBar,
    QWidget,
)
from shiboken6 import isValid

from coopadmin.ui.kit.focus import FocusRing
from coopadmin.ui.kit.text import Chip, Elided

LEAST = 24
PRESSED = (QAbstractButton, QComboBox, QLineEdit, QAbstractSpinBox)


def faults(page: QWidget) -> list[str]:
    """Sentences about everything on this page that cannot be read or pressed as it should."""
    page.grab()
    parts = [
        each
        for each in page.findChildren(QWidget)
        if isValid(each) and each.isVisibleTo(page) and not each.isWindow() and not _inner(each)
    ]
    found = []
    for part in parts:
        found += [f"{_named(part)}: {what}" for what in _faults_of(part)]
    for holder in {part.parentWidget() for part in parts} | {page}:
        if holder is None or isinstance(holder, QAbstractScrollArea):
            continue
        beside = [part for part in parts if part.parentWidget() is holder and not _floats(part)]
        for one, other in combinations(beside, 2):
            if one.geometry().intersects(other.geometry()):
                found.append(f"{_named(one)} lies over {_named(other)}")
    return found


def _faults_of(part: QWidget) -> Iterator[str]:
    room = part.contentsRect()
    if isinstance(part, QAbstractButton | Chip):
        least = part.minimumSizeHint()
        wanted = (least if least.isValid() else part.sizeHint()).width()
        if wanted > part.width() + 1:
            yield f"cut: {wanted} in {part.width()}"
    elif isinstance(part, Elided):
        seen = not part.visibleRegion().isEmpty()
        if seen and _advance(part) > part.width() and part.toolTip() != part.text():
            yield "shortened without its whole text as tooltip"
    elif isinstance(part, QLabel) and part.text() and part.pixmap().isNull():
        if part.wordWrap():
            # The leading of two lines may go: no letter stands in it.
            if part.heightForWidth(part.width()) > part.height() + 2:
                yield f"cut below: {part.heightForWidth(part.width())} in {part.height()}"
        elif _advance(part) > room.width() + 1:
            yield f"cut: {_advance(part)} in {room.width()}"
    if isinstance(part, PRESSED) and min(part.width(), part.height()) < LEAST:
        yield f"too small to press: {part.width()} × {part.height()}"
    holder = part.parentWidget()
    assert holder is not None
    scrolled = isinstance(holder.parentWidget(), QAbstractScrollArea)
    if not scrolled and not _floats(part) and not holder.rect().contains(part.geometry()):
        yield f"outside what holds it: {part.geometry().getRect()} in {holder.size().toTuple()}"


def _inner(part: QWidget) -> bool:
    """Whether Qt made it for a widget of its own, which answers for it."""
    above = part.parentWidget()
    inside = isinstance(above, QComboBox | QAbstractSpinBox | QLineEdit)
    made = part.objectName().startswith("qt_") or isinstance(part, QScrollBar)
    return made or (inside and not isinstance(part, QAbstractButton))


def _floats(part: QWidget) -> bool:
    """Whether it is drawn over others on purpose."""
    see_through = part.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return isinstance(part, FocusRing) or (see_through and not isinstance(part, QLabel))


def _advance(label: QLabel) -> int:
    metrics = QFontMetrics(label.font())
    return max(metrics.horizontalAdvance(line) for line in label.text().split("\n"))


def _named(part: QWidget) -> str:
    text = getattr(part, "text", None)
    words = text() if callable(text) else ""
    return f"{type(part).__name__} “{words or part.accessibleName() or part.objectName()}”"
