"""The home page: what waits for the board, and how things stand in a few figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, ClassVar

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QWidget

from coopadmin.desk.queries import (
    Task,
    office_holders,
    overview,
    split_tasks,
)
from coopadmin.desk.service import bring_back_task, finish_task, put_off_task, remove_task
from coopadmin.people.rules import OFFICES
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import Action, IconButton
from coopadmin.ui.kit.cards import Card
from coopadmin.ui.kit.choices import Option, Segmented
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.text import Rule, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.overview.figures import Figures
from coopadmin.ui.overview.taskforms import (
    NEW,
    SCREEN,
    WEEK,
    extension_form,
    put_off_form,
    task_form,
)
from coopadmin.ui.overview.tasklist import Shown, TaskList
from coopadmin.ui.overview.taskrows import (
    BACK,
    CHANGE,
    DONE,
    EXTEND,
    GO,
    REMOVE,
    TOMORROW,
    UNTIL,
    Wish,
)
from coopadmin.ui.overview.taskrows import WEEK as IN_A_WEEK
from coopadmin.words import N_, _, date_in_full

TASKS, FIGURES = "tasks", "figures"
MINE, BOARD = "mine", "board"
TOMORROW_DAYS = timedelta(days=1)


class OverviewPage(Page):
    """Tasks left, figures right; in a narrow page one of them at a time."""

    TITLE: ClassVar[str] = N_("Overview")
    LISTENS: ClassVar[frozenset[str]] = frozenset(
        "activity activity_count agenda_item attachment charge cooperative dated_rate deadline "
        "earlier_figure exceptional_year extended_term hour_entry lock meeting membership "
        "membership_kind "
        "open_item own_task person settlement statutes_profile tariff task_mark "
        "term_of_office".split()
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.tasks = TaskList()
        self.tasks.wished.connect(self._fulfil)
        self.tasks.new_wanted.connect(self.new_task)
        self.switch = Segmented(self._switches(0), _("Tasks or figures"))
        self.switch.chosen.connect(lambda _key: self._arrange())
        self.whose = Segmented(
            [Option(MINE, _("Mine")), Option(BOARD, _("The board’s"))], _("Whose tasks")
        )
        self.whose.choose(desk.program.preferences().tasks_of if desk.program else BOARD)
        self.whose.chosen.connect(self._choose_whose)
        self.add = IconButton("plus", _("Own task"), self.new_task, boxed=True, changes=True)
        self.add.setToolTip(_("Own task (N)"))
        self.title = Text(_("To do"), Role.CARD)
        self.bar = QWidget()
        self.bar.setObjectName("clear")
        across = self._across = QHBoxLayout(self.bar)
        across.setSpacing(theme.px(10))
        across.addWidget(self.title)
        across.addWidget(self.switch)
        across.addStretch(1)
        across.addWidget(self.whose)
        across.addWidget(self.add)
        self.card = Card(padded=False)
        self.card.setAccessibleName(_("To do"))
        self.card.body.addWidget(self.bar)
        self.rule = Rule()
        self.card.body.addWidget(self.rule)
        self.card.body.addWidget(self.tasks, 1)
        self.left = QStackedWidget()
        self.left.addWidget(self.card)
        self.form: Form | None = None
        self._wanted: Task | None = None
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        row.addWidget(self.left, 1)
        self.side = Figures(desk)
        row.addWidget(self.side)
        self.body.addLayout(row, 1)
        self.room_changed.connect(lambda _narrow: self._arrange())
        desk.safekeeping_changed.connect(self._outside_changed)
        desk.who_changed.connect(lambda _who: self._outside_changed())
        self._arrange()

    # What the window asks.

    def reload(self) -> None:
        books, today = self.desk.books, self.desk.today()
        holders = books.ask(office_holders, today)
        self.header.set_title(_(self.TITLE), self._subtitle(today, holders))
        tasks, aside = books.ask(split_tasks, today, self._backups(), books.clock())
        self.desk.tasks_found.emit(tasks)
        if self.whose.key() == MINE:
            tasks = [task for task in tasks if task.is_of(books.who, holders)]
            aside = [task for task in aside if task.is_of(books.who, holders)]
        self.tasks.show_tasks(Shown(tuple(tasks), tuple(aside), today, books.read_only))
        self.switch.set_options(self._switches(len(tasks)))
        self.side.show_figures(books.ask(overview, today))
        if self.form is None and NEW in books.drafts_of(SCREEN):
            self._open(task_form(self.desk, None))

    def page_actions(self) -> Sequence[Action]:
        return (
            Action(_("Own task"), self.new_task, "plus", in_header=False, changes=True),
            Action(_("Enter hours"), lambda: self.desk.go("hours"), "clock-heart"),
            Action(
                _("New member"),
                lambda: self.desk.go("members", "new"),
                "user-plus",
                primary=True,
                key="Ctrl+N",
                changes=True,
            ),
        )

    def hints(self) -> Sequence[Hint]:
        if self.form is not None:
            return (Hint(("Ctrl+S",), _("save")), Hint(("Esc",), _("cancel")))
        return (
            Hint(("Up", "Down"), _("choose")),
            Hint(("Enter",), _("go on")),
            Hint(("Space",), _("done")),
            Hint(("S",), _("put off")),
            Hint(("N",), _("own task")),
        )

    def first_focus(self) -> QWidget | None:
        if self.form is not None:
            return None
        return self.tasks.rows[0].button if self.tasks.rows else self.side.members

    def next_pane(self) -> bool:
        """From the tasks to the figures."""
        focused = QApplication.focusWidget()
        within = focused is not None and self.side.isAncestorOf(focused)
        if self.side.isVisible() and not within:
            self.side.members.setFocus()
            return True
        return False

    # What is shown.

    def _backups(self) -> tuple[Any, ...] | None:
        program = self.desk.program
        if program is None or self.desk.books.read_only:
            return None
        return program.safekeeping(self.desk.books).made

    def _subtitle(self, today: date, holders: dict[str, tuple[str, ...]]) -> str:
        day, who = date_in_full(today), self.desk.books.who
        offices = [_(OFFICES.get(office, office)) for office in holders if who in holders[office]]
        person = ", ".join([who, *(office.lower() for office in offices)])
        return f"{day[:1].upper()}{day[1:]} · {person}"

    def _switches(self, number: int) -> list[Option]:
        return [Option(TASKS, _("To do"), number), Option(FIGURES, _("Figures"))]

    def _choose_whose(self, key: str) -> None:
        if self.desk.program is not None:
            self.desk.program.show_tasks_of(key)
        self.reload()

    def _outside_changed(self) -> None:
        if self.isVisible():
            self.reload()
        else:
            self.stale = True

    # What somebody wants done.

    def _fulfil(self, wish: Wish) -> None:
        task, today = wish.task, self.desk.today()
        if wish.what == GO:
            self.desk.go(task.page, task.place or None)
        elif wish.what == DONE:
            self.do(finish_task, task.key)
        elif wish.what == TOMORROW:
            self.do(put_off_task, task.key, today + TOMORROW_DAYS)
        elif wish.what == IN_A_WEEK:
            self.do(put_off_task, task.key, today + WEEK)
        elif wish.what == BACK:
            self.do(bring_back_task, task.key)
        elif wish.what == REMOVE:
            self.do(remove_task, task.key)
        else:
            self._open(self._form_for(wish))

    def _form_for(self, wish: Wish) -> Form:
        if wish.what == UNTIL:
            return put_off_form(self.desk, wish.task)
        if wish.what == EXTEND:
            return extension_form(self.desk, wish.task.about)
        assert wish.what == CHANGE
        return task_form(self.desk, wish.task)

    def new_task(self) -> None:
        """Write down a task of one's own."""
        if not self.desk.books.read_only:
            self.switch.choose(TASKS)
            self._arrange()
            self._open(task_form(self.desk, None))

    def _open(self, form: Form) -> None:
        """Put a form in the place of the list; saved or cancelled, the list is back."""
        here = self.tasks.here()
        self._close()
        self.form = form
        self.left.addWidget(form)
        self.left.setCurrentWidget(form)
        form.saved.connect(lambda _result: self._back(here))
        form.cancelled.connect(lambda: self._back(here))
        form.focus_first()
        self.hints_changed.emit()

    def _back(self, here: int) -> None:
        self._close()
        rows = self.tasks.rows
        if rows:
            self.tasks.focus_row(min(max(here, 0), len(rows) - 1))
        self.hints_changed.emit()

    def _close(self) -> None:
        if self.form is not None:
            self.left.setCurrentWidget(self.card)
            self.left.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None

    # Room.

    def _arrange(self) -> None:
        """In a narrow page the head stands above both, and they take turns."""
        figures = self.narrow and self.switch.key() == FIGURES
        if self.narrow:
            self.body.insertWidget(0, self.bar)
        else:
            self.card.body.insertWidget(0, self.bar)
        side, down = (0, 0) if self.narrow else (theme.px(16), theme.px(8))
        self._across.setContentsMargins(side, down, side, down)
        self.title.setVisible(not self.narrow)
        self.rule.setVisible(not self.narrow)
        self.switch.setVisible(self.narrow)
        self.whose.setVisible(not figures)
        self.add.setVisible(not figures)
        self.left.setVisible(not figures)
        self.side.setVisible(not self.narrow or figures)
        self.side.fit(wide=self.narrow)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(320), theme.px(240))
