"""Every list of the program can be saved as a file and have its columns chosen."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from coopadmin.app import Coopadmin
from coopadmin.desk.lists import save_listing
from coopadmin.formats.lists import read_list
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.money import Money
from coopadmin.ui.kit.columnchooser import ColumnChooser
from coopadmin.ui.kit.columns import RIGHT
from coopadmin.ui.kit.rows import cell_text
from coopadmin.ui.kit.saving import listing_of, value_of
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.window import MainWindow
from tests.app.program import PATIENCE_MS, answering, program
from tests.ui.hands import bring_up, press_here
from tests.ui.places import FORMS, PLACES, show

__all__ = ["program"]

OF_ANOTHER_FILE = {"First lines"}
"""Lists that show what a file of somebody else says; whoever wants that has the file."""
BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
TYPED = (Money, Duration, Decimal, int, date)
IN_WORDS = {"time", "expected", "due", "counted", "number", "value", "size"}
"""Columns on the right that hold a time, a part of a whole, or what has a unit of its own."""


@pytest.fixture
def window(program: Coopadmin, file: Path, qtbot: QtBot) -> MainWindow:
    assert program.open(file)
    opened = program.files[0].window
    opened.showNormal()
    bring_up(qtbot, opened, 1366, 688)
    return opened


def lists_in(page: object) -> list[RowsTable]:
    assert hasattr(page, "findChildren")
    return [one for one in page.findChildren(RowsTable) if one.isVisible()]


def test_every_list_can_be_saved_with_figures_as_figures(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    known: dict[str, str] = {}
    wrong: list[str] = []
    for place in (*PLACES, *FORMS):
        page = show(window, place)
        qtbot.waitUntil(lambda: not window.runner.tasks(), timeout=PATIENCE_MS)
        for table in lists_in(page):
            name = f"{place.name}: {table.accessibleName()}"
            if table.view.horizontalHeader().isHidden() and not table.kept_as:
                continue
            if table.accessibleName() in OF_ANOTHER_FILE:
                continue
            other = known.setdefault(table.kept_as, table.accessibleName())
            if not table.kept_as or other != table.accessibleName():
                wrong.append(f"{name} keeps its columns as “{table.kept_as}”, and so does {other}")
                continue
            wrong += [
                f"{name}: {column.key} is text, {cell_text(column, row)}"
                for column in table.view.rows.columns
                for row in table.shown_rows()
                if column.look in RIGHT and column.key not in IN_WORDS
                if (words := cell_text(column, row)) not in ("", "–", "·")
                if not isinstance(value_of(column, row, words), TYPED)
            ]
            saved = save_listing(window.books, listing_of(table, "List"), tmp_path / "x.csv", "nl")
            if saved.lines != len(table.shown_rows()):
                wrong.append(f"{name}: {saved.lines} lines of {len(table.shown_rows())}")
    assert not wrong, "\n".join(wrong)
    assert len(known) >= 20


def test_the_list_at_hand_is_saved_by_one_key_and_said_where(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "owed.xlsx"
    suggested: list[str] = []

    def answer(_parent: object, _title: str, name: str, filters: str) -> tuple[str, str]:
        suggested.append(Path(name).name)
        assert [kind in filters for kind in ("*.xlsx", "*.csv", "*.pdf")] == [True] * 3
        return str(target), "Excel (*.xlsx)"

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    window.show_page("contributions")
    page = window.page("contributions")
    qtbot.waitUntil(lambda: not window.runner.tasks(), timeout=PATIENCE_MS)
    press_here(
        Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    qtbot.waitUntil(lambda: bool(page.messages.shown()), timeout=PATIENCE_MS)
    table = page.list_here()
    assert table is not None
    shown = len(table.shown_rows())
    assert page.messages.shown()[0].sentence == f"{shown} lines are in owed.xlsx"
    assert suggested == ["Contributions 2026-03-03.xlsx"]
    assert len(read_list(target).rows) == shown + 1, "and their total"


def test_columns_are_chosen_by_one_key_and_stay_after_another_size_of_text(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.show_page("members")
    qtbot.waitUntil(lambda: not window.runner.tasks(), timeout=PATIENCE_MS)

    def choose(dialog: ColumnChooser) -> None:
        assert dialog.windowTitle() == "Columns of “Members”"
        QTest.keyClick(dialog.list.view, Qt.Key.Key_Space)
        dialog.ready.click()

    with answering(ColumnChooser, choose) as came:
        press_here(Qt.Key.Key_L, BOTH)
    assert len(came) == 1
    window.rebuild()
    qtbot.waitUntil(lambda: not window.runner.tasks(), timeout=PATIENCE_MS)
    table = next(
        one for one in window.page("members").findChildren(RowsTable) if one.kept_as == "members"
    )
    assert "number" not in [column.key for column in table.view.rows.columns]
    offers = [action.text for action in table.offers()]
    assert offers == ["Save this list as a file…", "Choose columns…", "Standard columns"]
    table.offers()[-1].run()
    assert table.view.rows.columns[0].key == "number"
