"""A list for the screen that reads lists, and what that screen shows of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopadmin.ui.kit.rows import cell_text
from coopadmin.ui.members.importscreen import ImportScreen

BSN = "123456782"
HEAD = "Lidnr;Voornaam;Tussenv;Achternaam;Straat;Huisnr;Pc;Soort;Bijnaam;BSN"
LINES = (
    HEAD,
    f"1;Annie;van den;Berg;Molenweg;5;;lid;;{BSN}",
    f"2;Jan;;Bergsma;Kerkstraat;18;;gezin;;{BSN}",
    f";Mia;de;Zwart;Dijk;1;;lid;Mietje;{BSN}",
    f";Annet;van den;Berg;Molenweg;3;1234AB;donateur;;{BSN}",
    f";;;;Veldweg;9;;lid;;{BSN}",
)
Read = Callable[..., ImportScreen]


def groups(screen: ImportScreen) -> dict[str, list[str]]:
    """What is shown: the first words of each line, by group."""
    shown: dict[str, list[str]] = {}
    column = screen.lines.table.view.rows.columns[-1]
    for row in screen.lines.table.shown_rows():
        shown.setdefault(row.group, []).append(cell_text(column, row))
    return shown


def tried_again(qtbot: QtBot, screen: ImportScreen, change: Callable[[], object]) -> None:
    before = screen.trial
    change()
    qtbot.waitUntil(lambda: screen.trial is not before)
    QApplication.processEvents()


def choose_field(screen: ImportScreen, column: str, words: str) -> None:
    number = next(row.number for row in screen.columns.table.shown_rows() if row.name == column)
    screen.columns.table.choose(number)
    combo = screen.columns.combo
    combo.setCurrentText(words)
    combo.activated.emit(combo.currentIndex())
