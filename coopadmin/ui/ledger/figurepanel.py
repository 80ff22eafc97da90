"""Beside a list of figures: the chosen one opened to its posts, and a post to its lines."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coopadmin.kernel.money import Money
from coopadmin.ledger.booking import BY_HAND
from coopadmin.ledger.posted import PostedLine, count_missing
from coopadmin.store import Books
from coopadmin.ui.kit import icons, theme
from coopadmin.ui.kit.buttons import QUIET, Button
from coopadmin.ui.kit.cards import Panel
from coopadmin.ui.kit.columns import Column, Group, Heading, Look
from coopadmin.ui.kit.rowpaint import EDGE_PAD, RowPainter
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import Elided, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.ledger.figures import Figure, Loaded, ShownLine
from coopadmin.words import N_, _, amount, count, day_and_month, money, ngettext

AT_ONCE, COUNT_MS = 60, 200
"""Lines of the first post that are asked for while somebody walks through the figures."""


class PostPainter(RowPainter):
    """A heading is a post: its name over the names of its lines, its amount over their amounts."""

    def _draw_heading(self, painter: QPainter, whole: QRect, row: Heading, folded: bool) -> None:
        view = self._view
        side, ratio = theme.px(16), painter.device().devicePixelRatioF()
        chevron = icons.pixmap("chevron-right" if folded else "chevron-down", "ink2", 16, ratio)
        top = whole.top() + (whole.height() - side) // 2
        painter.drawPixmap(theme.px(EDGE_PAD), top, chevron)
        keys = [column.key for column in view.rows.columns]
        head = view.horizontalHeader()

        def cell(key: str) -> QRect:
            number = keys.index(key)
            left, wide = head.sectionViewportPosition(number), head.sectionSize(number)
            room: QRect = view.inside(QRect(left, whole.top(), wide, whole.height()), number)
            return room

        painter.setPen(theme.colour("ink"))
        sum_at = cell("amount")
        face = theme.font(Role.STRONG_AMOUNT)
        painter.setFont(face)
        view.widen("amount", painter.fontMetrics().horizontalAdvance(row.note))
        painter.drawText(
            sum_at, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, row.note
        )
        words = cell("who")
        painter.setFont(theme.font(Role.LABEL))
        shown = painter.fontMetrics().elidedText(
            row.title, Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)


def line_columns(*, balance: bool) -> tuple[Column, ...]:
    """Lines with their day, who and what, and whether there is a receipt."""
    stands = Column(
        "balance",
        N_("Stands at (€)"),
        lambda row: amount(row.balance),
        Look.MUTED_AMOUNT,
        72,
        value=lambda row: row.balance,
    )
    return (
        Column(
            "dated",
            N_("Day"),
            lambda row: day_and_month(row.line.dated) if row.line else "",
            Look.DATE,
            44,
            value=lambda row: row.line.dated if row.line else "",
        ),
        Column(
            "who",
            N_("Who and what"),
            _who,
            width=120,
            stretch=1,
            under=_what,
            ink=lambda row: "ink" if row.line else "ink2",
        ),
        Column(
            "amount",
            N_("Amount (€)"),
            lambda row: amount(row.amount),
            Look.AMOUNT,
            68,
            value=lambda row: row.amount,
        ),
        *((stands,) if balance else ()),
        Column(
            "document",
            "",
            look=Look.ICON,
            width=18,
            icon=lambda row: receipt_mark(row.line),
            tip=lambda row: receipt_words(row.line),
        ),
    )


def receipt_mark(line: PostedLine | None) -> tuple[str, str] | None:
    """A paper clip where there is a receipt, a warning where one is missing."""
    if line is not None and line.document:
        return "paperclip", "ink2"
    return ("alert-triangle", "warn_mark") if line is not None and line.missing else None


def receipt_words(line: PostedLine | None) -> str:
    """The same for who points at it."""
    if line is not None and line.document:
        return _("With a receipt")
    return _("Without a receipt") if line is not None and line.missing else ""


def _who(row: ShownLine) -> str:
    if row.line is None:
        return row.words
    return row.line.who or row.line.what


def _what(row: ShownLine) -> str:
    line = row.line
    if line is None:
        return ""
    about = (line.what if line.who else "", line.activity, line.fund)
    return " · ".join(dict.fromkeys(part for part in about if part)) or line.number


class FigurePanel(Panel):
    """The figure with its note, its posts as headings and their lines below.

    Right and Left open and close a post, Enter on a line asks for its booking by `wanted(entry)`;
    `otherwise(entry)` asks to book it otherwise.
    With `balance` each line says what stood there after it, as a ledger card does.
    """

    wanted = Signal(object)
    otherwise = Signal(object)

    def __init__(self, books: Books, name: str, kept_as: str, *, balance: bool = False) -> None:
        super().__init__()
        self._books = books
        self.figure: Figure | None = None
        self._loaded: dict[str, Loaded] = {}
        self._opened: set[str] = set()
        self._about = ""
        top = QWidget()
        top.setObjectName("clear")
        across = QHBoxLayout(top)
        across.setContentsMargins(theme.px(18), 0, theme.px(14), theme.px(8))
        across.setSpacing(theme.px(10))
        self._whole = Text("", Role.FIGURE)
        self._beside = Elided("", Role.NOTE, "ink2")
        across.addWidget(self._whole)
        across.addWidget(self._beside, 1, Qt.AlignmentFlag.AlignBottom)
        self.table = RowsTable(
            line_columns(balance=balance), name, True, painter=PostPainter, kept_as=kept_as
        )
        self.table.view.horizontalHeader().setVisible(balance)
        # A table scrolls itself, so it takes the whole of the panel.
        outer = self.layout()
        assert outer is not None
        self._scroll.hide()
        outer.removeWidget(self.rule)
        at = outer.indexOf(self._scroll)
        outer.insertWidget(at, top)  # type: ignore[attr-defined]
        outer.insertWidget(at + 1, self.rule)  # type: ignore[attr-defined]
        outer.insertWidget(at + 2, self.table, 1)  # type: ignore[attr-defined]
        # Receipts are counted once the person rests: whoever walks through figures wants lines.
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(COUNT_MS)
        self._rest.timeout.connect(self._tell_missing)
        self.open_button = Button(_("Open line"), self._open_current, icon="arrow-right")
        self.change_button = Button(_("Book otherwise"), self._change, QUIET, changes=True)
        self.said = Text("", Role.NOTE, "warn")
        self.footer_row.addWidget(self.open_button)
        self.footer_row.addWidget(self.change_button)
        self.footer_row.addStretch(1)
        self.footer_row.addWidget(self.said)
        self.table.view.rows.toggled.connect(self._toggled)
        self.table.view.verticalScrollBar().valueChanged.connect(lambda _value: self._scrolled())
        self.table.chosen.connect(self._chosen)
        self.table.activated.connect(self._activated)
        self.show_figure(None)

    def show_figure(self, figure: Figure | None) -> None:
        """Show this figure; what of it was open stays open, of another one the first post is."""
        same = figure is not None and self._about == figure.key
        before = self._loaded if same else {}
        self.figure = figure
        self._about = "" if figure is None else figure.key
        self.set_title(_("Lines") if figure is None else figure.title)
        self.rule.setVisible(figure is not None)
        self._whole.setText("" if figure is None else money(figure.amount))
        self._beside.setText("" if figure is None else figure.note)
        posts = () if figure is None else figure.posts
        if not same:
            self._opened = {post.key for post in posts[:1]}
        self._loaded = {post.key: Loaded(self._books, post) for post in posts}
        for key in self._opened & self._loaded.keys():
            seen = len(before[key].lines) if key in before else 0
            self._loaded[key].more(max(seen, AT_ONCE))
        self._fill(folded=self._loaded.keys() - self._opened)
        if not same and posts:
            self.table.choose_first()
        self.show_footer(bool(posts))
        self.said.setText("")
        self._rest.start()

    def _tell_missing(self) -> None:
        """How many lines have no receipt."""
        posts = () if self.figure is None else self.figure.posts
        wanted = [post.wanted for post in posts]
        missing = self._books.ask(count_missing, wanted) if wanted else 0
        words = ngettext("{count} without a receipt", "{count} without a receipt", missing)
        self.said.setText(words.format(count=count(missing)) if missing else "")

    def _fill(self, folded: set[str] | None = None) -> None:
        self.table.set_groups(
            (
                Group(Heading(key, each.post.title, _sum(each.post.amount)), each.rows())
                for key, each in self._loaded.items()
            ),
            folded,
        )

    def _toggled(self, key: str) -> None:
        self._opened ^= {key}
        each = self._loaded[key]
        if key in self._opened and not each.lines and not each.whole:
            each.more()
            self._fill()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left on a line goes to its post, which another Left closes; Right goes on from there."""
        view, key = self.table.view, event.key()
        here = view.currentIndex().row()
        if key == Qt.Key.Key_Left and isinstance(view.rows.row(here), ShownLine):
            view.select_number(max(n for n in view.rows.headings() if n < here))
        elif key == Qt.Key.Key_Right and isinstance(view.rows.row(here), Heading):
            view.select_number(here + 1)
        else:
            super().keyPressEvent(event)

    def _scrolled(self) -> None:
        view = self.table.view
        lowest = view.rowAt(view.viewport().height() - 1)
        for each in self._loaded.values():
            if each.lines and not each.whole:
                number = view.rows.place_of(each.lines[-1].id, lambda row: row.id)
                if number >= 0 and (lowest < 0 or number <= lowest):
                    each.more()
                    self._fill()

    def _chosen(self, row: ShownLine | None) -> None:
        line = None if row is None else row.line
        self.open_button.setEnabled(line is not None)
        self.change_button.setEnabled(line is not None and line.source in BY_HAND)
        for each in self._loaded.values():
            if row is not None and each.lines and each.lines[-1].id == row.id and not each.whole:
                each.more()
                self._fill()

    def _activated(self, row: ShownLine) -> None:
        if row.line is not None:
            self.wanted.emit(row.line.entry_id)

    def _change(self) -> None:
        row = self.table.current()
        if row is not None and row.line is not None:
            self.otherwise.emit(row.line.entry_id)

    def _open_current(self) -> None:
        row = self.table.current()
        if row is not None:
            self._activated(row)


def _sum(whole: Money) -> str:
    return amount(whole)
