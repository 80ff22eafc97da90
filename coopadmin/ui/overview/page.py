"""The home page: what waits for the board, and how things stand in a few figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from coopadmin.desk.queries import Overview, Task, list_tasks, overview, time_left
from coopadmin.kernel.duration import Duration
from coopadmin.people.queries import list_officers
from coopadmin.people.rules import OFFICES
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.cards import Card
from coopadmin.ui.kit.choices import Option, Segmented
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.figures import Bar, ChartCard, KeyFigure
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.text import Rule, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.overview.taskrows import TaskList
from coopadmin.words import (
    N_,
    _,
    count,
    date_in_full,
    day_and_month,
    money,
    months_short,
    ngettext,
    percent,
    weekday_date,
)

SIDE = 392
TASKS, FIGURES = "tasks", "figures"
MINUTES = 60


class OverviewPage(Page):
    """Tasks left, figures right; in a narrow page one of them at a time."""

    TITLE: ClassVar[str] = N_("Overview")
    LISTENS: ClassVar[frozenset[str]] = frozenset(
        "activity charge cooperative dated_rate exceptional_year hour_entry lock meeting "
        "membership membership_kind open_item person settlement statutes_profile tariff "
        "term_of_office".split()
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.tasks = TaskList()
        self.tasks.wanted.connect(self._go)
        self.card = Card(padded=False)
        self.card.setAccessibleName(_("To do"))
        self._head = QWidget()
        head = QVBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(0)
        title = Text(_("To do"), Role.CARD)
        title.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(10))
        head.addWidget(title)
        head.addWidget(Rule())
        self.card.body.addWidget(self._head)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.tasks)
        self._stack.addWidget(
            EmptyState(
                _("Nothing to do"),
                _("What must be done in time appears here by itself."),
                icon="checks",
            )
        )
        self.card.body.addWidget(self._stack, 1)
        self.switch = Segmented([Option(TASKS, _("To do")), Option(FIGURES, _("Figures"))])
        self.switch.chosen.connect(lambda _key: self._arrange())
        self.body.addWidget(self.switch)
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        row.addWidget(self.card, 1)
        self.side = self._figures()
        row.addWidget(self.side)
        self.body.addLayout(row, 1)
        self.room_changed.connect(lambda _narrow: self._arrange())
        desk.safekeeping_changed.connect(self._backup_changed)
        self._arrange()

    def _figures(self) -> QWidget:
        side = QWidget()
        side.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        grid = QGridLayout()
        grid.setSpacing(theme.px(12))
        self.members = KeyFigure(_("Members"), icon="users")
        self.hours = KeyFigure(_("Hours"), icon="clock-heart")
        self.open = KeyFigure(_("Still to receive"), icon="receipt-euro")
        self.meeting = KeyFigure(_("Next meeting"), icon="gavel")
        pages = ("members", "hours", "contributions", "meetings")
        figures = (self.members, self.hours, self.open, self.meeting)
        for number, (figure, page) in enumerate(zip(figures, pages, strict=True)):
            figure.clicked.connect(lambda _on=False, page=page: self.desk.go(page))
            grid.addWidget(figure, number // 2, number % 2)
        column.addLayout(grid)
        self.chart: ChartCard | None = None
        self._years = ("", "")
        self._charts = QVBoxLayout()
        column.addLayout(self._charts, 1)
        return side

    # What the window asks.

    def reload(self) -> None:
        books, today = self.desk.books, self.desk.today()
        self.header.set_title(_(self.TITLE), self._subtitle(today))
        tasks = books.ask(list_tasks, today, self._backups())
        self.tasks.set_tasks(tasks, today)
        self._stack.setCurrentIndex(0 if tasks else 1)
        self.switch.set_options(
            [Option(TASKS, _("To do"), len(tasks)), Option(FIGURES, _("Figures"))]
        )
        self._show_figures(books.ask(overview, today))

    def page_actions(self) -> Sequence[Action]:
        return (
            Action(_("Enter hours"), lambda: self.desk.go("hours"), "clock-heart"),
            Action(
                _("New member"),
                lambda: self.desk.go("members", "new"),
                "user-plus",
                primary=True,
                key="Ctrl+N",
                why_not=_("This file can only be looked at.") if self.desk.books.read_only else "",
            ),
        )

    def hints(self) -> Sequence[Hint]:
        return (
            Hint(("Up", "Down"), _("choose")),
            Hint(("Enter",), _("go on with task")),
            Hint(("Ctrl+N",), _("new member")),
        )

    def first_focus(self) -> QWidget | None:
        return self.tasks.rows[0].button if self.tasks.rows else self.members

    # What is shown.

    def _backups(self) -> tuple[Any, ...] | None:
        program = self.desk.program
        if program is None or self.desk.books.read_only:
            return None
        kept = program.safekeeping(self.desk.books)
        return (kept.newest, kept.second_since) if kept.known else None

    def _subtitle(self, today: date) -> str:
        day = date_in_full(today)
        who = self.desk.books.who
        officers = self.desk.books.ask(list_officers, today)
        offices = [_(OFFICES.get(row.office, row.office)) for row in officers if row.name == who]
        person = ", ".join([who, *(office.lower() for office in offices)])
        return f"{day[:1].upper()}{day[1:]} · {person}"

    def _show_figures(self, now: Overview) -> None:
        since = _("{change} since {day}").format(
            change=_signed(now.members - now.members_at_start), day=day_and_month(now.year.first)
        )
        self.members.set(_("Members"), count(now.members), since)
        self.hours.set(
            _("Hours in {year}").format(year=now.year.label),
            count(_whole_hours(now.worked)),
            _against(now.worked, now.worked_before),
        )
        people = ngettext("{count} person", "{count} persons", now.debtors)
        self.open.set(
            _("Still to receive"), money(now.open), people.format(count=count(now.debtors))
        )
        if now.meeting is None:
            self.meeting.set(_("Next meeting"), "–", _("None is planned"))
        else:
            _title, day = now.meeting
            self.meeting.set(_("Next meeting"), weekday_date(day), time_left(day, now.today))
        self._show_months(now)

    def _show_months(self, now: Overview) -> None:
        """Hours of each month with those of a year before; the last one with hours says them."""
        years = now.year.label, now.last_year.label
        if self.chart is None or years != self._years:
            if self.chart is not None:
                self._charts.removeWidget(self.chart)
                self.chart.deleteLater()
            legend = (("c1", years[0]), ("ghost", years[1]))
            self.chart, self._years = ChartCard(_("Hours per month"), legend), years
            self._charts.addWidget(self.chart)
        bars, said = [], -1
        for number, pair in enumerate(now.months):
            name = months_short()[pair.month.first.month - 1]
            worked, before = _whole_hours(pair.worked), _whole_hours(pair.before)
            bars.append(Bar(name, worked, count(worked), before, count(before)))
            if pair.worked and pair.month.last < now.today:
                said = number
        self.chart.set_bars(bars, said)

    def _backup_changed(self) -> None:
        if self.isVisible():
            self.reload()
        else:
            self.stale = True

    def _go(self, task: Task) -> None:
        self.desk.go(task.page, task.place or None)

    def _arrange(self) -> None:
        self.switch.setVisible(self.narrow)
        figures = self.switch.key() == FIGURES
        self.card.setVisible(not self.narrow or not figures)
        self.side.setVisible(not self.narrow or figures)
        self._head.setVisible(not self.narrow)
        wide = 16777215 if self.narrow else theme.px(SIDE)
        self.side.setMinimumWidth(0 if self.narrow else wide)
        self.side.setMaximumWidth(wide)
        policy = QSizePolicy.Policy.Expanding if self.narrow else QSizePolicy.Policy.Fixed
        self.side.setSizePolicy(policy, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(320), theme.px(240))


def _whole_hours(worked: Duration) -> int:
    return (worked.minutes + MINUTES // 2) // MINUTES


def _signed(number: int) -> str:
    return f"+{count(number)}" if number > 0 else count(number)


def _against(now: Duration, before: Duration) -> str:
    """How far the hours are from those up to the same day a year ago."""
    if not before:
        return _("No hours a year ago")
    change = percent(abs(now.minutes - before.minutes), before.minutes)
    if now.minutes == before.minutes:
        return _("As many as a year ago")
    if now.minutes > before.minutes:
        return _("{percent} more than a year ago").format(percent=change)
    return _("{percent} less than a year ago").format(percent=change)
