"""Where members live, how old they are and which kind they have, on the day of the register."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from coopadmin.members.profile import Profile
from coopadmin.members.profiled import profile_on
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.figures import Bar, ChartCard
from coopadmin.ui.kit.helping import explain
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.page import Page
from coopadmin.ui.members.register import is_large
from coopadmin.words import _, count, date_long, ngettext

MOST_AREAS = 12
JOB = "coopadmin.members.profiled:profile_on"


class ProfileView(QWidget):
    """Three charts, each with its table; nothing in it can be changed."""

    left = Signal()
    head_changed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._desk = page.desk
        self._day: date | None = None
        self._subtitle = ""
        self.ages = ChartCard(_("Age"))
        self.areas = ChartCard(_("Postcode"))
        self.kinds = ChartCard(_("Kind of membership"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(16))
        grid.addWidget(self.ages, 0, 0, 1, 2)
        grid.addWidget(self.areas, 1, 0)
        grid.addWidget(self.kinds, 1, 1)
        for line in (0, 1):
            grid.setRowStretch(line, 1)
            grid.setColumnStretch(line, 1)
        explain(self, "members#profile")

    def show_day(self, day: date | None) -> None:
        """The members of this day; None for today."""
        self._day = day
        self.books_changed()

    def books_changed(self) -> None:
        """Count anew."""
        day = self._day or self._desk.today()
        books = self._desk.books
        if is_large(books, day):
            task = self._desk.runner.run(
                JOB, books, day, key="members.profile", title=_("Counting the members")
            )
            task.done.connect(self._show)
        else:
            self._show(profile_on(books, day))

    def _show(self, found: Profile) -> None:
        self._subtitle = " · ".join(
            (
                date_long(found.on),
                ngettext("{count} member", "{count} members", found.members).format(
                    count=count(found.members)
                ),
            )
        )
        self.ages.set_bars(_bars(found.ages))
        areas = sorted(found.areas, key=lambda pair: -pair[1])
        rest = sum(number for _area, number in areas[MOST_AREAS:])
        shown = [*areas[:MOST_AREAS], *([(_("other"), rest)] if rest else [])]
        self.areas.set_bars(_bars(shown))
        self.kinds.set_bars(_bars(found.kinds))
        self.head_changed.emit()

    def title(self) -> str:
        return _("Members by age, area and kind")

    def subtitle(self) -> str:
        return self._subtitle

    def offers(self) -> Sequence[Action]:
        return (Action(_("Back to members"), self.left.emit, "chevron-left"),)

    def hints(self) -> Sequence[Hint]:
        return (Hint(("Tab",), _("next part")), Hint(("Esc",), _("members")))

    def first_focus(self) -> QWidget:
        return self.ages.chart

    def next_pane(self) -> bool:
        return False

    def next_problem(self) -> bool:
        return False


def _bars(pairs: Sequence[tuple[str, int]]) -> list[Bar]:
    return [Bar(key or _("unknown"), number, count(number)) for key, number in pairs]
