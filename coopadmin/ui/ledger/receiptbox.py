"""Where the receipts of a booking to be are dropped, pasted or chosen."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QImage,
)
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from coopadmin.attachments.rules import check_room
from coopadmin.cooperative.queries import get_cooperative
from coopadmin.kernel.problem import Refused
from coopadmin.ledger.receipts import Receipt, check_receipt
from coopadmin.ui.choosing import content_of
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import SMALL, Button, IconButton
from coopadmin.ui.kit.cards import clear_layout
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.text import Elided, IconLabel, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.words import _


class ReceiptBox(QFrame):
    """Receipts that go with the booking when it is saved; `wrong(problems)` when one cannot."""

    wrong = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("inner")
        self.setAccessibleName(_("Receipt"))
        self._page = page
        self.receipts: tuple[Receipt, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), theme.px(9), theme.px(12), theme.px(9))
        column.setSpacing(theme.px(6))
        across = QHBoxLayout()
        across.setSpacing(theme.px(10))
        across.addWidget(IconLabel("paperclip", "ink2", 20))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(_("Drop the receipt here"), Role.LABEL))
        words.addWidget(
            Text(
                _("or paste a photo with Ctrl+V. Later is fine too."), Role.NOTE, "ink2", wrap=True
            )
        )
        across.addLayout(words, 1)
        self.choose_button = Button(_("Choose…"), self._choose, SMALL, changes=True)
        self.choose_button.setAccessibleName(_("Choose receipt"))
        across.addWidget(self.choose_button)
        column.addLayout(across)
        self._files = QVBoxLayout()
        self._files.setSpacing(theme.px(4))
        column.addLayout(self._files)

    def add(self, receipts: Iterable[Receipt]) -> None:
        """Keep these for the booking; what is wrong with one is told, and the rest goes on."""
        most = self._page.desk.books.ask(get_cooperative).attachment_megabytes
        for receipt in receipts:
            problems = list(check_receipt(receipt, most))
            if problems:
                self.wrong.emit(problems)
            elif all(receipt.content != each.content for each in self.receipts):
                self.receipts = (*self.receipts, receipt)
        self._show()

    def add_files(self, paths: Iterable[Path]) -> None:
        """The same for files; none is read that is too large."""
        most = self._page.desk.books.ask(get_cooperative).attachment_megabytes
        for path in paths:
            try:
                check_room(path, most)
                self.add([Receipt(path.name, content_of(path))])
            except Refused as refused:
                self.wrong.emit(list(refused.problems))

    def take(self, given: QMimeData | None) -> bool:
        """Files or a photo that were dropped or pasted; False when it is something else."""
        if given is None:
            return False
        paths = files_in(given)
        if paths:
            self.add_files(paths)
            return True
        picture = given.imageData() if given.hasImage() else None
        if isinstance(picture, QImage) and not picture.isNull():
            self.add([Receipt(_("Photo of the receipt.png"), _as_png(picture))])
            return True
        return False

    def _take_away(self, receipt: Receipt) -> None:
        self.receipts = tuple(each for each in self.receipts if each is not receipt)
        self._show()
        self.choose_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        clear_layout(self._files)
        for receipt in self.receipts:
            row = QWidget()
            row.setObjectName("clear")
            across = QHBoxLayout(row)
            across.setContentsMargins(theme.px(30), 0, 0, 0)
            across.addWidget(Elided(receipt.name, Role.BODY), 1)
            words = _("Take away {name}").format(name=receipt.name)
            across.addWidget(IconButton("x", words, partial(self._take_away, receipt)))
            self._files.addWidget(row)

    def _choose(self) -> None:
        program = self._page.desk.program
        books = self._page.desk.books
        folder = program.documents() if program is not None else books.path.parent
        names, _kind = QFileDialog.getOpenFileNames(self, _("Choose receipt"), str(folder))
        self.add_files([Path(name) for name in names])


def holds_receipt(given: QMimeData) -> bool:
    """Whether there is a file or a picture in it."""
    return given.hasImage() or bool(files_in(given))


def files_in(given: QMimeData) -> list[Path]:
    """The files of this computer that are in it."""
    return [Path(url.toLocalFile()) for url in given.urls() if url.isLocalFile()]


def _as_png(picture: QImage) -> bytes:
    written = QBuffer()
    written.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(written, "PNG")  # type: ignore[call-overload]
    return bytes(written.data().data())
