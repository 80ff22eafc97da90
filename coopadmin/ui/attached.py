"""The documents of anything: open, attach by dialog or by dragging, take away."""

from __future__ import annotations

import atexit
import shutil
from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from coopadmin.attachments.queries import AttachmentRow, content_of, list_attachments
from coopadmin.attachments.rules import NewAttachment, Owner, check_room
from coopadmin.attachments.service import attach, detach
from coopadmin.cooperative.queries import get_cooperative
from coopadmin.kernel.problem import Refused
from coopadmin.store import Books
from coopadmin.ui.choosing import content_of as bytes_of
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import QUIET, SMALL, Button, IconButton
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.text import Text
from coopadmin.ui.kit.theme import Role
from coopadmin.words import _, date_short


@cache
def _opened_in() -> Path:
    """Where documents are written to be looked at; it goes when the program ends."""
    folder = Path(mkdtemp(prefix="coopadmin-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def open_document(books: Books, attachment_id: int, name: str) -> Path:
    """Let the system show a copy of a document; gives where that is. Refused when it is gone."""
    content = books.ask(content_of, attachment_id)
    path = _opened_in() / str(attachment_id) / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
    return path


class AttachedFiles(QWidget):
    """The documents of one owner with a button to attach one; files can be dropped on it.

    `keep` is the operation that attaches one.
    """

    def __init__(self, page: Page, owner: Owner, keep: Any = attach) -> None:
        super().__init__()
        self.setObjectName("clear")
        self.setAcceptDrops(not page.desk.books.read_only)
        self._page, self._owner, self._keep = page, owner, keep
        self._books = page.desk.books
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        add = Button(_("Attach…"), self._choose, SMALL, changes=True)
        add.setAccessibleName(_("Attach document"))
        add.refuse(_("This file can only be looked at.") if self._books.read_only else "")
        column.addLayout(_beside(Text(_("Documents"), Role.LABEL), add))
        rows = self._books.ask(list_attachments, owner)
        for row in rows:
            column.addLayout(self._line(row))
        if not rows:
            words = _("None yet. Drop a PDF, picture or office document here.")
            column.addWidget(Text(words, Role.NOTE, "ink2", wrap=True))

    def _line(self, row: AttachmentRow) -> QHBoxLayout:
        look = Button(row.name, partial(self.open, row), QUIET, "paperclip")
        look.setAccessibleName(_("Open {name}").format(name=row.name))
        away = IconButton(
            "trash",
            _("Take away {name}").format(name=row.name),
            partial(self._page.do, detach, row.id),
            changes=True,
        )
        away.setEnabled(not self._books.read_only)
        return _beside(look, Text(date_short(row.dated), Role.NOTE, "ink2"), away)

    def open(self, row: AttachmentRow) -> Path:
        """Let the system show a copy of it; gives where that is."""
        return open_document(self._books, row.id, row.name)

    def _choose(self) -> None:
        program = self._page.desk.program
        folder = program.documents() if program is not None else self._books.path.parent
        names, _kind = QFileDialog.getOpenFileNames(self, _("Attach document"), str(folder))
        self.attach([Path(name) for name in names])

    def attach(self, paths: Sequence[Path]) -> None:
        """Keep these files; what is wrong with one is said above, and the rest goes on."""
        # The first that is kept makes the page show its documents anew, without this widget.
        page, books, owner, keep = self._page, self._books, self._owner, self._keep
        page.messages.clear()
        most = books.ask(get_cooperative).attachment_megabytes
        for path in paths:
            try:
                check_room(path, most)
                books.do(keep, NewAttachment(owner, path.name, bytes_of(path)))
            except Refused as refused:
                page.messages.show_problems(refused.problems)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        urls = event.mimeData().urls()
        self.attach([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])


def _beside(first: QWidget, *others: QWidget) -> QHBoxLayout:
    across = QHBoxLayout()
    across.setSpacing(theme.px(8))
    across.addWidget(first)
    across.addStretch(1)
    for other in others:
        across.addWidget(other)
    return across
