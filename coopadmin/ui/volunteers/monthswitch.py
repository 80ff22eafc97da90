"""Which month is shown: its name between a step back and a step on, and what an empty one says."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coopadmin.kernel.calendar import Period
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import Action, IconButton
from coopadmin.ui.kit.text import Text
from coopadmin.ui.kit.theme import Role
from coopadmin.words import _, month_name


def month_words(month: Period) -> str:
    """`februari 2026`."""
    return f"{month_name(month.first.month)} {month.first.year}"


class MonthSwitch(QWidget):
    """Which month is shown, between a step back and a step on."""

    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(10))
        self.words = Text("", Role.CARD)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setMinimumWidth(theme.px(150))
        self.before = IconButton(
            "chevron-left", _("Month before"), lambda: self.stepped.emit(-1), boxed=True
        )
        self.after = IconButton(
            "chevron-right", _("Month after"), lambda: self.stepped.emit(1), boxed=True
        )
        for part in (self.before, self.words, self.after):
            row.addWidget(part)


def nothing_to_fill(month: Period, any_activity: bool, add: Action, usual: Action) -> EmptyState:
    """What stands in the place of the sheet where no activity runs."""
    if any_activity:
        return EmptyState(
            _("No activity runs in {month}").format(month=month_words(month)),
            _("Go to another month with the arrows above, or add an activity."),
            [add],
            primary=False,
        )
    return EmptyState(
        _("No activities yet"),
        _("Hours belong to an activity, such as a village bus or eating together."),
        [usual, add],
    )
