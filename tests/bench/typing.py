"""Keys in the list of members, and cells in the grid of hours."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import replace
from datetime import timedelta
from itertools import product
from pathlib import Path
from statistics import quantiles

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coopadmin.activities.queries import list_activities
from coopadmin.kernel.calendar import Period
from coopadmin.kernel.duration import Duration
from coopadmin.members.queries import list_members
from coopadmin.members.ready import ReadySelection
from coopadmin.members.selection_rules import Selection
from coopadmin.migrations import open_books
from coopadmin.ui.kit import theme
from coopadmin.ui.members.listing import MembersList
from coopadmin.ui.members.page import MembersPage
from coopadmin.ui.window import MainWindow
from coopadmin.volunteers.service import CellEntry, set_cell
from tests.bench.start import wait_for
from tests.bench.village import NOW

WORDS = ("bergsma", "van den berg", "molenweg 3", "terpstra", "yildiz", "0042")
CELLS = 20


FILTERS = Selection(email=True, postcode=("12",), status=("running", "leaving"))


def keys_to_rows(path: Path, filters: Selection | None = None) -> tuple[float, float, float, float]:
    """95 of 100 keys have rows in the table within so many seconds, have them drawn, have all.

    The next key comes when the whole list was looked through, as people type. With `filters`
    only in whom they take; the last figure is how long it takes until these are shown.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, theme.Appearance.LIGHT, 100)
    with open_books(path, who="bench", clock=lambda: NOW, read_only=True) as books:
        window = MainWindow(books)
        window.show()
        window.show_page("members")
        page = window.page("members")
        assert isinstance(page, MembersPage)
        listed = page.list
        wait_for(app, lambda: listed.register is not None)
        began = time.perf_counter()
        if filters is not None:
            page.selector.open(ReadySelection("bench", "", filters))
            wait_for(app, lambda: _takes(listed, filters))
        taken = time.perf_counter() - began
        shown: list[float] = []
        listed.narrowed.connect(lambda: shown.append(time.perf_counter()))
        rows, drawn, whole = [], [], []
        for turn, word in product(range(3), WORDS):
            listed.search.clear()
            app.processEvents()
            for letter in word:
                shown.clear()
                began = time.perf_counter()
                QTest.keyClicks(listed.search, letter)
                wait_for(app, lambda: bool(shown))
                app.processEvents()
                painted = time.perf_counter()
                wait_for(app, lambda: not listed.is_looking)
                app.processEvents()
                if turn:
                    rows.append(shown[0] - began)
                    drawn.append(painted - began)
                    whole.append(time.perf_counter() - began)
        window.close()
    rows_p95, drawn_p95, whole_p95 = (quantiles(each, n=20)[-1] for each in (rows, drawn, whole))
    return rows_p95, drawn_p95, whole_p95, taken


def _takes(listed: MembersList, filters: Selection) -> bool:
    """Whether the list shows whom the filters take."""
    asked = replace(filters, status=())
    return listed.register is not None and listed.register.taken.selection == asked


def type_cells(path: Path) -> None:
    """Fill cells of the month grid one by one, as a window has the file open; says the count."""
    with open_books(path, who="bench", clock=lambda: NOW, for_long=True) as books:
        today = books.today()
        people = sorted({row.person_id for row in books.ask(list_members, today)})[:CELLS]
        activity = books.ask(list_activities)[0].id
        week = Period(today - timedelta(days=1), today)
        for person in people:
            books.do(set_cell, CellEntry(person, activity, week, Duration(150)))
            sys.stdout.write("typed\n")
            sys.stdout.flush()


if __name__ == "__main__":
    type_cells(Path(sys.argv[1]))
