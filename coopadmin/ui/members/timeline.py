"""The history of a member: every operation as a sentence on a line through time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from coopadmin.desk.changed import ChangedRow
from coopadmin.desk.history import DoneRow
from coopadmin.desk.sentences import titled
from coopadmin.desk.wording.values import lines_of
from coopadmin.ui.history.columns import under_of
from coopadmin.ui.kit import icons, theme
from coopadmin.ui.kit.buttons import SMALL, Button
from coopadmin.ui.kit.text import Text, chip_colours
from coopadmin.ui.kit.theme import Role
from coopadmin.words import _, clock, date_short

_ICONS = {
    "people.change": ("pencil", "warn"),
    "people.add": ("user-plus", "good"),
    "people.appoint": ("armchair", "info"),
    "people.end_term": ("armchair", "plain"),
    "members.apply": ("mailbox", "info"),
    "members.admit": ("user-check", "good"),
    "members.admit_applicant": ("user-check", "good"),
    "members.refuse_applicant": ("hand-stop", "bad"),
    "members.import": ("file-import", "good"),
    "members.change": ("pencil", "warn"),
    "members.terminate": ("player-stop", "bad"),
    "members.take_back_termination": ("arrow-back-up", "info"),
    "contributions.run": ("receipt-euro", "info"),
    "contributions.pay": ("credit-card", "good"),
    "contributions.pay_charges": ("credit-card", "good"),
    "contributions.take_back_payment": ("arrow-back-up", "plain"),
}
_TURNED = ("arrow-back-up", "plain")
_SHOWN_TABLES = frozenset({"person", "membership"})


class _Dot(QWidget):
    """A round icon on the line that runs to the next entry."""

    def __init__(self, icon: str, tone: str, *, last: bool) -> None:
        super().__init__()
        self._icon, self._tone, self._last = icon, tone, last
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(26), theme.px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.px(26)
        if not self._last:
            painter.setPen(QPen(theme.colour("line"), 2))
            painter.drawLine(side // 2, side + theme.px(4), side // 2, self.height())
        ink, ground = chip_colours(self._tone)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(ground))
        painter.drawEllipse(QRectF(0, 0, side, side))
        inner = theme.px(15)
        picture = icons.pixmap(self._icon, ink, 15, self.devicePixelRatioF())
        painter.drawPixmap((side - inner) // 2, (side - inner) // 2, picture)


class HistoryTab(QWidget):
    """Operations as the page of history tells them; `undo_wanted(id)` asks to take one back.

    Only what is about this person alone can be taken back here: a list that was read or a run of
    charges is about others too.
    """

    undo_wanted = Signal(object)

    def __init__(
        self,
        entries: Sequence[tuple[DoneRow, Sequence[ChangedRow]]],
        today: date,
        *,
        can_undo: bool,
    ) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        if not entries:
            column.addWidget(Text(_("Nothing was noted yet."), Role.NOTE, "ink2"))
        for number, (row, changed) in enumerate(entries):
            line = QHBoxLayout()
            line.setSpacing(theme.px(12))
            icon, tone = _TURNED if row.turns else _ICONS.get(row.code, ("history", "plain"))
            line.addWidget(_Dot(icon, tone, last=number == len(entries) - 1))
            line.addWidget(self._words(row, changed, today, can_undo), 1)
            column.addLayout(line)

    def _words(
        self, row: DoneRow, changed: Sequence[ChangedRow], today: date, can_undo: bool
    ) -> QWidget:
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, theme.px(2), 0, theme.px(12))
        column.setSpacing(theme.px(2))
        sentence = row.sentence
        column.addWidget(Text(sentence, Role.NAME, "ink3" if row.undone else "ink", wrap=True))
        column.addWidget(Text(under_of(row), Role.NOTE, "ink2", wrap=True))
        for place, one in enumerate(changed):
            if one.kind == "update" and one.table in _SHOWN_TABLES and one.cells:
                for line in lines_of(one, place):
                    # A table of two columns cuts an e-mail address off in a panel this narrow.
                    told = _("{field}: was {before}, became {now}").format(
                        field=line.label, before=line.was, now=line.became
                    )
                    column.addWidget(Text(told, Role.NOTE, "ink2", wrap=True))
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addWidget(Text(_when(row, today), Role.CAPTION, "ink3"))
        foot.addStretch(1)
        alone = row.rows == len(changed)
        if can_undo and alone and not (row.turns or row.undone or row.why_not):
            button = Button(_("Take back"), partial(self.undo_wanted.emit, row.id), SMALL)
            title = titled(row.code, row.about)
            button.setAccessibleName(_("Take back: {what}").format(what=title))
            foot.addWidget(button)
        column.addLayout(foot)
        return words


def _when(row: DoneRow, today: date) -> str:
    day = row.time.date()
    when = _("Today {time}").format(time=clock(row.time)) if day == today else date_short(day)
    return f"{when} · {row.who}" if row.who else when
