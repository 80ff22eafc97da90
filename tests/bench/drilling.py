"""From a figure of the statements to its lines, and from a line to its booking, by keyboard."""

from __future__ import annotations

import os
import time
from pathlib import Path
from statistics import quantiles

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coopadmin.cooperative.queries import get_book_year
from coopadmin.migrations import open_books
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.nameplate import YearChoice
from coopadmin.ui.ledger.figuretable import LINE
from coopadmin.ui.ledger.page import BALANCE, INCOME, LedgerPage
from coopadmin.ui.window import MainWindow
from tests.bench.table import absolute, timed
from tests.bench.village import NOW, YEARS

TWO_FRAMES = 2 * 1000 / 60
TURNS = 3


def drilling(path: Path) -> None:
    """Every figure of both statements of a year opened and drawn, and its first line after that."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, theme.Appearance.LIGHT, 100)
    with open_books(path, who="bench", clock=lambda: NOW, read_only=True) as books:
        window = MainWindow(books)
        window.show()
        window.show_page("ledger")
        page = window.page("ledger")
        assert isinstance(page, LedgerPage)
        year = books.ask(get_book_year, str(YEARS[-1]))
        began = time.perf_counter()
        window.desk.choose_year(YearChoice(year.label, year))
        app.processEvents()
        shown = time.perf_counter() - began
        opened, booked = [], []
        for _turn in range(TURNS):
            for tab in (INCOME, BALANCE):
                page.show_part(tab)
                part = page.part(tab)
                for row in [row for row in part.table.shown_rows() if row.kind == LINE]:
                    part.table.setFocus()
                    part.table.choose(row.id)
                    app.processEvents()
                    opened.append(timed(lambda: _press(app)))
                    booked.append(timed(lambda: _press(app)))
                    page.leave_detail()
        window.close()
    absolute("the statement of a year of 20,000 lines shown", shown * 1000, "ms")
    for what, times in (("figure to lines, p95", opened), ("    line to booking, p95", booked)):
        absolute(what, quantiles(times, n=20)[-1] * 1000, "ms", TWO_FRAMES)


def _press(app: QApplication) -> None:
    focused = app.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Return)
    app.processEvents()


if __name__ == "__main__":
    import tempfile

    from coopadmin.store.computer import HOME_VARIABLE
    from tests.bench.ledger import kept

    with tempfile.TemporaryDirectory() as place:
        os.environ[HOME_VARIABLE] = str(Path(place) / "computer")
        kept(Path(place) / "kept.coop").close()
        drilling(Path(place) / "kept.coop")
