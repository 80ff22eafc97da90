"""One open file: its window, what the frame says of it, its checks, backups and idle moments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction

from coopadmin.desk.queries import Task, frame, list_tasks, urgency
from coopadmin.kernel.problem import Problem, Refused
from coopadmin.store import Books, Changes, StoreTrouble
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.message import BAD, INFO, WARN
from coopadmin.ui.kit.nameplate import Nameplate, YearChoice
from coopadmin.ui.looking import Came, Looking, Notice, came_notice, looking_notice
from coopadmin.ui.pages import PAGES
from coopadmin.ui.program import Copy, Program, Safekeeping, Settle
from coopadmin.ui.window import MainWindow
from coopadmin.words import _, clock, count, date_long, ngettext, say

IDLE_MS = 1000
WATCH_MS = 2000
FIRST = PAGES[0].name
CHECK = "coopadmin.desk.check_books:check_books"
EVERY_OPERATION = "coopadmin.store.work:every_operation"
KEEP_COPIES = "coopadmin.desk.safekeeping:keep_copies"
KEEP_SECOND = "coopadmin.desk.safekeeping:keep_second"
COPIES = "coopadmin.desk.safekeeping:copies_of"


class OpenFile(QObject):
    """Ties the books to their window.

    `closed` comes after the books are closed; `trouble` when that failed. `backup_folder` and
    `second_folder` are asked each time, because they can be changed. `why` it is
    only looked at, or from whom it `came`, stands above the pages. `frame` is a window that stands
    already.
    """

    closed = Signal(object)
    trouble = Signal(object)
    _stirred = Signal()

    def __init__(
        self,
        books: Books,
        program: Program,
        backup_folder: Callable[[], Path],
        second_folder: Callable[[], Path | None],
        files: Sequence[QAction] = (),
        why: Looking | None = None,
        came: Came | None = None,
        frame: MainWindow | None = None,
    ) -> None:
        super().__init__()
        self.books, self._program, self._backup_folder = books, program, backup_folder
        self._second_folder = second_folder
        self.looking, self.came, self._free = why, came, False
        self.actions = tuple(files)
        self.example = False
        self.names: tuple[str, ...] = ()
        self.name = ""
        self._copies: tuple[Copy, ...] | None = None
        self._second_made: datetime | None = None
        self._backup_trouble = ""
        self._problems: list[Problem] = []
        self._badges: Counter[str] = Counter()
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self._at_rest)
        self._stirred.connect(self._idle.start)
        self._deaf = books.listen(self._stir)
        self.window = frame or MainWindow()
        self.window.setUpdatesEnabled(False)
        self.window.take(books, self._describe, program.work_as, files, program)
        # The first page looks which tasks wait, so that nobody looks a second time.
        self.window.desk.tasks_found.connect(self._show_badges)
        self.window.show_first()
        self.window.setUpdatesEnabled(True)
        self.window.closed.connect(self._close_books)
        self.window.rebuilt.connect(self.tell)
        self.tell()
        self._watch = QTimer(self)
        self._watch.setInterval(WATCH_MS)
        self._watch.timeout.connect(self._look_again)
        if books.read_only:
            self._watch.start()

    # The frame.

    def _describe(self, books: Books) -> Nameplate:
        try:
            shown = books.ask(frame, books.today())
        except Refused:
            return Nameplate("", books.path.stem)
        self.example, self.names, self.name = shown.example, shown.names, shown.name
        years = tuple(YearChoice(year.label, year) for year in shown.years)
        return Nameplate(
            shown.kind,
            shown.name,
            years,
            shown.names,
            dict(self._badges),
            self._saved_words(),
            shown.logo,
        )

    def _show_badges(self, waiting: Sequence[Task]) -> None:
        """How many tasks wait now, by page; what is far away does not wait yet."""
        today = self.books.today()
        self._badges = Counter(
            task.page
            for task in waiting
            if not task.own and (task.due is None or urgency(task.due, today))
        )
        self.window.set_badges(dict(self._badges))

    def _saved_words(self) -> str:
        if self.books.read_only:
            return _("Only looked at")
        if self._copies is None or self.example:
            return ""
        newest = self.safekeeping().newest
        when = _("no backup yet") if newest is None else self._age(newest)
        saved = _("Everything is saved · {backup}").format(backup=when)
        if self._second_made is None:
            return saved
        day = date_long(self._second_made)
        return _("{saved} · second place {day}").format(saved=saved, day=day)

    def _age(self, made: datetime) -> str:
        days = (self.books.today() - made.date()).days
        if days == 0:
            return _("backup today {time}").format(time=clock(made))
        if days == 1:
            return _("backup yesterday {time}").format(time=clock(made))
        return _("backup of {day}").format(day=date_long(made))

    # Notices above every page.

    def tell(self) -> None:
        """Put up what is true of the whole file: invented, only looked at, not adding up."""
        notices = self.window.notices
        notices.clear()
        if self.example:
            notices.show_message(
                INFO,
                _("Example data: everybody here is invented"),
                "",
                [
                    Action(_("Throw away"), self._throw_away, "trash"),
                    Action(_("Begin your own file"), self._program.begin),
                ],
                closable=False,
            )
        for told in self._notices():
            notices.show_message(
                told.tone,
                told.sentence,
                told.explanation,
                told.actions,
                told.closable,
                help_page=told.help_page,
            )
        if self._problems:
            first = say(self._problems[0])
            more = len(self._problems) - 1
            others = ngettext("And {count} more.", "And {count} more.", more).format(
                count=count(more)
            )
            notices.show_message(
                BAD,
                _("This file does not add up"),
                f"{first} {others}" if more else first,
                [Action(_("Backups"), self._to_backups)],
                help_page="troubles#wrong",
            )
        if self._backup_trouble:
            notices.show_message(
                WARN,
                _("Today’s backup was not made"),
                self._backup_trouble,
                [Action(_("Choose another folder"), self._to_backups)],
                help_page="backups",
            )

    def _throw_away(self) -> None:
        self._program.throw_away(self.books)

    def _notices(self) -> Iterator[Notice]:
        if self.looking is not None:
            yield looking_notice(self.looking, self._settle, self._free)
        elif self.came is not None:
            yield came_notice(self.came, self._settle, self._hand_over)

    def explained(self) -> str:
        """The notice about looking in one text."""
        return " ".join(f"{told.sentence}. {told.explanation}" for told in self._notices())

    def _settle(self, how: Settle) -> None:
        self._program.settle(self.books, how)

    def _hand_over(self) -> None:
        self._program.hand_over(self.books)

    def _look_again(self) -> None:
        """See what the other who works in the file did, and whether it is free again."""
        with suppress(StoreTrouble):
            self.books.look_again()
        free = self._program.is_free(self.books)
        if free != self._free:
            self._free = free
            self.tell()

    def _to_backups(self) -> None:
        self.window.show_page("settings", "backup")

    # Checking and backups, in the worker.

    def look_after(self) -> None:
        """After opening: check the whole file, and make today's backup or look for the others."""
        checking = self.window.runner.run(CHECK, self.books)
        checking.done.connect(self._checked)
        if self.books.read_only or self.example:
            books = self.books
            self._run(COPIES, books.path, self._backup_folder(), books.revision, books.today())
        else:
            self.back_up(always=False)
        # Loaded beforehand, so that the history is there as soon as somebody looks.
        self.window.runner.run(EVERY_OPERATION)

    def back_up(self, always: bool = True) -> None:
        """Make a backup now, or only when today's is not there yet."""
        self._run(
            KEEP_COPIES,
            self.books.path,
            self._backup_folder(),
            self._second_folder(),
            self.books.clock(),
            self.books.revision,
            always=always,
            title=_("Backup") if always else "",
        )

    def back_up_second(self) -> None:
        """Make a copy in the second place now."""
        task = self.window.runner.run(
            KEEP_SECOND,
            self.books.path,
            self._second_folder(),
            self.books.clock(),
            always=True,
            title=_("Copy to the second place"),
        )
        task.done.connect(lambda _made: self.back_up(always=False))
        task.failed.connect(self._second_not_kept)

    def _second_not_kept(self, trouble: Exception) -> None:
        if isinstance(trouble, StoreTrouble):
            self.window.status.note(say(trouble.problem))

    def _run(self, job: str, *args: Any, title: str = "", **kwargs: Any) -> None:
        task = self.window.runner.run(job, *args, title=title, **kwargs)
        task.done.connect(self._kept)
        task.failed.connect(self._not_kept)

    def safekeeping(self) -> Safekeeping:
        """Where backups go and those that were found the last time that was looked."""
        known = self._copies is not None
        return Safekeeping(
            self._backup_folder(),
            self._copies or (),
            self._backup_trouble,
            known,
            self._second_folder(),
            self._second_made,
        )

    def _checked(self, problems: list[Problem]) -> None:
        self._problems = problems
        if problems:
            self.tell()

    def _kept(self, kept: Any) -> None:
        self._copies = tuple(
            Copy(each.path, each.made, each.size, each.members, each.changes)
            for each in kept.copies
        )
        self._second_made = kept.second_made
        self._set_backup_trouble("")
        if kept.trouble is not None:
            self._second_not_kept(kept.trouble)

    def _not_kept(self, trouble: Exception) -> None:
        if self._copies is None:
            self._copies = ()
        if isinstance(trouble, StoreTrouble):
            self._set_backup_trouble(say(trouble.problem))

    def _set_backup_trouble(self, words: str) -> None:
        if words != self._backup_trouble:
            self._backup_trouble = words
            self.tell()
        self.window.refresh_frame()
        self.window.desk.safekeeping_changed.emit()

    # Idle moments and closing.

    def _stir(self, _changes: Changes) -> None:
        # Heard in whatever thread did it; the signal brings it to that of the screen.
        self._stirred.emit()

    def _at_rest(self) -> None:
        self.window.refresh_frame()
        if self.window.here != FIRST:
            books = self.books
            backups = None if books.read_only else self.safekeeping().made
            counting = self.window.runner.run(
                books.ask, list_tasks, books.today(), backups, books.clock(), key="badges"
            )
            counting.done.connect(self._show_badges)
        if not self.books.read_only:
            tidying = self.window.runner.run(self.books.tidy)
            # Somebody reads just now: the next moment of rest will do.
            tidying.failed.connect(lambda _trouble: self._idle.start(60 * IDLE_MS))

    def _close_books(self) -> None:
        self._idle.stop()
        self._watch.stop()
        self._deaf()
        try:
            self.books.close()
        except StoreTrouble as trouble:
            self.trouble.emit(trouble)
        self.closed.emit(self)
