"""Keeping what is typed and is not yet an operation, at most twice a second."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from coopadmin.ui.kit.desk import Desk

PAUSE_MS = 500


class Drafting(QObject):
    """Keeps one text of a screen under the key of now; `text` gives it, or None when there is
    nothing to keep.

    `kept` is called after the text was written. For a form there is `Desk.keep_drafts`.
    """

    def __init__(
        self,
        desk: Desk,
        screen: str,
        text: Callable[[], str | None],
        kept: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self._desk, self._screen, self._text, self._kept = desk, screen, text, kept
        self.key = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.keep)

    def begin(self, key: str) -> str | None:
        """From now on under this key; gives the draft that is there."""
        self._timer.stop()
        self.key = key
        return self._desk.books.find_draft(self._screen, key) if key else None

    def typed(self) -> None:
        """Something changed: it is written within half a second."""
        if not self._timer.isActive():
            self._timer.start()

    def leave(self) -> None:
        """The focus goes elsewhere: what waits is written now."""
        if self._timer.isActive():
            self.keep()

    def keep(self) -> None:
        """Write it, or take away a draft that says nothing any more."""
        self._timer.stop()
        if not self.key or self._desk.books.read_only:
            return
        text = self._text()
        if text is None:
            self._desk.books.drop_draft(self._screen, self.key)
        else:
            self._desk.books.keep_draft(self._screen, self.key, text)
            if self._kept is not None:
                self._kept()
        self._desk.drafts_changed.emit(self._screen)

    def drop(self, key: str = "") -> None:
        """It became an operation, or was given up; `key` when another one is of now already."""
        gone = key or self.key
        if gone == self.key:
            self._timer.stop()
        if gone and not self._desk.books.read_only:
            self._desk.books.drop_draft(self._screen, gone)
            self._desk.drafts_changed.emit(self._screen)
