"""The history of a member: every operation as a sentence on a line through time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from coopadmin.desk.member_history import ChangeRow, HistoryRow
from coopadmin.ui.kit import icons, theme
from coopadmin.ui.kit.buttons import SMALL, Button
from coopadmin.ui.kit.text import Text, chip_colours
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.members.labels import label, value_shown
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
    "store.undo": ("arrow-back-up", "plain"),
}
# Kept beside others that say the same, or a reference without words.
_SILENT = frozenset({"sort_key", "birth_year", "since_estimated", "payer_id", "resolution_id"})
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
    """Entries, newest first; `undo_wanted(id)` asks to take one back.

    Only what is about this person alone can be taken back here: a list that was read or a run of
    charges is about others too.
    """

    undo_wanted = Signal(object)

    def __init__(
        self,
        entries: Sequence[tuple[HistoryRow, tuple[ChangeRow, ...]]],
        kinds: Mapping[int, str],
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
        for number, (row, changes) in enumerate(entries):
            line = QHBoxLayout()
            line.setSpacing(theme.px(12))
            icon, tone = _ICONS.get(row.code, ("history", "plain"))
            line.addWidget(_Dot(icon, tone, last=number == len(entries) - 1))
            line.addWidget(self._words(row, changes, kinds, today, can_undo), 1)
            column.addLayout(line)

    def _words(
        self,
        row: HistoryRow,
        changes: Sequence[ChangeRow],
        kinds: Mapping[int, str],
        today: date,
        can_undo: bool,
    ) -> QWidget:
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, theme.px(2), 0, theme.px(12))
        column.setSpacing(theme.px(2))
        title = _(row.label)
        if row.about and row.rows > len(changes):
            # About others too: the words say what, such as a book year or the name of a list.
            title = f"{title}: {row.about}"
        if row.undoes is not None:
            title = _("Taken back: {what}").format(what=title)
        column.addWidget(Text(title, Role.NAME, "ink3" if row.undone else "ink", wrap=True))
        for sentence in change_sentences(changes, kinds):
            column.addWidget(Text(sentence, Role.NOTE, "ink2", wrap=True))
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        when = f"{_day(row, today)} · {row.who}" if row.who else _day(row, today)
        foot.addWidget(Text(when, Role.CAPTION, "ink3"))
        foot.addStretch(1)
        if row.undone:
            foot.addWidget(Text(_("taken back"), Role.CAPTION, "ink3"))
        elif can_undo and row.never is None and row.undoes is None and row.rows == len(changes):
            button = Button(_("Take back"), partial(self.undo_wanted.emit, row.id), SMALL)
            button.setAccessibleName(_("Take back: {what}").format(what=title))
            foot.addWidget(button)
        column.addLayout(foot)
        return words


def change_sentences(changes: Iterable[ChangeRow], kinds: Mapping[int, str]) -> list[str]:
    """What changed, one line per field: `E-mail: a@b.nl, was c@d.nl`."""
    found = []
    for change in changes:
        if change.kind != "update" or change.table not in _SHOWN_TABLES:
            continue
        for field in change.after:
            if field in _SILENT or not label(field):
                continue
            now = value_shown(field, change.after[field], kinds) or _("empty")
            before = value_shown(field, change.before.get(field), kinds) or _("empty")
            found.append(
                _("{field}: {now}, was {before}").format(field=label(field), now=now, before=before)
            )
    return found


def _day(row: HistoryRow, today: date) -> str:
    if row.time.date() == today:
        return _("Today {time}").format(time=clock(row.time))
    return date_short(row.time.date())
