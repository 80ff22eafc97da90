"""The help of a window with pages: its menu, its pages made from the file, its coming along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from coopadmin.help.pages import FIRST, find_help
from coopadmin.store import Books
from coopadmin.ui.finding import HELP
from coopadmin.ui.help.asking import help_of, show_help
from coopadmin.ui.help.computed import computed_pages
from coopadmin.ui.help.window import HelpWindow
from coopadmin.ui.kit.helping import offer_help
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.palette import Hit
from coopadmin.ui.pages import PageEntry
from coopadmin.words import N_, _

MENU = (
    (N_("Help with this screen"), "F1", ""),
    (N_("Contents"), "", FIRST),
    (N_("Keys"), "", "keyboard"),
    (N_("The year of the board"), "", "year"),
    (N_("About Coopadmin"), "", "about"),
)
"""The menu *Help*: words, key, and the page; without one that of where the keyboard is."""
MOST_FOUND = 4


class HelpBeside:
    """Opens the help beside `window`, with links that open screens by `go(page, place)`."""

    def __init__(
        self,
        window: QWidget,
        books: Books,
        entries: Sequence[PageEntry],
        page: Callable[[str], Page],
        go: Callable[[str, Any], object],
    ) -> None:
        self._window, self._go = window, go

        def pages() -> list[tuple[str, Page]]:
            return [(_(entry.title), page(entry.name)) for entry in entries]

        self._computed = computed_pages(books, window.actions, pages)
        offer_help(window, self.show)

    def show(self, page: str = "") -> HelpWindow:
        """Open a page, else that of where the keyboard is."""
        return show_help(
            self._window, page, self._computed, lambda name, place: self._go(name, place or None)
        )

    def found(self, text: str) -> list[Hit]:
        """Pages of the help with these words in a heading, for the search of everything."""
        rows = [row for row in find_help(text) if row.rank < 2]
        return [
            Hit(
                HELP,
                row.title,
                row.heading or row.snippet,
                "help-circle",
                partial(self.show, row.target),
                # As good a screen comes first: who searches mostly wants to go there.
                row.rank + 1,
            )
            for row in rows[:MOST_FOUND]
        ]

    def menu(
        self, bar: QWidget, command: Callable[[str, str, Callable[[], object]], QAction]
    ) -> QMenu:
        """The menu *Help*, of actions that `command` makes."""
        menu = QMenu(_("&Help"), bar)
        for words, key, page in MENU:
            menu.addAction(command(_(words), key, partial(self.show, page)))
        return menu

    def rebuild(self) -> None:
        """Another language or size of text."""
        shown = help_of(self._window)
        if shown is not None:
            shown.rebuild()

    def close(self) -> None:
        """The window closes."""
        shown = help_of(self._window)
        if shown is not None:
            shown.close()
