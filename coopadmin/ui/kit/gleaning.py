"""Garbage is looked for in the thread of the screen: a widget that goes in another breaks Qt."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

PAUSE_MS = 1000


def glean() -> None:
    """Collect what Python would have collected by now, had it been left to itself."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > thresholds[generation]:
            gc.collect(generation)
            return


class Gleaner(QObject):
    """Takes over from Python, which collects in whatever thread happens to ask for memory."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(glean)
        self._timer.start(PAUSE_MS)
