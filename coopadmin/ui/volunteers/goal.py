"""What the activity of the sheet aims at in its book year, and how far it is."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from coopadmin.activities.rules import unit_name
from coopadmin.kernel.duration import Duration
from coopadmin.ui.aims import aims_said, month_reached
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.cards import Card, clear_layout
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.goals import GoalBar
from coopadmin.ui.kit.text import Elided, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.volunteers.activitylist import WIDTH, ActivityList
from coopadmin.ui.volunteers.doubts import Sheet
from coopadmin.ui.volunteers.month import MonthCard
from coopadmin.volunteers.queries import Progress, progress_of
from coopadmin.words import _, count, hours


class GoalCard(Card):
    """The aims of one activity; hidden where the board set none."""

    def __init__(self) -> None:
        super().__init__()
        self.body.setSpacing(theme.px(4))
        self.hide()

    def show_progress(self, activity: str, progress: Progress) -> None:
        """Fill the card anew."""
        clear_layout(self.body)
        title = _("Aim of {activity} in {year}").format(activity=activity, year=progress.year.label)
        self.body.addWidget(Elided(title, Role.LABEL))
        due = []
        if progress.target_hours is not None:
            due.append(_("{number} hours").format(number=hours(_whole(progress.hours_due))))
        if progress.target_count is not None:
            unit = _(unit_name(progress.unit)).lower()
            due.append(f"{count(progress.count_due)} {unit}")
        for words, done, by_now in aims_said(progress):
            self.body.addWidget(Text(words, Role.NAME))
            self.body.addWidget(GoalBar(done, by_now, words))
        self.body.addWidget(Text(_tick_words(progress, due), Role.NOTE, "ink2", wrap=True))
        self.setVisible(bool(due))


def _whole(worked: Duration) -> Duration:
    return Duration(worked.minutes // 60 * 60)


def _tick_words(progress: Progress, due: list[str]) -> str:
    return _("Tick: the end of {month}, {numbers}").format(
        month=month_reached(progress), numbers=" · ".join(due)
    )


class Side(QWidget):
    """The activities, and below them the aims of the one whose sheet is shown."""

    def __init__(self, activities: ActivityList, month: MonthCard, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.goal = GoalCard()
        self.setFixedWidth(theme.px(WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(activities, 1)
        column.addWidget(self.goal)
        month.loaded.connect(self._show)

    def _show(self, sheet: Sheet, activity: str) -> None:
        progress = self._desk.books.ask(progress_of, sheet.activity_id, sheet.month)
        self.goal.show_progress(activity, progress)
