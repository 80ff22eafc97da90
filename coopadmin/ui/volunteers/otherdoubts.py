"""What is said on the page of hours about cells in doubt in the sheets of other months."""

from __future__ import annotations

from collections.abc import Callable

from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.message import WARN
from coopadmin.ui.kit.page import Page
from coopadmin.ui.volunteers.doubts import Doubts, Sheet
from coopadmin.ui.volunteers.monthswitch import month_words
from coopadmin.words import _, count, ngettext


class OtherDoubts:
    """Names the first of those sheets, which would else be forgotten; `go_to` shows it.

    What was said already is not said again.
    """

    def __init__(self, page: Page, doubts: Doubts, go_to: Callable[[Sheet], object]) -> None:
        self._page, self._doubts, self._go_to = page, doubts, go_to
        self._told: object = {}

    def tell(self, here: Sheet) -> None:
        """Say which there are, seen from this sheet."""
        others = {
            sheet: number
            for sheet, number in self._doubts.sheets().items()
            if sheet != here and sheet.month != here.month
        }
        if others == self._told:
            return
        self._told = others
        self._page.messages.clear()
        if others:
            sheet, number = next(iter(others.items()))
            sentence = ngettext(
                "{count} cell of {month} is still in doubt",
                "{count} cells of {month} are still in doubt",
                number,
            )
            self._page.messages.show_message(
                WARN,
                sentence.format(count=count(number), month=month_words(sheet.month)),
                "",
                [Action(_("Show"), lambda: self._go_to(sheet))],
            )
