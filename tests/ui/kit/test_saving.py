"""What a table gives to a file: its rows, order, groups and total, with figures as figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from coopadmin.formats.listing import ListColumn, Written
from coopadmin.kernel.money import Money
from coopadmin.ui.kit.choices import Filters, Option, Removable
from coopadmin.ui.kit.columns import ChipLook, Column, Group, Heading, Look
from coopadmin.ui.kit.inputs import Choice, Combo, Search
from coopadmin.ui.kit.saving import LISTS, ask_file, listing_of
from coopadmin.ui.kit.table import RowsTable


@dataclass(frozen=True)
class Line:
    id: int
    name: str
    day: date
    owed: Money
    note: str = ""


LINES = (
    Line(1, "Zeno", date(2026, 3, 1), Money(2000)),
    Line(2, "Bé", date(2025, 1, 2), Money(0), "away"),
)
COLUMNS = (
    Column("box", "", look=Look.CHECK, checked=lambda _row: True),
    Column(
        "name",
        "Name",
        lambda row: row.name,
        Look.NAME,
        sort=lambda row: row.name,
        under=lambda row: row.note,
    ),
    Column("day", "Since", lambda row: str(row.day.year), Look.DATE, sort=lambda row: row.day),
    Column(
        "owed",
        "Open (€)",
        lambda row: "20,00" if row.owed else "·",
        Look.AMOUNT,
        sort=lambda row: row.owed,
    ),
    Column("state", "State", look=Look.CHIP, chip=lambda _row: ChipLook("Paid")),
    Column("extra", "Only for who asks", lambda _row: "x", extra=True),
)


@pytest.fixture
def table(qtbot: QtBot) -> RowsTable:
    made = RowsTable(COLUMNS, "Lines")
    qtbot.addWidget(made)
    made.set_rows(LINES)
    return made


def test_figures_are_figures_words_are_words_and_boxes_stay_out(table: RowsTable) -> None:
    listing = listing_of(table, "Lines", "Book year 2026")
    assert listing.columns == [
        ListColumn("Name", "name"),
        ListColumn("Name, more"),
        ListColumn("Since", "date"),
        ListColumn("Open (€)", "number"),
        ListColumn("State"),
    ]
    (group,) = listing.groups()
    assert group.lines[1] == [
        Written("Bé", "Bé"),
        Written("away", "away"),
        Written(date(2025, 1, 2), "2025"),
        Written(Money(0), "·"),
        Written("Paid", "Paid"),
    ]
    assert listing.said == ["Book year 2026"]
    assert listing.total == []


def test_a_file_has_the_order_groups_and_total_of_the_screen(table: RowsTable) -> None:
    table.view.rows.sort_by("name")
    table.set_total({"name": "Together", "owed": "20,00"})
    listing = listing_of(table, "Lines")
    assert [line[0].words for line in listing.groups()[0].lines] == ["Bé", "Zeno"]
    assert [cell.value for cell in listing.total] == ["Together", "", "", Money(2000), ""]
    table.set_groups([Group(Heading("a", "A"), LINES[:1]), Group(Heading("b", "B"), LINES[1:])])
    assert [group.name for group in listing_of(table, "Lines").groups()] == ["A", "B"]


def test_the_filters_that_are_on_are_said(table: RowsTable, qtbot: QtBot) -> None:
    search, filters = Search("Search"), Filters([Option("a", "Active", 3), Option("b", "Gone")])
    kinds = Combo([Choice(None, "All kinds"), Choice(1, "Personal")])
    for widget in (search, filters, kinds):
        qtbot.addWidget(widget)
    chip = Removable(Option("town", "Town: Veen"), "Remove filter")
    qtbot.addWidget(chip)
    table.narrowing = (filters, kinds, search)
    kinds.set_value(None)
    assert listing_of(table, "Lines").said == []
    filters.choose("a")
    kinds.set_value(1)
    search.setText(" berg ")
    said = listing_of(table, "Lines").said
    assert said == ["Active", "Personal", "searched for “berg”"]
    table.narrowing = (filters, chip)
    assert listing_of(table, "Lines").said == ["Active", "Town: Veen"]


Answer = Callable[..., tuple[str, str]]


def test_a_name_that_gets_its_ending_here_is_asked_again_when_it_is_there(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    (tmp_path / "list.csv").write_text("mine")
    asked: list[str] = []

    def answer(_parent: QWidget, _title: str, suggested: str, _filters: str) -> tuple[str, str]:
        asked.append(suggested)
        chosen = tmp_path / "list" if len(asked) == 1 else Path(suggested)
        return str(chosen), "CSV (*.csv)"

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    assert ask_file(parent, "Save", tmp_path / "x.xlsx", LISTS) == tmp_path / "list.csv"
    assert asked == [str(tmp_path / "x.xlsx"), str(tmp_path / "list.csv")]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    assert ask_file(parent, "Save", tmp_path / "x.xlsx", LISTS) is None
