"""Four key figures that open what lies behind them, two charts, and the aims."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from coopadmin.activities.queries import ActivityRow
from coopadmin.desk.queries import Overview, time_left
from coopadmin.kernel.duration import Duration
from coopadmin.ui.aims import aims_said, month_reached
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.cards import Card, clear_layout
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.figures import Bar, ChartCard, KeyFigure, LineChart
from coopadmin.ui.kit.goals import GoalRow
from coopadmin.ui.kit.nameplate import YearChoice
from coopadmin.volunteers.queries import Progress
from coopadmin.words import (
    _,
    count,
    day_and_month,
    money,
    months_short,
    ngettext,
    percent,
    weekday_date,
)

SIDE = 392
WIDEST = 16777215
MINUTES = 60


class Aims(Card):
    """How far the activities are with their aims; each opens its activity."""

    def __init__(self, go: Callable[[int], object]) -> None:
        super().__init__(_("Aims"))
        self._go = go
        self._shown: object = None
        self.body.setSpacing(theme.px(2))
        self.rows: list[GoalRow] = []

    def show_aims(self, aims: Sequence[tuple[ActivityRow, Progress]]) -> None:
        """Fill it anew where anything is different; hidden where the board set no aims."""
        self.setVisible(bool(aims))
        if aims == self._shown:
            return
        self._shown = aims
        clear_layout(self.body)
        self.rows = []
        for activity, progress in aims:
            for said in aims_said(progress):
                row = GoalRow(activity.name, said.words, said.done, said.by_now)
                row.clicked.connect(partial(self._opened, activity.id))
                self.body.addWidget(row)
                self.rows.append(row)
        if aims:
            progress = aims[0][1]
            tick = _("Tick: the end of {month}").format(month=month_reached(progress))
            title = _("Aims {year}").format(year=progress.year.label)
            self.set_title(title, tick)

    def _opened(self, activity_id: int, _checked: bool = False) -> None:
        self._go(activity_id)


class Figures(QScrollArea):
    """How things stand: members, hours, what is open, the next meeting."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._now: Overview | None = None
        self._wide = False
        self.verticalScrollBar().rangeChanged.connect(lambda *_range: self.fit(wide=self._wide))
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setObjectName("clear")
        self.setWidget(inside)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        grid = QGridLayout()
        grid.setSpacing(theme.px(12))
        self.members = KeyFigure(_("Members"), icon="users")
        self.hours = KeyFigure(_("Hours"), icon="clock-heart")
        self.open = KeyFigure(_("Still to receive"), icon="receipt-euro")
        self.meeting = KeyFigure(_("Next meeting"), icon="gavel")
        self.members.clicked.connect(lambda: desk.go("members", "active"))
        self.hours.clicked.connect(self._to_hours)
        self.open.clicked.connect(self._to_open)
        self.meeting.clicked.connect(self._to_meeting)
        for number, figure in enumerate((self.members, self.hours, self.open, self.meeting)):
            grid.addWidget(figure, number // 2, number % 2)
        column.addLayout(grid)
        self.chart: ChartCard | None = None
        self._years = ("", "")
        self._charts = QVBoxLayout()
        self._charts.setSpacing(theme.px(12))
        self.growth = ChartCard(_("Members by year"), chart=LineChart)
        self._charts.addWidget(self.growth)
        column.addLayout(self._charts, 1)
        self.aims = Aims(self._to_activity)
        column.addWidget(self.aims)

    def fit(self, *, wide: bool) -> None:
        """Beside the tasks, or over the whole page; what is scrolled is no narrower for it."""
        self._wide = wide
        bar = self.verticalScrollBar()
        side = theme.px(SIDE) + (bar.sizeHint().width() if bar.maximum() else 0)
        self.setMinimumWidth(0 if wide else side)
        self.setMaximumWidth(WIDEST if wide else side)
        across = QSizePolicy.Policy.Expanding if wide else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Expanding)

    # What lies behind.

    def _to_hours(self) -> None:
        if self._now is not None:
            self.desk.choose_year(YearChoice(self._now.year.label, self._now.year))
        self.desk.go("hours")

    def _to_activity(self, activity_id: int) -> None:
        self._to_hours()
        self.desk.go("hours", activity_id)

    def _to_open(self) -> None:
        now = self._now
        self.desk.go("contributions", f"open {now.open_year}" if now and now.debtors else None)

    def _to_meeting(self) -> None:
        meeting = self._now.meeting if self._now is not None else None
        self.desk.go("meetings", "new" if meeting is None else meeting[1].isoformat())

    # What is shown.

    def show_figures(self, now: Overview) -> None:
        self._now = now
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
            _("Still to receive {year}").format(year=now.open_year),
            money(now.open),
            people.format(count=count(now.debtors)),
        )
        if now.meeting is None:
            self.meeting.set(_("Next meeting"), "–", _("None is planned"))
        else:
            _title, day = now.meeting
            self.meeting.set(_("Next meeting"), weekday_date(day), time_left(day, now.today))
        self._show_months(now)
        self.aims.show_aims(now.aims)
        points = [Bar(year, number, count(number)) for year, number in now.members_by_year]
        self.growth.set_bars(points, len(points) - 1)

    def _show_months(self, now: Overview) -> None:
        """Hours of each month with those of a year before; the last one with hours says them."""
        years = now.year.label, now.last_year.label
        if self.chart is None or years != self._years:
            if self.chart is not None:
                self._charts.removeWidget(self.chart)
                self.chart.deleteLater()
            legend = (("c1", years[0]), ("ghost", years[1]))
            self.chart, self._years = ChartCard(_("Hours per month"), legend), years
            self._charts.insertWidget(0, self.chart)
        bars, said = [], -1
        for number, pair in enumerate(now.months):
            name = months_short()[pair.month.first.month - 1]
            worked, before = _whole_hours(pair.worked), _whole_hours(pair.before)
            bars.append(Bar(name, worked, count(worked), before, count(before)))
            if pair.worked and pair.month.last < now.today:
                said = number
        self.chart.set_bars(bars, said)


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
        return _("{percent} more than last year").format(percent=change)
    return _("{percent} less than last year").format(percent=change)
