"""Step one of reading a list: the file, and how it is read where the guess is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from coopadmin.kernel.problem import Problem
from coopadmin.members.trial import (
    DELIMITER_CHOICES,
    ENCODING_CHOICES,
    OpenedList,
    Reading,
)
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.busy import FileDrop
from coopadmin.ui.kit.buttons import PRIMARY, Button
from coopadmin.ui.kit.cards import Card
from coopadmin.ui.kit.columns import Column
from coopadmin.ui.kit.inputs import Choice, Combo
from coopadmin.ui.kit.message import Messages
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import Text
from coopadmin.ui.kit.theme import Role
from coopadmin.words import N_, _, count, ngettext, say

SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".ods", ".vcf")
DELIMITER_NAMES = {
    ";": N_("semicolon"),
    "\t": N_("tab"),
    ",": N_("comma sign"),
    "|": N_("vertical bar"),
}
MOST_COLUMNS = 12


@dataclass(frozen=True)
class PreviewRow:
    """One line of the file as it stands there."""

    number: int
    cells: tuple[str, ...]


class FilePane(QWidget):
    """A place for the file; below it how it was read, with its first lines.

    `chosen(path)` with a file, `read_anew(Reading)` with another way to read it, `go_on`.
    """

    chosen = Signal(object)
    read_anew = Signal(object)
    go_on = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.reading = Reading()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        self.messages = Messages()
        column.addWidget(self.messages)
        self.drop = FileDrop(
            _(
                "Drop the list here: Excel, LibreOffice, CSV or an address book (vCard)."
                " Nothing is changed before you say so."
            ),
            _("Choose a file"),
            _("Lists (*.csv *.tsv *.txt *.xlsx *.ods *.vcf)"),
            SUFFIXES,
        )
        self.drop.chosen.connect(self.chosen)
        column.addWidget(self.drop, 1)
        self.card = Card(_("How the file is read"))
        self.card.body.setContentsMargins(0, 0, 0, 0)
        self.card.body.setSpacing(0)
        column.addWidget(self.card, 2)
        self._build_card()
        self.card.hide()

    def _build_card(self) -> None:
        top = QWidget()
        top.setObjectName("clear")
        row = QHBoxLayout(top)
        row.setContentsMargins(theme.px(16), theme.px(6), theme.px(16), theme.px(12))
        row.setSpacing(theme.px(12))
        self.encoding = Combo(name=_("Letters"))
        self.delimiter = Combo(name=_("Separator"))
        self.sheet = Combo(name=_("Sheet"))
        self._labelled: list[tuple[QWidget, Combo]] = []
        for combo in (self.encoding, self.delimiter, self.sheet):
            part = QWidget()
            grid = QGridLayout(part)
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setVerticalSpacing(theme.px(4))
            label = Text(combo.accessibleName(), Role.LABEL)
            label.setBuddy(combo)
            grid.addWidget(label, 0, 0)
            grid.addWidget(combo, 1, 0)
            combo.currentIndexChanged.connect(self._changed)
            self._labelled.append((part, combo))
            row.addWidget(part)
        row.addStretch(1)
        self.next = Button(_("Go on"), self.go_on.emit, PRIMARY, "arrow-right")
        row.addWidget(self.next)
        self.card.body.addWidget(top)
        self.preview = RowsTable((), _("First lines"), identity=lambda line: line.number)
        self.card.body.addWidget(self.preview, 1)
        self.words, self.note = self.card.foot("", "")

    # What there is.

    def show_nothing(self) -> None:
        """No file yet."""
        self.messages.clear()
        self.reading = Reading()
        self.card.hide()
        self.drop.show()

    def show_refused(self, problems: Sequence[Problem], *, chosen_by_hand: bool) -> None:
        """The file is no list, or not in the way that was chosen: that can still be changed."""
        self.messages.clear()
        self.messages.show_problems(problems)
        self.card.setVisible(chosen_by_hand)
        self.preview.set_rows(())
        self.next.setEnabled(False)
        self.drop.setVisible(not chosen_by_hand)

    def show_list(self, opened: OpenedList) -> None:
        """How a file was read."""
        self.messages.clear()
        self.next.setEnabled(True)
        self.drop.hide()
        sheet = opened.sheet
        text = not sheet.sheet
        self.reading = Reading(sheet.encoding or None, sheet.delimiter or None, sheet.sheet or None)
        self._fill(self.encoding, [Choice(name, name) for name in ENCODING_CHOICES])
        self._fill(
            self.delimiter, [Choice(sign, delimiter_name(sign)) for sign in _signs(sheet.delimiter)]
        )
        self._fill(self.sheet, [Choice(name, name) for name in sheet.sheets])
        for part, combo in self._labelled:
            part.setVisible(text == (combo is not self.sheet))
        for combo, value in (
            (self.encoding, self.reading.encoding),
            (self.delimiter, self.reading.delimiter),
            (self.sheet, self.reading.sheet),
        ):
            combo.blockSignals(True)
            combo.set_value(value)
            combo.blockSignals(False)
        self._show_preview(opened)
        self.card.show()

    def _fill(self, combo: Combo, choices: Sequence[Choice]) -> None:
        combo.blockSignals(True)
        combo.set_choices(choices)
        combo.blockSignals(False)

    def _show_preview(self, opened: OpenedList) -> None:
        names = [column.name for column in opened.sheet.columns[:MOST_COLUMNS]]
        self.preview.set_columns(
            [
                Column(
                    f"c{place}",
                    # With its number, so that no heading is taken for a text of the program.
                    f"{place + 1}. {name}",
                    partial(_cell, place),
                    width=70,
                    stretch=1,
                )
                for place, name in enumerate(names)
            ]
        )
        rows = [PreviewRow(number, cells) for number, cells in enumerate(opened.preview)]
        self.preview.set_rows(rows)
        columns = len(opened.sheet.columns)
        self.words.setText(
            _("{lines}, {columns}").format(
                lines=ngettext("{count} line", "{count} lines", opened.lines).format(
                    count=count(opened.lines)
                ),
                columns=ngettext("{count} column", "{count} columns", columns).format(
                    count=count(columns)
                ),
            )
        )
        self.note.setText(" ".join(say(remark) for remark in opened.sheet.remarks))

    def _changed(self) -> None:
        wanted = replace(
            self.reading,
            encoding=self.encoding.value(),
            delimiter=self.delimiter.value(),
            sheet=self.sheet.value(),
        )
        if wanted != self.reading:
            self.reading = wanted
            self.read_anew.emit(wanted)


def _cell(place: int, line: PreviewRow) -> str:
    return line.cells[place]


def _signs(chosen: str) -> list[str]:
    known = list(DELIMITER_CHOICES)
    return known if chosen in known or not chosen else [*known, chosen]


def delimiter_name(sign: str) -> str:
    """What a separator is called."""
    return _(DELIMITER_NAMES[sign]) if sign in DELIMITER_NAMES else sign


def how_read(opened: OpenedList) -> str:
    """`UTF-8, semicolon`, or the sheet of a workbook: for the line under the title."""
    sheet = opened.sheet
    if sheet.sheet:
        return _("sheet {name}").format(name=sheet.sheet)
    return ", ".join(part for part in (sheet.encoding, delimiter_name(sheet.delimiter)) if part)
