"""The main window: sidebar, the page of now, status line and menu bar; pages made at first use."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu

from coopadmin.kernel.loading import loaded
from coopadmin.kernel.problem import Refused
from coopadmin.ui.altkey import AltAlone, AltMenuBar
from coopadmin.ui.frame import Frame
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.focus import FocusRing
from coopadmin.ui.kit.helping import explain
from coopadmin.ui.kit.nameplate import Nameplate
from coopadmin.ui.kit.worker import Runner
from coopadmin.ui.pages import FINDER, HELP, LIST_DEEDS, PAGES, PageEntry, load
from coopadmin.ui.undokeys import UndoKeys
from coopadmin.words import _, say

if TYPE_CHECKING:  # The window stands before these were loaded.
    from coopadmin.store import Books, Changes
    from coopadmin.ui.finding import Finder
    from coopadmin.ui.help.beside import HelpBeside
    from coopadmin.ui.kit.page import Page
    from coopadmin.ui.program import Program


def _no_nameplate(books: Books) -> Nameplate:
    return Nameplate("", books.path.stem)


class MainWindow(Frame):
    """One open file.

    Made without books it is a frame, until `take` gives it some. `describe(books)` gives what the
    frame shows, and is asked again after each change; `who_changed(name)` keeps the name for this
    computer; `files` are actions for the menu *File*. What stands in `notices` is to be put there
    anew after `rebuilt`.
    """

    closed = Signal()
    rebuilt = Signal()
    _announced = Signal(object)
    books: Books
    desk: Desk
    finder: Finder
    help: HelpBeside

    def __init__(
        self,
        books: Books | None = None,
        describe: Callable[[Books], Nameplate] = _no_nameplate,
        pages: Sequence[PageEntry] = PAGES,
        who_changed: Callable[[str], object] | None = None,
        files: Sequence[QAction] = (),
        program: Program | None = None,
    ) -> None:
        super().__init__(pages)
        self._pages: dict[str, Page] = {}
        self._here, self._changed_here = "", False
        self.runner = Runner(self)
        self._shut = books is None
        if books is not None:
            self.take(books, describe, who_changed, files, program)
            self.show_first()

    def take(
        self,
        books: Books,
        describe: Callable[[Books], Nameplate] = _no_nameplate,
        who_changed: Callable[[str], object] | None = None,
        files: Sequence[QAction] = (),
        program: Program | None = None,
    ) -> None:
        """Be about these books from now on, once; then `show_first` shows them."""
        self.books, self._describe, self._shut = books, describe, False
        self._who_changed, self._files = who_changed, tuple(files)
        self.desk = Desk(books, self.runner, program)
        self._announced.connect(self._heard)
        self._deaf = books.listen(self._announced.emit)
        self.desk.went.connect(self.show_page)
        self.desk.noted.connect(self._note)
        self.desk.year_chosen.connect(self._year_changed)
        self.desk.drafts_changed.connect(lambda _screen: self._show_drafts())
        self.runner.busy.connect(self._busy)
        self.runner.idle.connect(self._show_undo)
        theme.changed().connect(self._dressed)
        self._alt = AltAlone(self)
        self._undo_keys = UndoKeys(self)
        self.finder = loaded(FINDER)(self, self.desk, self._entries, self.page)
        self.help = loaded(HELP)(self, books, self._entries, self.page, self.show_page)
        self.finder.sources.append(self.help.found)
        self._furnish()
        self.ring = FocusRing(self)

    def show_first(self) -> None:
        """Show the first page, when the signals of the desk are heard."""
        if self._entries:
            self.show_page(self._entries[0].name)

    # Building.

    def _furnish(self) -> None:
        """Tie what stands around the pages to the books, and give it its commands."""
        self.sidebar.chosen.connect(self.show_page)
        self.sidebar.search_wanted.connect(self.finder.open)
        self.sidebar.year_chosen.connect(self.desk.choose_year)
        self.status.undo_wanted.connect(self.undo)
        self.status.redo_wanted.connect(self.redo)
        self.status.who_chosen.connect(self._set_who)
        self.refresh_frame()
        self._build_menu()
        self._fixed_keys()

    def _build_menu(self) -> None:
        bar = self.menus = AltMenuBar()
        self.setMenuBar(bar)
        files = QMenu(_("&File"), bar)
        files.addActions(list(self._files))
        self.addActions(list(self._files))
        files.addSeparator()
        files.addAction(self._command(_("Close"), "Ctrl+W", self.close))
        edit = QMenu(_("&Edit"), bar)
        edit.addAction(self._command(_("Undo"), "Ctrl+Z", self.undo))
        edit.addAction(self._command(_("Redo"), "Ctrl+Y", self.redo))
        edit.addAction(self._command(_("Search everything"), "Ctrl+K", self.finder.open))
        edit.addSeparator()
        for words, key, run in loaded(LIST_DEEDS)(lambda: self._pages.get(self._here)):
            edit.addAction(self._command(words, key, run))
        self._page_menu = QMenu(_("&Page"), bar)
        go = QMenu(_("&Go to"), bar)
        for entry in self._entries:
            go.addAction(
                self._command(_(entry.title), entry.key, partial(self.show_page, entry.name))
            )
        bar.take(files, edit, self._page_menu, go, self.help.menu(bar, self._command))

    def _command(self, words: str, key: str, run: Callable[[], object]) -> QAction:
        # The menu bar is hidden until Alt, and actions of a hidden bar have no keys: the window
        # has them too.
        command = QAction(words, self)
        command.setShortcut(QKeySequence(key))
        command.triggered.connect(lambda _on=False: run())
        self.addAction(command)
        return command

    def _fixed_keys(self) -> None:
        self._command(_("Next part of the screen"), "F6", self._next_pane)
        self._command(_("Next message or error"), "F8", self._next_message)
        self.addAction(self.finder.here)

    # Pages.

    def page(self, name: str) -> Page:
        """The page with this name, made when it is first asked for; raises StopIteration."""
        if name not in self._pages:
            entry = next(entry for entry in self._entries if entry.name == name)
            page = load(entry)(self.desk)
            page.hints_changed.connect(self._show_hints)
            page.actions_changed.connect(self._fill_page_menu)
            page.refresh_actions()
            self._pages[name] = page
            self.stack.addWidget(page)
        return self._pages[name]

    @property
    def here(self) -> str:
        """The name of the page that is shown."""
        return self._here

    def show_page(self, name: str, place: Any = None) -> None:
        """Show a page, loaded anew when it is stale; `place` is given to its `visit`."""
        if name not in {entry.name for entry in self._entries}:
            return
        if self._here and self._here != name and self._here in self._pages:
            self._pages[self._here].depart()
        page = self.page(name)
        self._here = name
        explain(self, name)
        self.sidebar.set_here(name)
        self.stack.setCurrentWidget(page)
        self._reload(page)
        if place is not None:
            page.visit(place)
        focus = page.first_focus()
        if focus is not None and place is None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_hints()
        self._fill_page_menu()

    def _reload(self, page: Page) -> None:
        if page.stale:
            page.stale = False
            page.reload()
            page.refresh_actions()

    def _fill_page_menu(self) -> None:
        page = self._pages.get(self._here)
        self._page_menu.clear()
        if page is not None:
            self._page_menu.addActions(list(page.menu_actions()))
        self._page_menu.menuAction().setVisible(not self._page_menu.isEmpty())
        self.finder.give_way(self._page_menu.actions())

    def _show_hints(self) -> None:
        page = self._pages.get(self._here)
        self.status.set_hints(page.hints() if page is not None else [])

    # Changes.

    def _heard(self, changes: Changes) -> None:
        self._changed_here = True
        for name, page in self._pages.items():
            if page.LISTENS & changes.tables:
                page.stale = True
                if name == self._here:
                    self._reload(page)
        self.refresh_frame()

    def refresh_frame(self) -> None:
        """Ask anew what the frame shows, because something outside the file changed."""
        self._wear(self._describe(self.books))
        years = self._plate.years
        if years and self.desk.year not in years:
            label = self.desk.year.label if self.desk.year else ""
            self.desk.choose_year(next((y for y in years if y.label == label), years[0]))
        self.sidebar.set_year(self.desk.year)
        self.status.set_who(self.books.who, self._plate.people)
        self._show_undo()
        self._show_drafts()

    def set_badges(self, badges: Mapping[str, int]) -> None:
        """How many things wait for a person, by page."""
        self._wear(replace(self._plate, badges=badges))

    def _show_undo(self) -> None:
        if not self._changed_here:
            # What was done the last time is not news; its key or the history can undo it.
            self.status.set_change("", can_undo=False, can_redo=False, saved=self._plate.note)
            return
        state = self.books.undoable()
        back = _named(state.undo_label, state.undo_about)
        again = _named(state.redo_label, state.redo_about)
        news = _("Taken back: {what}").format(what=again) if again else back
        can = not self.books.read_only
        self.status.set_change(
            news,
            can_undo=can and bool(back),
            can_redo=can and bool(again),
            saved=self._plate.note,
        )
        self.status.say_what(back, again)

    def _show_drafts(self) -> None:
        kept = self.books.screens_with_drafts()
        self.sidebar.set_drafts(
            entry.name
            for entry in self._entries
            if not kept.isdisjoint((entry.name, *entry.drafts))
        )

    def undo(self) -> None:
        """Take back the last change; a refusal is shown in the page."""
        self._try(self.books.undo)

    def redo(self) -> None:
        self._try(self.books.redo)

    def _try(self, deed: Callable[[], object]) -> None:
        page = self._pages.get(self._here)
        try:
            deed()
        except Refused as refused:
            for problem in refused.problems:
                if page is not None:
                    page.messages.show_problems([problem], self._ways())
                else:
                    self.status.note(say(problem))

    def _ways(self) -> list[Action]:
        # What stands in the way, and what is the right way then, is told there.
        return [Action(_("Look in the history"), partial(self.show_page, "history"))]

    def _year_changed(self) -> None:
        self.sidebar.set_year(self.desk.year)
        for name, page in self._pages.items():
            if page.USES_YEAR:
                page.stale = True
                if name == self._here:
                    self._reload(page)

    def _set_who(self, name: str) -> None:
        self.books.who = name
        if self._who_changed is not None:
            self._who_changed(name)
        self.status.set_who(name, self._plate.people)

    def _note(self, words: str) -> None:
        self.status.note(words)

    def _busy(self, task: Any) -> None:
        self.status.follow(task)

    # Room, keys, closing.

    def _dressed(self, sizes_changed: bool) -> None:
        if sizes_changed:
            self.rebuild()

    def rebuild(self) -> None:
        """Build everything anew, for another size of text or language; drafts bring back what
        was typed.
        """
        here = self._here
        self.finder.close()
        for page in self._pages.values():
            page.depart()
        self._pages = {}
        for command in self.actions():
            self.removeAction(command)
        self._build()
        self._furnish()
        self._here = ""
        self.show_page(here)
        self.help.rebuild()
        self.rebuilt.emit()

    def _next_pane(self) -> None:
        if self.sidebar.isAncestorOf(QApplication.focusWidget() or self):
            page = self._pages.get(self._here)
            focus = page.first_focus() if page is not None else None
            (focus or self.stack).setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self._here not in self._pages or not self._pages[self._here].next_pane():
            self.sidebar.focus_here()

    def _next_message(self) -> None:
        page = self._pages.get(self._here)
        if page is not None:
            page.next_problem()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if not self._shut and event.key() == Qt.Key.Key_Alt:
            self._alt.begin()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        super().keyReleaseEvent(event)
        if not self._shut and event.key() == Qt.Key.Key_Alt and self._alt.was_alone():
            self.menus.toggle()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if self._shut:
            return
        self._shut = True
        self.help.close()
        for page in self._pages.values():
            page.depart()
        self._deaf()
        theme.changed().disconnect(self._dressed)
        self.runner.stop()
        self.closed.emit()


def _named(label: str | None, about: str) -> str:
    """An operation in words, with what it was about."""
    words = "" if label is None else _(label)
    return f"{words}: {about}" if words and about else words
