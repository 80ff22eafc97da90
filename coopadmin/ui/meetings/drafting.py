"""Keeping what is typed and is not yet an operation, at most twice a second."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.meetings.view import SCREEN

PAUSE_MS = 500
MINUTES, VOTE = "minutes", "vote"


def draft_key(kind: str, meeting_id: int, item_id: int) -> str:
    """The key of a draft of one agenda item: `minutes 17 42`."""
    return f"{kind} {meeting_id} {item_id}"


def drafted_item(key: str) -> tuple[int, int] | None:
    """The meeting and the agenda item of such a key; None for the key of a form."""
    kind, _space, rest = key.partition(" ")
    numbers = rest.split()
    if kind in (MINUTES, VOTE) and len(numbers) == 2 and all(map(str.isdigit, numbers)):
        return int(numbers[0]), int(numbers[1])
    return None


class Drafting(QObject):
    """Keeps one text under the key of now; `text` gives it, or None when there is nothing to keep.

    `kept` is called after the text was written.
    """

    def __init__(
        self, desk: Desk, text: Callable[[], str | None], kept: Callable[[], object]
    ) -> None:
        super().__init__()
        self._desk, self._text, self._kept = desk, text, kept
        self.key = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.keep)

    def begin(self, key: str) -> str | None:
        """From now on under this key; gives the draft that is there."""
        self._timer.stop()
        self.key = key
        return self._desk.books.find_draft(SCREEN, key) if key else None

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
            self._desk.books.drop_draft(SCREEN, self.key)
        else:
            self._desk.books.keep_draft(SCREEN, self.key, text)
            self._kept()
        self._desk.drafts_changed.emit(SCREEN)

    def drop(self, key: str = "") -> None:
        """It became an operation, or was given up; `key` when another one is of now already."""
        gone = key or self.key
        if gone == self.key:
            self._timer.stop()
        if gone and not self._desk.books.read_only:
            self._desk.books.drop_draft(SCREEN, gone)
            self._desk.drafts_changed.emit(SCREEN)
