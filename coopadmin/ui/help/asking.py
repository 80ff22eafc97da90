"""Opening the help from a window, a dialog or a message, at the page that belongs there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from coopadmin.ui.help.window import Computed, HelpWindow
from coopadmin.ui.kit.helping import explain, explained_here, offer_help


def help_of(window: QWidget) -> HelpWindow | None:
    """The help that is open beside this window."""
    return next((child for child in window.children() if isinstance(child, HelpWindow)), None)


def show_help(
    window: QWidget,
    page: str = "",
    computed: Computed | None = None,
    go: Callable[[str, str], object] | None = None,
) -> HelpWindow:
    """Open the help beside a window; without a page at that of where the keyboard is.

    A dialog that holds up the program has a help of its own, which it does not hold up.
    """
    wanted = page or explained_here(window)
    shown = help_of(window) or HelpWindow(window, computed, go)
    shown.open(wanted)
    shown.show()
    shown.raise_()
    shown.activateWindow()
    return shown


def give_help(window: QWidget, page: str = "") -> None:
    """F1 in a window or dialog without a menu opens the help, at its page where one is given."""
    if page:
        explain(window, page)
    command = QAction(window)
    command.setShortcut(QKeySequence("F1"))
    command.triggered.connect(lambda _on=False: show_help(window))
    window.addAction(command)
    offer_help(window, lambda page: show_help(window, page))
