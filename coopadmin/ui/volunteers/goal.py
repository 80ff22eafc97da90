"""What the activity of the sheet aims at in its book year, and how far it is."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from coopadmin.activities.rules import unit_name
from coopadmin.kernel.duration import Duration
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.cards import Card, clear_layout
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.text import Elided, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.volunteers.activitylist import WIDTH, ActivityList
from coopadmin.ui.volunteers.doubts import Sheet
from coopadmin.ui.volunteers.month import MonthCard
from coopadmin.volunteers.queries import Progress, progress_of
from coopadmin.words import _, count, hours, month_name

BAR, TICK = 8, 16


class GoalBar(QWidget):
    """How much is done, with a tick at what would be done by now; `says` is for who cannot see."""

    def __init__(self, done: float, due: float, says: str) -> None:
        super().__init__()
        self._done, self._due = min(1.0, done), min(1.0, due)
        self.setAccessibleName(says)
        self.setFixedHeight(theme.px(TICK))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        thick = theme.px(BAR)
        bar = QRectF(0, (self.height() - thick) / 2, self.width(), thick)
        for share, ink in ((1.0, "line"), (self._done, "primary")):
            painter.setBrush(theme.colour(ink))
            bar.setWidth(self.width() * share)
            painter.drawRoundedRect(bar, thick / 2, thick / 2)
        at = round((self.width() - 2) * self._due)
        painter.fillRect(QRect(at, 0, 2, self.height()), theme.colour("ink"))


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
            self._add_aim(
                _("{done} of {aim} hours").format(
                    done=hours(progress.worked), aim=hours(progress.target_hours)
                ),
                progress.worked.minutes / progress.target_hours.minutes,
                progress.hours_due.minutes / progress.target_hours.minutes,
            )
        if progress.target_count is not None:
            unit = _(unit_name(progress.unit)).lower()
            due.append(f"{count(progress.count_due)} {unit}")
            self._add_aim(
                _("{done} of {aim} {unit}").format(
                    done=count(progress.number), aim=count(progress.target_count), unit=unit
                ),
                progress.number / progress.target_count,
                progress.count_due / progress.target_count,
            )
        self.body.addWidget(Text(_tick_words(progress, due), Role.NOTE, "ink2", wrap=True))
        self.setVisible(bool(due))

    def _add_aim(self, words: str, share: float, due: float) -> None:
        self.body.addWidget(Text(words, Role.NAME))
        self.body.addWidget(GoalBar(share, due, words))


def _whole(worked: Duration) -> Duration:
    return Duration(worked.minutes // 60 * 60)


def _tick_words(progress: Progress, due: list[str]) -> str:
    month = (progress.year.first.month + progress.months - 2) % 12 + 1
    return _("Tick: the end of {month}, {numbers}").format(
        month=month_name(month), numbers=" · ".join(due)
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
