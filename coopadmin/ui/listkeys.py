"""What can be done with the list at hand, by key and from the menu bar: save it, choose columns."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.table import RowsTable
from coopadmin.words import N_, _

_DEEDS = (
    (N_("Save this list as a file…"), "Ctrl+Shift+E", Page.save_table),
    (N_("Choose columns…"), "Ctrl+Shift+L", Page.choose_columns),
)


def list_deeds(
    page_now: Callable[[], Page | None],
) -> list[tuple[str, str, Callable[[], object]]]:
    """The words, the key and the deed of each; nothing happens where there is no list."""

    def run(deed: Callable[[Page, RowsTable], object]) -> None:
        page = page_now()
        table = page.list_here() if page is not None else None
        if page is not None and table is not None:
            deed(page, table)

    return [(_(words), key, partial(run, deed)) for words, key, deed in _DEEDS]
