"""Reading a list of members: file, columns beside a dry run, reading in, done (LOOK-2 r)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from coopadmin.kernel.problem import Refused
from coopadmin.members.plan import ImportPlan
from coopadmin.members.queries import list_kinds
from coopadmin.members.trial import OpenedList, Reading, Trial
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.choices import Option, Segmented
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.helping import explain
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.message import INFO, Messages
from coopadmin.ui.kit.worker import Task
from coopadmin.ui.members.importcolumns import ColumnsCard
from coopadmin.ui.members.importdone import DonePane, RefusedSaver
from coopadmin.ui.members.importdraft import ListDraft
from coopadmin.ui.members.importfile import FilePane, how_read
from coopadmin.ui.members.importlines import TrialPanel
from coopadmin.ui.members.steps import Steps
from coopadmin.words import _

OPEN = "coopadmin.members.trial:open_list"
TRY = "coopadmin.members.trial:try_list"
READ = "coopadmin.members.trial:read_in"
PAUSE_MS = 300
FILE, COLUMNS, READING, DONE = range(4)
NARROW, TALL = 1000 - 48, 440


class ImportScreen(QWidget):
    """The screen inside the members page; `left` when the person goes back to the list.

    `head_changed` comes when title, actions or keys of the page are others.
    """

    left = Signal()
    head_changed = Signal()
    doubles_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        explain(self, "importing")
        self.path: Path | None = None
        self.opened: OpenedList | None = None
        self.trial: Trial | None = None
        self._by_hand, self._reading = False, Reading()
        self.narrow, self._tall = False, True
        self._task: Task | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(12))
        self.steps = Steps(
            [_("Choose file"), _("Columns and dry run"), _("Read in"), _("Finished")]
        )
        outer.addWidget(self.steps)
        self.stack = QStackedWidget()
        outer.addWidget(self.stack, 1)
        self.file = FilePane()
        self.stack.addWidget(self.file)
        self.columns, self.lines = ColumnsCard(desk.today), TrialPanel()
        self.draft = ListDraft(desk, self.columns, self.lines, self._now)
        self.both = self._made_both()
        self.stack.addWidget(self.both)
        self.done = DonePane()
        self.stack.addWidget(self.done)
        self.saver = RefusedSaver(desk)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._try)
        self.setAcceptDrops(True)
        self._listen()

    def _made_both(self) -> QWidget:
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        self.side = Segmented(
            [Option("columns", _("Columns")), Option("lines", _("Dry run"))], _("What is shown")
        )
        self.side.chosen.connect(lambda _key: self._arrange())
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        row.addWidget(self.columns, 37)
        row.addWidget(self.lines, 63)
        column.addLayout(row, 1)
        return both

    def _listen(self) -> None:
        self.file.chosen.connect(self.open)
        self.file.read_anew.connect(self._read_anew)
        self.file.go_on.connect(lambda: self._go(COLUMNS))
        self.columns.changed.connect(self._pause.start)
        self.lines.changed.connect(self._try)
        self.lines.read_wanted.connect(self.read_in)
        self.lines.save_wanted.connect(self._ask_where)
        self.done.leave_wanted.connect(self.leave)
        self.done.doubles_wanted.connect(self.doubles_wanted)
        self.done.save_wanted.connect(self._ask_where)

    # What the page asks.

    def title(self) -> str:
        return _("Read in a list of members")

    def subtitle(self) -> str:
        """File, how it was read, and that nothing has changed yet."""
        if self.path is None:
            return _("Nothing is changed before you have seen what would happen")
        parts = [] if self._tall else [self.steps.accessibleName()]
        parts.append(self.path.name)
        if self.opened is not None:
            parts.append(how_read(self.opened))
        if self.steps.now < DONE:
            parts.append(_("nothing has been changed yet"))
        return " · ".join(part for part in parts if part)

    def offers(self) -> Sequence[Action]:
        found = []
        if self.steps.now == COLUMNS:
            found.append(Action(_("How it is read"), lambda: self._go(FILE), "adjustments"))
        if self.opened is not None and self.steps.now != READING:
            found.append(Action(_("Another file"), self.begin_again, "file-spreadsheet"))
        return (*found, Action(_("Back to the members"), self.leave))

    def hints(self) -> Sequence[Hint]:
        back = Hint(("Esc",), _("stop"))
        if self.steps.now != COLUMNS:
            return (back,)
        return (
            Hint(("F6",), _("columns or dry run")),
            Hint(("F8",), _("next problem")),
            Hint(("Enter",), _("choose")),
            Hint(("Space",), _("leave out or take in")),
            back,
        )

    def first_focus(self) -> QWidget | None:
        """The first column that asks something, else the dry run."""
        if self.steps.now == FILE:
            return self.file.next if self.opened is not None else self.file.drop.button
        if self.steps.now == DONE:
            return self.done.first_focus()
        if self.steps.now == COLUMNS:
            if self.columns.asks_something() or not self.lines.table.shown_rows():
                return self.columns.table
            return self.lines.table
        return None

    def next_pane(self) -> bool:
        """From the columns to the dry run; behind that the window goes on."""
        if self.steps.now != COLUMNS or not self._has_focus(self.columns):
            return False
        self._show_side("lines")
        self.lines.table.setFocus()
        return True

    def next_problem(self) -> bool:
        """F8: the next column that asks something, then the refused lines."""
        if self.steps.now != COLUMNS:
            return False
        if not self._has_focus(self.lines) and self.columns.next_asked():
            self._show_side("columns")
            return True
        self._show_side("lines")
        return self.lines.next_refused()

    def _has_focus(self, part: QWidget) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and part.isAncestorOf(focused)

    def books_changed(self) -> None:
        """Something changed in the books: what would happen may be another thing."""
        if self.opened is None or self.path is None:
            return
        taken_back = self._desk.books.undoable().redo_about == self.path.name
        if self.steps.now == DONE and taken_back:
            self._go(COLUMNS)
        if self.steps.now == COLUMNS:
            self._pause.start()

    # Step one: the file.

    def open(self, path: Path) -> None:
        """Read a file and go on to its columns."""
        if self.steps.now == READING:
            return
        self._by_hand = False
        self.path, self.opened, self.trial = path, None, None
        self.columns.forget()
        self.lines.forget()
        self._open(Reading())
        self.head_changed.emit()

    def come_back(self) -> None:
        """The screen is shown again, as it was left; after a list was read in, for another."""
        if self.steps.now == DONE:
            self.begin_again()
        elif self.path is None and (kept := self.draft.left()) is not None:
            self.path = kept.path
            self._open(kept.reading)
        self._arrange()

    def _now(self) -> tuple[Path, Reading] | None:
        busy = self.opened is not None and self.steps.now != DONE
        return (self.path, self._reading) if busy and self.path is not None else None

    def begin_again(self) -> None:
        """Forget the file; nothing of it was kept."""
        self.path, self.opened, self.trial = None, None, None
        self.columns.forget()
        self.lines.forget()
        self.file.show_nothing()
        self.draft.keep()
        self._go(FILE)

    def _read_anew(self, reading: Reading) -> None:
        self._by_hand = True
        self.columns.forget()
        self._open(reading)

    def _open(self, reading: Reading) -> None:
        assert self.path is not None
        self._reading = reading
        task = self._desk.runner.run(
            OPEN,
            self._desk.books,
            self.path,
            reading,
            key="members.open",
            title=_("Reading the file"),
        )
        task.done.connect(self._opened)
        task.failed.connect(self._not_opened)

    def _opened(self, opened: OpenedList) -> None:
        self.opened = opened
        self.draft.opened(opened.path)
        self.file.show_list(opened)
        self._try()
        if not self._by_hand:
            self._go(COLUMNS)
        self.head_changed.emit()

    def _not_opened(self, trouble: Exception) -> None:
        self.opened = None
        if isinstance(trouble, Refused):
            self.file.show_refused(trouble.problems, chosen_by_hand=self._by_hand)
        self._go(FILE)

    # Step two: columns and dry run.

    def _try(self) -> None:
        if self.opened is None:
            return
        task = self._desk.runner.run(
            TRY,
            self._desk.books,
            self.opened,
            dict(self.columns.choices),
            self.lines.wishes(self.columns.since),
            key="members.try",
            title=_("Trying the list"),
        )
        task.done.connect(self._tried)

    def _tried(self, trial: Trial) -> None:
        first = self.trial is None
        self.trial = trial
        kinds = {kind.id: kind.name for kind in self._desk.books.ask(list_kinds)}
        self.columns.show_trial(trial)
        self.lines.show_trial(trial, kinds)
        if first and self.steps.now == COLUMNS and self.isVisible():
            focus = self.first_focus()
            if focus is not None:
                self._show_side("columns" if focus is self.columns.table else "lines")
                focus.setFocus()

    # Step three and four: reading in.

    def read_in(self) -> None:
        """Read the list into the books, in the worker, as one step."""
        if self.trial is None or not self.lines.read_button.isEnabled():
            return
        task = self._desk.runner.run(
            READ,
            self._desk.books,
            self.trial.wanted,
            key="members.read",
            title=_("Reading in the list"),
        )
        self._task = task
        task.done.connect(self._read)
        task.failed.connect(self._not_read)
        task.ended.connect(self._ended)
        self.columns.setEnabled(False)
        self.lines.set_busy(True)
        self.lines.progress.follow(task)
        self.steps.set_now(READING)
        self.head_changed.emit()

    def _ended(self) -> None:
        self.columns.setEnabled(True)
        self.lines.set_busy(False)
        stopped = self._task is not None and self._task.cancelled
        self._task = None
        if stopped:
            self._go(COLUMNS)
            self.lines.messages.show_message(INFO, _("Stopped. Nothing was read in."))
            self._pause.start()

    def _not_read(self, trouble: Exception) -> None:
        self._go(COLUMNS)
        if isinstance(trouble, Refused):
            self.lines.messages.show_problems(trouble.problems)

    def _read(self, plan: ImportPlan) -> None:
        self.done.show_plan(plan)
        self._go(DONE)
        self.draft.keep()

    # Saving what was refused.

    def _ask_where(self) -> None:
        trial = self.trial
        if self.path is not None and trial is not None and trial.plan is not None:
            name = _("{list}-refused").format(list=self.path.stem)
            self.saver.ask(self, name, trial, self.place_of_messages())

    def place_of_messages(self) -> Messages:
        """Where to say something in the step of now."""
        return self.done.messages if self.steps.now == DONE else self.lines.messages

    # Steps, room, keys.

    def _go(self, step: int) -> None:
        self.steps.set_now(step)
        self.stack.setCurrentIndex({FILE: 0, COLUMNS: 1, READING: 1, DONE: 2}[step])
        self._arrange()
        self.head_changed.emit()
        focus = self.first_focus()
        if focus is not None and self.isVisible():
            focus.setFocus()

    def leave(self) -> None:
        """Back to the list, but not half-way; a file that was not read in stays open here."""
        if self.steps.now != READING:
            self.draft.leave()
            self.left.emit()

    def _show_side(self, key: str) -> None:
        self.side.choose(key)
        self._arrange()

    def _arrange(self) -> None:
        self.steps.setVisible(self._tall)
        self.side.setVisible(self.narrow and self.steps.now == COLUMNS)
        shown = self.side.key()
        self.columns.setVisible(not self.narrow or shown == "columns")
        self.lines.setVisible(not self.narrow or shown == "lines")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        before = (self.narrow, self._tall)
        self.narrow = self.width() / theme.scale() < NARROW
        # Where height is short the steps stand in the line under the title.
        self._tall = self.height() / theme.scale() > TALL
        if before != (self.narrow, self._tall):
            self._arrange()
            # Not while Qt goes through the children that it shows: other buttons in the head of
            # the page would change that list under its hands, and the program would end.
            QTimer.singleShot(0, self, self.head_changed.emit)

    def dragEnterEvent(self, event: Any) -> None:
        event.setAccepted(self.steps.now != READING and self._dropped(event) is not None)

    def dropEvent(self, event: Any) -> None:
        path = self._dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.open(path)

    def _dropped(self, event: Any) -> Path | None:
        urls = event.mimeData().urls()
        return Path(urls[0].toLocalFile()) if urls and urls[0].isLocalFile() else None
