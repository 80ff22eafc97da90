"""The last step of reading a list: how many were read in, and saving the lines that were not."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coopadmin.kernel.problem import Refused
from coopadmin.members.plan import ImportPlan
from coopadmin.members.trial import Trial
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.cards import Card, clear_layout
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.message import GOOD, Messages
from coopadmin.ui.kit.saving import open_folder
from coopadmin.ui.members.exporting import ask_where
from coopadmin.words import _, count, ngettext

SAVE = "coopadmin.members.trial:save_refused"


class DonePane(Card):
    """What came of it, with the way back to the list."""

    leave_wanted = Signal()
    save_wanted = Signal()
    doubles_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.messages = Messages()
        self._state: EmptyState | None = None

    def show_plan(self, plan: ImportPlan) -> None:
        clear_layout(self.body)
        actions = [Action(_("To the members"), self.leave_wanted.emit, "users")]
        if plan.duplicates:
            actions.append(Action(_("Look at doubles"), self.doubles_wanted.emit, "copy"))
        if plan.refused:
            words = ngettext("Save {count} refused", "Save {count} refused", len(plan.refused))
            words = words.format(count=count(len(plan.refused)))
            actions.append(Action(words, self.save_wanted.emit, "download"))
        self.messages = Messages()
        self.body.addWidget(self.messages)
        self._state = EmptyState(_result(plan), _rest(plan), actions, icon="circle-check")
        self.body.addWidget(self._state, 1)

    def first_focus(self) -> QWidget | None:
        return self._state.buttons[0] if self._state is not None else None


def _result(plan: ImportPlan) -> str:
    members = plan.count("added") + plan.count("changed")
    return ngettext("{count} member was read in", "{count} members were read in", members).format(
        count=count(members)
    )


def _rest(plan: ImportPlan) -> str:
    numbers = (
        (_("{count} new"), plan.count("added")),
        (_("{count} changed"), plan.count("changed")),
        (_("{count} equal"), plan.count("unchanged")),
        (_("{count} skipped"), plan.count("skipped")),
        (_("{count} refused"), len(plan.refused)),
    )
    words = ", ".join(words.format(count=count(number)) for words, number in numbers if number)
    return _("{counts}. It was one step: Ctrl+Z takes all of it back.").format(counts=words)


class RefusedSaver:
    """Writes refused lines with their reasons to a file, and tells where it is."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def ask(self, parent: QWidget, name: str, trial: Trial, messages: Messages) -> None:
        """Ask for the name of the file, and write it."""
        path = ask_where(parent, self._desk, _("Save refused lines"), name)
        if path is not None:
            self.write(path, trial, messages)

    def write(self, path: Path, trial: Trial, messages: Messages) -> None:
        """Write them in the worker; `messages` is where to tell."""

        def told(written: Path) -> None:
            words = _("The refused lines are in {name}").format(name=written.name)
            why = _("Correct them there, and read that file in afterwards.")
            messages.show_message(GOOD, words, why, [open_folder(written)])

        def refused(trouble: Exception) -> None:
            if isinstance(trouble, Refused):
                messages.show_problems(trouble.problems)

        task = self._desk.runner.run(
            SAVE, trial.wanted, trial.plan, path, title=_("Saving the refused lines")
        )
        task.done.connect(told)
        task.failed.connect(refused)
