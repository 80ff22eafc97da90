"""The ways out of each trouble with a file, and faults of the program: told, logged, copied."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from datetime import datetime
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from coopadmin.kernel.faults import details_of
from coopadmin.kernel.problem import Refused
from coopadmin.store import StoreTrouble
from coopadmin.ui.dialogs import FaultDialog, Way, WaysDialog
from coopadmin.ui.kit.helping import explain
from coopadmin.words import _, clock, date_long, say

LOOK, TAKE_OVER, COPY, NEWEST, BACKUP, AGAIN, OTHER = (
    "look", "take_over", "copy", "newest", "backup", "again", "other",
)  # fmt: skip
HELP = {
    "open_elsewhere": "laptops#elsewhere",
    "read_only": "troubles#readonly",
    "damaged": "troubles#damaged",
    "newer": "troubles#newer",
}
_log = logging.getLogger("coopadmin")


def title_of(trouble: StoreTrouble) -> str:
    """What the trouble is called over its dialog."""
    titles = {
        "open_elsewhere": _("Open elsewhere"),
        "read_only": _("Only to be read"),
        "damaged": _("File damaged"),
        "missing": _("File not found"),
        "newer": _("Newer file"),
        "older": _("Older file"),
        "not_coop": _("Another kind of file"),
        "full": _("Disk full"),
    }
    return titles.get(trouble.code, _("The file cannot be used"))


def ways_out(
    trouble: StoreTrouble, *, elsewhere: bool, newest: datetime | None, opening: bool
) -> list[Way]:
    """What can be done, the best first.

    `elsewhere`: the lock is of another computer, so nobody can know here whether it still holds;
    `newest`: the time of the newest backup that was found; `opening`: nothing is open yet.
    """
    look = Way(LOOK, _("Only look"), _("You see everything and can change nothing."), "eye")
    copy = Way(
        COPY,
        _("Copy to a folder of your own…"),
        _("The copy is opened, and can be changed. This file stays as it is."),
        "copy",
    )
    other = Way(OTHER, _("Open another file…"), "", "folder-open")
    again = Way(AGAIN, _("Try again"), "", "rotate")
    backups = [Way(BACKUP, _("Choose a backup…"), _("It is put beside this file."), "database")]
    if newest is not None:
        when = _("{day} at {time}").format(day=date_long(newest), time=clock(newest))
        restored = Way(
            NEWEST,
            _("Restore the backup of {when}").format(when=when),
            _("It is put beside this file, which stays as it is, and opened."),
            "rotate",
        )
        backups.insert(0, restored)
    if not opening:
        return []
    if trouble.code == "open_elsewhere":
        take = Way(
            TAKE_OVER,
            _("Take over"),
            _(
                "Only when the program does not run there any more, such as after a power cut. "
                "Two who change one file at a time spoil it."
            ),
            "user-check",
        )
        return [look, *([take] if elsewhere else []), again, other]
    found = {
        "read_only": [look, copy, other],
        "older": [copy, other],
        "damaged": [*backups, other],
        "missing": [other, *backups],
        "not_coop": [other, *(backups if newest is not None else ())],
        "newer": [other],
        "cannot_open": [again, other],
    }
    return found.get(trouble.code, [again, other])


def ask_way(trouble: StoreTrouble, ways: list[Way], parent: QWidget | None) -> str:
    """Show the trouble with its ways; the key of the one taken, or nothing."""
    stop = _("Cancel") if ways else _("Close")
    dialog = WaysDialog(title_of(trouble), say(trouble.problem), "", ways, parent, stop)
    explain(dialog, HELP.get(trouble.code, "troubles"))
    return dialog.ask()


def ask_about_backup(made: datetime, parent: QWidget | None) -> str:
    """What to do with a file that is a backup: COPY it to one of its own, LOOK, or nothing."""
    when = _("{day} at {time}").format(day=date_long(made), time=clock(made))
    ways = [
        Way(
            COPY,
            _("Restore it…"),
            _("You choose where. No file is written over, and the backup stays as it is."),
            "rotate",
        ),
        Way(LOOK, _("Only look"), _("You see how it was then and can change nothing."), "eye"),
    ]
    sentence = _("This is a backup of {when}").format(when=when)
    dialog = WaysDialog(_("Backup"), sentence, "", ways, parent)
    explain(dialog, "backups#restore")
    return dialog.ask()


class Faults(QObject):
    """Catches what nobody caught: logged, and shown in a dialog one at a time.

    Safe to be called from any thread. A trouble with the file gets its own words.
    """

    _caught = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._showing = False
        self._caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def catch_all(self) -> Callable[[], None]:
        """Take the place of Python's own hooks; gives how to put them back."""
        before = sys.excepthook, threading.excepthook

        def caught(
            _kind: type[BaseException], fault: BaseException, _t: TracebackType | None
        ) -> None:
            self.take(fault)

        def caught_in_thread(arguments: threading.ExceptHookArgs) -> None:
            if arguments.exc_value is not None:
                self.take(arguments.exc_value)

        def put_back() -> None:
            sys.excepthook, threading.excepthook = before

        sys.excepthook, threading.excepthook = caught, caught_in_thread
        return put_back

    def take(self, fault: BaseException) -> None:
        """Log a fault and show it as soon as the program is at rest."""
        if isinstance(fault, KeyboardInterrupt):
            QApplication.exit(130)
            return
        if not isinstance(fault, (StoreTrouble, Refused)):
            _log.error(details_of(fault))
        self._caught.emit(fault)

    def _show(self, fault: BaseException) -> None:
        # A fault in drawing comes again with every drawing: one dialog is enough.
        if self._showing:
            return
        self._showing = True
        try:
            parent = QApplication.activeWindow()
            if isinstance(fault, StoreTrouble):
                ask_way(fault, [], parent)
            elif isinstance(fault, Refused):
                sentences = " ".join(say(problem) for problem in fault.problems)
                WaysDialog(_("Not possible"), sentences, "", [], parent, _("Close")).ask()
            else:
                FaultDialog(details_of(fault), parent).run()
        finally:
            self._showing = False
