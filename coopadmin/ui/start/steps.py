"""The steps of beginning a file: the kind, the name and details, where the file and backups go."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from coopadmin.activities.rules import starting_activities
from coopadmin.cooperative.rules import (
    KINDS,
    LEGAL_FORMS,
    NewCooperative,
    check_name,
    check_new_cooperative,
    name_ending,
)
from coopadmin.kernel.problem import Problem, Refused
from coopadmin.ui.choosing import SUFFIX, file_to_make, folder_to_use
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import Button
from coopadmin.ui.kit.fields import Field, Kind, Part, Section
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.inputs import Choice, Line
from coopadmin.ui.kit.text import IconLabel, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.program import Program
from coopadmin.ui.start.cards import CARDS, LOOK_AROUND, ChoiceCard
from coopadmin.words import N_, _, month_name

WIDE = 880
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
LONGEST_NAME = 80


class KindStep(QScrollArea):
    """Which kind of cooperative it is, and what is ready then; or looking around first."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setObjectName("inside")
        column = QVBoxLayout(inside)
        # Room for the ring around the first and last card.
        column.setContentsMargins(theme.px(4), theme.px(4), theme.px(4), theme.px(4))
        column.setSpacing(theme.px(12))
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.px(12))
        column.addLayout(self._grid)
        self.cards: dict[str, ChoiceCard] = {}
        for words in CARDS:
            title = _(words.title or KINDS[words.key])
            card = ChoiceCard(title, _(words.lines), words.icon)
            card.toggled.connect(partial(self._toggled, words.key))
            self.cards[words.key] = card
        self._box = QFrame()
        self._box.setObjectName("inner")
        self._ready = QGridLayout(self._box)
        self._ready.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(10))
        self._ready.setHorizontalSpacing(theme.px(24))
        self._ready.setVerticalSpacing(theme.px(4))
        self._ready.setColumnStretch(0, 1)
        self._ready.setColumnStretch(1, 1)
        column.addWidget(self._box)
        column.addStretch(1)
        self.setWidget(inside)
        self._columns = 0
        self._arrange(3)
        self.cards[CARDS[0].key].setChecked(True)

    def key(self) -> str:
        """The key of the card that is chosen."""
        return next(key for key, card in self.cards.items() if card.isChecked())

    def choose(self, key: str) -> None:
        self.cards[key].setChecked(True)

    def first_focus(self) -> QWidget:
        return self.cards[self.key()]

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, number // columns, number % columns)
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(3 if self.width() / theme.scale() >= WIDE else 2)

    def _toggled(self, key: str, on: bool) -> None:
        if on:
            self.ensureWidgetVisible(self.cards[key], 0, theme.px(12))
            self._show_ready(key)
            self.chosen.emit(key)

    def _show_ready(self, key: str) -> None:
        while (item := self._ready.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        self._ready.addWidget(Text(_("This is ready then"), Role.NAME), 0, 0, 1, 2)
        for number, line in enumerate(_ready_lines(key)):
            row = QWidget()
            across = QHBoxLayout(row)
            across.setContentsMargins(0, 0, 0, 0)
            across.setSpacing(theme.px(10))
            across.addWidget(IconLabel("check", "good_mark", 16), 0, Qt.AlignmentFlag.AlignTop)
            across.addWidget(Text(line, Role.NOTE, wrap=True), 1)
            self._ready.addWidget(row, 1 + number // 2, number % 2, Qt.AlignmentFlag.AlignTop)


def _ready_lines(key: str) -> list[str]:
    if key == LOOK_AROUND:
        return [
            _("Three years of a care cooperative: members, contributions, hours, meetings"),
            _("The annual report of last year, to leaf through and print"),
            _("Everything can be tried: what you change, you change in the example only"),
        ]
    names = ", ".join(_(activity.name) for activity in starting_activities(key))
    return [
        _("Activities: {names}").format(names=names),
        _("Kinds of membership: personal, household, organisation"),
        _("The usual rules of the statutes, and the amounts of law, to be checked by you"),
        _("Agenda, minutes and annual report with a chapter for each part"),
    ]


def _months() -> list[Choice]:
    return [Choice(month, month_name(month)) for month in range(1, 13)]


NAME_PARTS: tuple[Part, ...] = (
    Field(
        "legal_form",
        N_("Legal form"),
        Kind.CHOICE,
        width=320,
        choices=lambda: [Choice(key, _(label)) for key, label in LEGAL_FORMS.items()],
    ),
    Field("name", N_("Name"), width=560, hint=N_("The whole name, as the statutes write it.")),
    (
        Field("town", N_("Town"), optional=True, width=270),
        Field("municipality", N_("Municipality"), optional=True, width=270),
    ),
    (
        Field("founded_on", N_("Founded on"), Kind.DATE, optional=True, width=270),
        Field(
            "chamber_number",
            N_("Number at the Chamber of Commerce"),
            optional=True,
            width=270,
            figures=True,
        ),
    ),
    Section(),
    Field(
        "year_begins_in",
        N_("The book year begins in"),
        Kind.CHOICE,
        width=320,
        choices=_months,
        hint=N_("January for nearly everybody. A short first year is added later."),
    ),
)


class NameStep(Form):
    """The legal person; its name is checked by BW 2:54 as soon as it is left."""

    def __init__(self, today: date) -> None:
        super().__init__(NAME_PARTS, self._checked, today, cancel=False)
        self._day = today
        self.kind = CARDS[0].key
        self.show_footer(False)
        self.set_values({"legal_form": "cooperatie-ua", "year_begins_in": 1})
        line = self.box("name").control
        assert isinstance(line, Line)
        line.editingFinished.connect(self._check_name)
        self.edited.connect(self._form_chosen)

    def wanted(self, values: Mapping[str, Any]) -> NewCooperative:
        """What was filled in, as founding asks it."""
        return NewCooperative(kind=self.kind, **values)

    def _checked(self, values: Mapping[str, Any], _answers: Mapping[str, str]) -> NewCooperative:
        wanted = self.wanted(values)
        problems = list(check_new_cooperative(wanted, self._day))
        if problems:
            raise Refused(problems)
        return wanted

    def _form_chosen(self, name: str) -> None:
        if name == "legal_form":
            self._check_name()

    def _check_name(self) -> None:
        if self.box("name").is_empty():
            return
        problems = check_name(str(self.box("name").text()), str(self.box("legal_form").text()))
        self.box("name").show_problem(next(iter(problems), None))


PLACE_PARTS: tuple[Part, ...] = (
    Field(
        "who",
        N_("Your name"),
        width=320,
        hint=N_("It stands beside everything you change. It is no password."),
    ),
    Section(),
    Field(
        "path",
        N_("The file"),
        width=680,
        hint=N_("Everything is in this one file. Keep it where only the board can get at it."),
    ),
    Field(
        "backup_folder",
        N_("Backups"),
        width=680,
        hint=N_("A copy every day. Best on another disk or a stick."),
    ),
)


class PlaceStep(Form):
    """Who begins, where the file is made and where its backups go."""

    def __init__(self, program: Program, today: date) -> None:
        super().__init__(PLACE_PARTS, self._checked, today, cancel=False)
        self._program = program
        self._suggested, self._suggested_folder = "", ""
        self.show_footer(False)
        self.box("path").add_beside(Button(_("Choose…"), self._choose_path))
        self.box("backup_folder").add_beside(Button(_("Choose…"), self._choose_folder))
        self.set_values({"who": program.preferences().who})

    def suggest(self, name: str) -> None:
        """Fill in a place for the file of this name, unless the person chose one."""
        path = free_path(self._program.documents(), file_name(name))
        if self.box("path").text() in ("", self._suggested):
            self._suggested = str(path)
            self.box("path").set_text(self._suggested)
        kept = self._program.preferences().backup_folder
        folder = kept or str(self._program.usual_backup_folder(path))
        if self.box("backup_folder").text() in ("", self._suggested_folder):
            self._suggested_folder = folder
            self.box("backup_folder").set_text(folder)

    def _choose_path(self) -> None:
        chosen = file_to_make(self, _("Where the file is made"), Path(self.box("path").text()))
        if chosen is not None:
            self.box("path").set_text(str(chosen))

    def _choose_folder(self) -> None:
        there = Path(self.box("backup_folder").text())
        chosen = folder_to_use(self, _("A folder for backups"), there)
        if chosen is not None:
            self.box("backup_folder").set_text(str(chosen))

    def _checked(self, values: Mapping[str, Any], _answers: Mapping[str, str]) -> dict[str, Any]:
        path = Path(values["path"]).expanduser()
        problems = []
        if not path.is_absolute():
            problems.append(
                Problem("start.path", N_("Type the whole path, or choose."), {}, "path")
            )
        elif path.exists():
            sentence = N_("There is a file of this name already. Choose another name.")
            problems.append(Problem("start.exists", sentence, {}, "path"))
        folder = Path(values["backup_folder"]).expanduser()
        if not folder.is_absolute():
            sentence = N_("Type the whole path, or choose.")
            problems.append(Problem("start.folder", sentence, {}, "backup_folder"))
        if problems:
            raise Refused(problems)
        whole = path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
        who = " ".join(values["who"].split())
        return {"who": who, "path": whole, "backup_folder": folder}


def file_name(name: str) -> str:
    """The name of a legal person as the name of a file, without its W.A., B.A. or U.A."""
    bare = name.strip()
    if name_ending(bare):
        bare = re.sub(r"[\s,(]+[wbu][\s.]*a[\s.)]*$", "", bare, flags=re.IGNORECASE) or bare
    bare = " ".join(_NOT_IN_NAMES.sub(" ", bare).split())[:LONGEST_NAME].strip(" .")
    return bare or "Coopadmin"


def free_path(folder: Path, stem: str) -> Path:
    """A path in the folder that no file has yet."""
    path, number = folder / f"{stem}{SUFFIX}", 2
    while path.exists():
        path = folder / f"{stem} {number}{SUFFIX}"
        number += 1
    return path
