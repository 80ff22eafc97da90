"""What a page is given: the open books, the worker, and what it may ask of the window."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from coopadmin.ui.kit.nameplate import YearChoice

if TYPE_CHECKING:  # The window stands before these were loaded.
    from coopadmin.store import Books
    from coopadmin.ui.kit.form import Form
    from coopadmin.ui.kit.worker import Runner
    from coopadmin.ui.program import Program


class Desk(QObject):
    """The context object of every page.

    `year_chosen(YearChoice)` comes when the person takes another book year, `safekeeping_changed`
    when a backup was made or failed, `who_changed` when somebody else is at work, `tasks_found`
    when the first page has looked which tasks wait; the other signals are for the window.
    `program` is what is around the window; one on its own has none.
    """

    year_chosen = Signal(object)
    safekeeping_changed = Signal()
    who_changed = Signal(str)
    tasks_found = Signal(object)
    went = Signal(str, object)
    noted = Signal(str)
    drafts_changed = Signal(str)

    def __init__(self, books: Books, runner: Runner, program: Program | None = None) -> None:
        super().__init__()
        self.books, self.runner, self.program = books, runner, program
        self.year: YearChoice | None = None

    def today(self) -> date:
        return self.books.today()

    def go(self, page: str, place: object = None) -> None:
        """Show another page; `place` says which thing there, and reaches its `visit`."""
        self.went.emit(page, place)

    def note(self, words: str) -> None:
        """Say something in the status line, until the next change."""
        self.noted.emit(words)

    def choose_year(self, choice: YearChoice | None) -> None:
        if choice != self.year:
            self.year = choice
            self.year_chosen.emit(choice)

    def keep_drafts(self, form: Form, screen: str, key: str | Callable[[], str]) -> bool:
        """Keep what is typed in a form as a draft of this screen; True when one was put back.

        The draft goes when the form is saved or cancelled. A form that is about one thing after
        the other gives a function for its key, empty while it is about nothing, and calls
        `put_back` for each thing.
        """
        books = self.books

        def key_now() -> str:
            return key if isinstance(key, str) else key()

        def keep(raw: dict[str, Any]) -> None:
            if books.read_only or not key_now():
                return
            if form.is_changed():
                books.keep_draft(screen, key_now(), json.dumps(raw, ensure_ascii=False))
            else:
                books.drop_draft(screen, key_now())
            self.drafts_changed.emit(screen)

        def drop() -> None:
            if not books.read_only:
                books.drop_draft(screen, key_now())
            self.drafts_changed.emit(screen)

        form.drafted.connect(keep)
        form.saved.connect(lambda _result: drop())
        form.cancelled.connect(drop)
        return self.put_back(form, screen, key_now())

    def put_back(self, form: Form, screen: str, key: str) -> bool:
        """Show the draft under this key over the values of a form; False when there is none."""
        kept = self.books.find_draft(screen, key) if key else None
        if kept is not None:
            form.restore(json.loads(kept))
        return kept is not None
