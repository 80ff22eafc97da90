"""The composition root: language and look, files in windows, new files, and ways out of trouble."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QObject, QStandardPaths, QTimer, QTranslator
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from coopadmin.desk.safekeeping import (
    folder_for,
    usual_folder,
)
from coopadmin.files.opening import Opener
from coopadmin.kernel.faults import keep_log
from coopadmin.kernel.loading import loaded
from coopadmin.migrations import new_books
from coopadmin.store import Books, lockfile
from coopadmin.store.computer import (
    changed,
    data_folder,
    forgotten,
    keep_beginning,
    kept_beginning,
    log_folder,
    opened,
    recent_files,
    remembered,
    who_works_here,
)
from coopadmin.ui.dialogs import WhoDialog
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.gleaning import Gleaner
from coopadmin.ui.kit.theme import Appearance
from coopadmin.ui.kit.worker import Runner, Task
from coopadmin.ui.looking import Came, Looking
from coopadmin.ui.openfile import OpenFile
from coopadmin.ui.presenting import present
from coopadmin.ui.program import NewFile, Preferences, Safekeeping, Settle, UsedBefore
from coopadmin.ui.troubles import Faults
from coopadmin.ui.window import MainWindow
from coopadmin.words import _, speak

if TYPE_CHECKING:
    from coopadmin.ui.start.window import StartWindow

EXAMPLE = "coopadmin.desk.example:fill_example"
# Only for a new file, so loaded when there is one.
START_WINDOW = "coopadmin.ui.start.window:StartWindow"
BEGIN_FILE = "coopadmin.desk.founding:begin_file"
EXAMPLE_MEMBERS, EXAMPLE_YEARS = 312, 3


def local_time() -> datetime:
    """The time on the wall, without a zone, as the books keep it."""
    return datetime.now()  # noqa: DTZ005 - people work by the clock on the wall


def begin(app: QApplication, file: Path | None, frame: MainWindow | None) -> Coopadmin:
    """The whole program, with this file opened in a frame that stands already."""
    keep_log(log_folder())
    program = Coopadmin(app, frame=frame)
    Gleaner(program)
    app.aboutToQuit.connect(program.faults.catch_all())
    program.start(file)
    return program


class Coopadmin(QObject):
    """The program: all open files, and what `ui.program.Program` promises to screens."""

    def __init__(
        self,
        app: QApplication,
        now: Callable[[], datetime] = local_time,
        frame: MainWindow | None = None,
    ) -> None:
        super().__init__()
        self.app, self._now, self._frame = app, now, frame
        self.files: list[OpenFile] = []
        self.start_window: StartWindow | None = None
        self.faults = Faults(self)
        self.runner = Runner(self)
        self.runner.broke.connect(self.faults.take)
        self._opener = Opener(self)
        self._translator: QTranslator | None = None
        kept = remembered()
        present(app, kept.language, kept.theme, kept.text_percent)
        self._translate(kept.language)

    def start(self, file: Path | None = None) -> None:
        """The file asked for, else the one of the last time, else the first page."""
        recent = self.recent()
        wanted = file or (recent[0] if recent else None)
        if (wanted is None or not self.open(wanted)) and not self.files:
            self.begin()
        if self._frame is not None:
            self._frame.close()
            self._frame.deleteLater()
            self._frame = None

    def now(self) -> datetime:
        return self._now()

    # Settings of this computer.

    def preferences(self) -> Preferences:
        kept = vars(remembered())
        return Preferences(**{each.name: kept[each.name] for each in fields(Preferences)})

    def recent(self) -> tuple[Path, ...]:
        return tuple(Path(name) for name in remembered().recent)

    def recent_files(self) -> tuple[UsedBefore, ...]:
        return tuple(
            UsedBefore(each.path, each.name, each.opened, there=each.path.is_file())
            for each in recent_files()
        )

    def forget(self, path: Path) -> None:
        forgotten(path)

    def documents(self) -> Path:
        place = QStandardPaths.StandardLocation.DocumentsLocation
        return Path(QStandardPaths.writableLocation(place) or Path.home())

    def usual_backup_folder(self, path: Path) -> Path:
        return usual_folder(self.documents(), path)

    def dress(self, theme_name: str, text_percent: int) -> None:
        changed(theme=theme_name, text_percent=text_percent)
        theme.apply(self.app, Appearance(theme_name), text_percent)

    def speak(self, language: str) -> None:
        changed(language=language)
        speak(language)
        self._translate(language)
        for file in self.files:
            self._name_actions(file)
            file.window.rebuild()
        if self.start_window is not None:
            self.start_window.rebuild()

    def _translate(self, language: str) -> None:
        """The words of Qt itself."""
        if self._translator is not None:
            self.app.removeTranslator(self._translator)
        self._translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._translator.load(f"qtbase_{language}", folder):
            self.app.installTranslator(self._translator)

    def work_as(self, who: str) -> None:
        changed(who=who)
        for file in self.files:
            file.books.who = who
            file.window.refresh_frame()
            file.window.desk.who_changed.emit(who)

    def show_tasks_of(self, whose: str) -> None:
        changed(tasks_of=whose)

    # Backups.

    def backup_folder(self, path: Path) -> Path:
        chosen = remembered().backup_folder
        return folder_for(
            path, Path(chosen) if chosen else self.usual_backup_folder(path), self.recent()
        )

    def safekeeping(self, books: Books) -> Safekeeping:
        found = [file.safekeeping() for file in self.files if file.books is books]
        # The first page of a window asks before the file is one of ours.
        return found[0] if found else Safekeeping(self.backup_folder(books.path), (), known=False)

    def set_backup_folder(self, folder: Path) -> None:
        changed(backup_folder=str(folder))
        for file in self.files:
            if not (file.books.read_only or file.example):
                file.back_up(always=False)

    def back_up(self, books: Books) -> None:
        self._of(books).back_up()

    def set_second_folder(self, folder: Path) -> None:
        changed(second_folder=str(folder))
        for file in self.files:
            if not (file.books.read_only or file.example):
                file.back_up_second()

    def back_up_second(self, books: Books) -> None:
        self._of(books).back_up_second()

    def _second_folder(self, path: Path) -> Path | None:
        chosen = remembered().second_folder
        if not chosen:
            return None
        folder = folder_for(path, Path(chosen), self.recent())
        if Path(chosen).is_dir():
            # Not on a stick that is out: that would leave a folder in its place.
            with suppress(OSError):
                folder.mkdir(exist_ok=True)
        return folder

    def restore(self, copy: Path, target: Path) -> bool:
        return self._opener.restore(copy, target)

    # Files in windows.

    def _of(self, books: Books) -> OpenFile:
        return next(file for file in self.files if file.books is books)

    def parent_window(self) -> QWidget | None:
        # Not a dialog that is just going: what belongs to it goes with it.
        windows = [*(file.window for file in self.files), self.start_window, self._frame]
        active = self.app.activeWindow()
        return active if active in windows else None

    def open(self, path: Path) -> bool:
        return self._opener.open(path)

    def choose(self) -> bool:
        return self._opener.choose()

    def hand_over(self, books: Books) -> None:
        self._opener.hand_over(self._of(books))

    def settle(self, books: Books, how: Settle) -> None:
        self._opener.settle(self._of(books), how)
        if not self.files:
            self.begin()

    def is_free(self, books: Books) -> bool:
        return lockfile.is_free(books.path)

    def show_books(
        self, books: Books, why: Looking | None = None, came: Came | None = None
    ) -> OpenFile:
        """A window for these books, the first of the files used last from now on."""
        folder = partial(self.backup_folder, books.path)
        second = partial(self._second_folder, books.path)
        frame, self._frame = self._frame, None
        file = OpenFile(books, self, folder, second, self._actions(), why, came, frame)
        self._name_actions(file)
        self.files.append(file)
        self._tell_apart()
        file.closed.connect(self._closed)
        file.trouble.connect(self.faults.take)
        file.window.runner.broke.connect(self.faults.take)
        if not file.example:
            opened(books.path, file.name, self.now().date())
        if not file.window.isVisible():
            file.window.show_fitting()
        if self.start_window is not None:
            self.start_window.close()
        QTimer.singleShot(0, file, partial(self._after_paint, file))
        return file

    def _after_paint(self, file: OpenFile) -> None:
        """What comes after the first paint: who works here, the check, the backup."""
        if file in self.files:
            file.look_after()
            if not (remembered().who or file.example or file.books.read_only):
                name = WhoDialog(file.names, file.window).ask()
                if name:
                    self.work_as(name)

    def _tell_apart(self) -> None:
        names = [file.name for file in self.files]
        for file in self.files:
            twice = names.count(file.name) > 1
            file.window.tell_apart(file.books.path.stem if twice else "")

    def _closed(self, file: OpenFile) -> None:
        if file in self.files:
            self.files.remove(file)
            self._tell_apart()
        file.window.deleteLater()
        file.deleteLater()

    # New files.

    def begin(self) -> None:
        if self.start_window is None:
            self.start_window = loaded(START_WINDOW)(self, self._now().date())
            self.start_window.closed.connect(self._start_closed)
        self.start_window.show()
        self.start_window.activateWindow()

    def _start_closed(self) -> None:
        if self.start_window is not None:
            self.start_window.deleteLater()
            self.start_window = None

    def found(self, wanted: NewFile) -> None:
        books = new_books(
            wanted.path,
            who=wanted.who,
            origin=remembered().origin,
            clock=self._now,
            for_long=True,
        )
        try:
            loaded(BEGIN_FILE)(books, wanted.beginning)
        except BaseException:
            books.close()
            wanted.path.unlink(missing_ok=True)
            raise
        folder = wanted.backup_folder
        kept = "" if folder == self.usual_backup_folder(wanted.path) else str(folder)
        changed(who=wanted.who, backup_folder=kept)
        self.show_books(books)
        keep_beginning({})
        if wanted.read_list:
            self._of(books).window.show_page("members", "import")

    kept_beginning = staticmethod(kept_beginning)
    keep_beginning = staticmethod(keep_beginning)

    def look_around(self) -> Task | None:
        path = data_folder() / (_("example") + ".coop")
        if path.is_file():
            self.open(path)
            return None
        half = path.with_name(f"{path.stem}.half.coop")
        path.parent.mkdir(parents=True, exist_ok=True)
        half.unlink(missing_ok=True)
        task = self.runner.run(
            EXAMPLE,
            self._open_new,
            half,
            self._now().date(),
            EXAMPLE_MEMBERS,
            EXAMPLE_YEARS,
            key="example",
            title=_("Inventing a cooperative"),
        )
        task.done.connect(lambda _nothing: (half.replace(path), self.open(path)))
        return task

    def _open_new(self, path: Path, clock: Callable[[], datetime]) -> Books:
        return new_books(path, who=who_works_here(), origin=remembered().origin, clock=clock)

    def throw_away(self, books: Books) -> None:
        file = self._of(books)
        if not file.example:
            raise ValueError("only an example is thrown away")
        file.window.close()
        books.path.unlink(missing_ok=True)
        if not self.files:
            self.begin()

    # The menu of files.

    def _actions(self) -> list[QAction]:
        made = []
        for key, run_it in (
            ("Ctrl+Shift+N", self.begin),
            ("Ctrl+O", self.choose),
            ("", self._back_up_here),
            ("", self._hand_over_here),
        ):
            action = QAction(self)
            action.setShortcut(QKeySequence(key))
            action.triggered.connect(lambda _on=False, run_it=run_it: run_it())
            made.append(action)
        return made

    def _name_actions(self, file: OpenFile) -> None:
        words = (_("New or recent file…"), _("Open…"), _("Make a backup now"), _("Hand over…"))
        for action, text in zip(file.actions, words, strict=True):
            action.setText(text)
        for action in file.actions[2:]:
            action.setEnabled(not file.books.read_only)

    def _back_up_here(self) -> None:
        for file in self.files:
            if file.window.isActiveWindow():
                file.back_up()

    def _hand_over_here(self) -> None:
        for file in tuple(self.files):
            if file.window.isActiveWindow():
                self._opener.hand_over(file)
