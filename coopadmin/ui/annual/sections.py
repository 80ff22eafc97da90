"""The sections of a report in a list: what each tells, how far it is, and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from coopadmin.annual.facts import YearFacts
from coopadmin.annual.studio import COVER, PARTS, State, state_of
from coopadmin.ledger.facts import result_of
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import SMALL, Button
from coopadmin.ui.kit.cards import Card
from coopadmin.ui.kit.columns import Column, Look
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import Elided, Rule, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.words import N_, _, count, hours, money, ngettext

STATES: Mapping[State, str] = {
    State.COMPLETE: N_("complete"),
    State.TEXT_MISSING: N_("text missing"),
    State.NO_FACTS: N_("no figures"),
    State.LEFT_OUT: N_("left out"),
}
_ICONS: Mapping[State, tuple[str, str]] = {
    State.COMPLETE: ("circle-check", "good_mark"),
    State.TEXT_MISSING: ("pencil", "warn_mark"),
    State.NO_FACTS: ("alert-circle", "ink3"),
    State.LEFT_OUT: ("minus", "ink3"),
}
_WORDS_IN: Mapping[str, str] = {
    "nl": N_("{number} words in Dutch"),
    "en": N_("{number} words in English"),
}
EARLIER_TOO = frozenset({"glance", "members", "contributions", "hours"})


@dataclass(frozen=True)
class SectionRow:
    """One section: its name, its most telling figure, its state; none before figures are known.

    `words` counts what the board wrote by language, `page` is where it begins, 0 for nowhere;
    `unsaved` says that something typed is not kept yet, `chosen_out` that it is
    left out on purpose.
    """

    id: str
    title: str
    state: State | None = None
    figure: str = ""
    words: tuple[tuple[str, int], ...] = ()
    page: int = 0
    unsaved: bool = False
    chosen_out: bool = False

    @property
    def note(self) -> str:
        """The figure, or why there is none."""
        if self.unsaved:
            return _("not saved")
        if self.state is None or self.figure:
            return self.figure
        return "" if self.state is State.COMPLETE else _(STATES[self.state])


def figure_of(section: str, facts: YearFacts, text: str) -> str:
    """The most telling figure of a section, as the report has it."""
    made = _FIGURES.get(section)
    if made is not None:
        return made(facts)
    written = len(text.split())
    return ngettext("{number} word", "{number} words", written).format(number=count(written))


def _members(facts: YearFacts) -> str:
    end = facts.members.end
    return ngettext("{number} member", "{number} members", end).format(number=count(end))


def _contributions(facts: YearFacts) -> str:
    return money(facts.contributions.charged)


def _capital(facts: YearFacts) -> str:
    return money(facts.capital.end)


def _hours(facts: YearFacts) -> str:
    return _("{hours} hours").format(hours=hours(facts.hours.total))


def _activities(facts: YearFacts) -> str:
    ran = len(facts.activities)
    return ngettext("{number} activity", "{number} activities", ran).format(number=count(ran))


def _finances(facts: YearFacts) -> str:
    if facts.books is None:
        return ""
    return money(result_of(facts.books.by_kind, "").now)


def _decisions(facts: YearFacts) -> str:
    taken = len(facts.meetings.decisions)
    return ngettext("{number} resolution", "{number} resolutions", taken).format(
        number=count(taken)
    )


def _officers(facts: YearFacts) -> str:
    people = len({each.person_id for each in facts.officers})
    return ngettext("{number} person", "{number} persons", people).format(number=count(people))


def _signing(facts: YearFacts) -> str:
    people = len({each.person_id for each in facts.directors})
    return ngettext("{number} signature", "{number} signatures", people).format(
        number=count(people)
    )


_FIGURES: Mapping[str, Callable[[YearFacts], str]] = {
    COVER: lambda _facts: "",
    "glance": lambda _facts: "",
    "members": _members,
    "contributions": _contributions,
    "capital": _capital,
    "hours": _hours,
    "activities": _activities,
    "finances": _finances,
    "meetings": _decisions,
    "officers": _officers,
    "signatures": _signing,
}


def section_rows(
    facts: YearFacts | None,
    texts: Mapping[str, Mapping[str, str]],
    language: str,
    page_of: Mapping[str, int],
    unsaved: frozenset[str],
) -> list[SectionRow]:
    """All sections in order; `texts` are those kept, by language and section."""
    rows = []
    for key, title in PARTS.items():
        text = texts.get(language, {}).get(key, "")
        words = tuple((code, len(kept.get(key, "").split())) for code, kept in texts.items())
        state = None if facts is None else state_of(key, facts, text)
        figure = ""
        if facts is not None and state is State.COMPLETE:
            figure = figure_of(key, facts, text)
        rows.append(
            SectionRow(
                key,
                _(title),
                state,
                figure,
                words,
                page_of.get(key, 0),
                key in unsaved,
                facts is not None and key in facts.left_out,
            )
        )
    return rows


def progress(rows: Sequence[SectionRow]) -> str:
    """`9 of 11 sections complete`; those left out do not count."""
    asked = [row for row in rows if row.state is not State.LEFT_OUT]
    done = sum(row.state is State.COMPLETE for row in asked)
    return _("{done} of {all} sections complete").format(done=count(done), all=count(len(asked)))


def _icon(row: SectionRow) -> tuple[str, str] | None:
    if row.unsaved:
        return "pencil", "info_mark"
    return None if row.state is None else _ICONS[row.state]


def _ink(row: SectionRow) -> str:
    if row.unsaved:
        return "info"
    return "warn" if row.state is State.TEXT_MISSING else ""


COLUMNS = (
    Column("title", N_("Section"), lambda row: row.title, Look.NAME, 150, 1),
    Column("note", N_("Tells"), lambda row: row.note, Look.MUTED_AMOUNT, 60, ink=_ink),
    Column(
        "state",
        "",
        lambda row: _(STATES[row.state]) if row.state else "",
        Look.ICON,
        18,
        icon=_icon,
    ),
)


class SectionsCard(Card):
    """The list, and below it what can be done with the chosen section.

    `wanted(section)` asks to write in one, `chosen(section, shown)` to leave it out or take it up
    again, `earlier_wanted` for figures of earlier years.
    """

    wanted = Signal(str)
    chosen = Signal(str, bool)
    earlier_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(padded=False)
        self.setAccessibleName(_("Sections of the report"))
        self.table = RowsTable(COLUMNS, _("Sections of the report"))
        self.table.view.horizontalHeader().hide()
        self.body.addWidget(self.table, 1)
        self.body.addWidget(Rule())
        self.options = QWidget()
        self.options.setObjectName("clear")
        self._both = QBoxLayout(QBoxLayout.Direction.TopToBottom, self.options)
        self._both.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(12))
        self._both.setSpacing(theme.px(8))
        column = QVBoxLayout()
        column.setSpacing(theme.px(6))
        self._both.addLayout(column, 1)
        head = QHBoxLayout()
        self._title = Elided("", Role.CARD)
        self._place = Text("", Role.NOTE, "ink2")
        head.addWidget(self._title, 1)
        head.addWidget(self._place)
        column.addLayout(head)
        self.explained = Text("", Role.NOTE, "ink2", wrap=True)
        column.addWidget(self.explained)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        self.write = Button(_("Write text"), self._write, SMALL, "pencil")
        self.earlier = Button(_("Figures of earlier years"), self.earlier_wanted.emit, SMALL)
        self.leave = Button("", self._leave, SMALL, changes=True)
        for button in (self.write, self.earlier, self.leave):
            row.addWidget(button)
        row.addStretch(1)
        self._both.addLayout(row)
        self.body.addWidget(self.options)
        self.reason = ""
        self.table.chosen.connect(lambda _row: self._show_options())
        self.table.activated.connect(lambda _row: self._write())
        space = QShortcut(QKeySequence("Space"), self.table)
        space.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        space.activated.connect(self._leave)

    def set_rows(self, rows: Sequence[SectionRow], reason: str = "") -> None:
        """Other figures and states; `reason` says why nothing can be written any more."""
        self.reason = reason
        self.table.set_rows(rows)
        if self.table.current() is None:
            self.table.choose_first()
        self._show_options()

    def fit_room(self, narrow: bool) -> None:
        """Buttons beside the words where there is width and little height."""
        directions = QBoxLayout.Direction
        self._both.setDirection(directions.LeftToRight if narrow else directions.TopToBottom)

    def section(self) -> str:
        """The key of the chosen section."""
        row = self.table.current()
        return row.id if isinstance(row, SectionRow) else COVER

    def _write(self) -> None:
        if self.section() != COVER:
            self.wanted.emit(self.section())

    def _leave(self) -> None:
        row = self.table.current()
        if isinstance(row, SectionRow) and self._may_leave(row):
            self.chosen.emit(row.id, row.chosen_out)

    def _may_leave(self, row: SectionRow) -> bool:
        return row.id != COVER and row.state is not None and not self.reason

    def _show_options(self) -> None:
        row = self.table.current()
        if not isinstance(row, SectionRow):
            return
        self._title.setText(row.title)
        self._place.setText(_("page {page}").format(page=count(row.page)) if row.page else "")
        self.explained.setText(self._explained(row))
        self.write.setVisible(row.id != COVER)
        self.earlier.setVisible(row.id in EARLIER_TOO and not row.chosen_out)
        self.leave.setVisible(self._may_leave(row))
        self.leave.setText(_("Take up again") if row.chosen_out else _("Leave out"))
        self.leave.updateGeometry()
        written = any(number for _code, number in row.words)
        words = _("Edit text") if written or row.unsaved else _("Write text")
        self.write.setText(_("Read text") if self.reason else words)
        self.write.set_icon("eye" if self.reason else "pencil")
        self.write.updateGeometry()

    def _explained(self, row: SectionRow) -> str:
        if self.reason:
            return self.reason
        if row.chosen_out:
            return _("Reports go without this section, until you take it up again.")
        if row.unsaved:
            return _("Here is text that is not saved yet.")
        if row.id == COVER:
            return _("These are made from the figures by themselves.")
        if row.state is State.TEXT_MISSING:
            return _("The report has a grey frame here until somebody writes the text.")
        if row.state is State.LEFT_OUT:
            return _("Nothing is written here, so the report goes without this section.")
        if row.state is State.NO_FACTS:
            return _("Nothing is known of this year yet. You can write a text.")
        written = [(code, number) for code, number in row.words if number]
        if not written:
            return _("Here is no text of the board. None is needed.")
        parts = (_(_WORDS_IN[code]).format(number=count(number)) for code, number in written)
        return _("Written by the board: {parts}.").format(parts=", ".join(parts))
