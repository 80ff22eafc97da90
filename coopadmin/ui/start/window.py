"""The first page: steps on the left, one question at a time on the right, files used before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QHBoxLayout,
    QMainWindow,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from coopadmin.cooperative.rules import NewCooperative
from coopadmin.desk.beginning import Beginning, prepared_for
from coopadmin.kernel.problem import Refused
from coopadmin.store import StoreTrouble
from coopadmin.ui.help.asking import give_help
from coopadmin.ui.kit import icons, theme
from coopadmin.ui.kit.busy import ProgressRow
from coopadmin.ui.kit.buttons import PRIMARY, QUIET, Action, Button
from coopadmin.ui.kit.focus import FocusRing
from coopadmin.ui.kit.message import BAD, INFO, Messages
from coopadmin.ui.kit.text import Rule, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.program import NewFile, Program
from coopadmin.ui.start.cards import LOOK_AROUND
from coopadmin.ui.start.kindstep import KindStep
from coopadmin.ui.start.placestep import PlaceStep
from coopadmin.ui.start.rulesstep import RulesStep
from coopadmin.ui.start.steprows import SMALL_TEXT, StepPanel
from coopadmin.ui.start.steps import READ_LIST, MembersStep, NameStep, YearStep
from coopadmin.ui.start.stylestep import StyleStep
from coopadmin.ui.start.words import HEADS, KIND, MEMBERS, NAME, PLACE, RULES, STEPS, STYLE, YEAR
from coopadmin.words import _, say

MORE = ("year_begins_in", "iban", "accent")
"""Facts of the legal person that are asked after its name."""
RING = 4


class Step(Protocol):
    """What every step after the first can do; `saved` comes with what was filled in."""

    saved: SignalInstance

    def submit(self) -> None: ...
    def focus_first(self) -> None: ...
    def draft(self) -> dict[str, Any]: ...
    def restore(self, kept: Mapping[str, Any]) -> None: ...


def _inset(step: QWidget) -> QWidget:
    """As far from the edge as the cards of the first step, which need room for their ring."""
    around = QWidget()
    column = QVBoxLayout(around)
    column.setContentsMargins(theme.px(RING), theme.px(RING), theme.px(RING), 0)
    column.addWidget(step)
    return around


class StartWindow(QMainWindow):
    """Begins a file, opens one, or shows an invented cooperative.

    What was filled in is kept on this computer until the file is made.
    """

    closed = Signal()

    def __init__(self, program: Program, today: date) -> None:
        super().__init__()
        self._program, self._today = program, today
        self.setWindowIcon(icons.mark_icon())
        self.resize(1366, 768)
        self.step = KIND
        self.skipped: set[int] = set()
        self._told: dict[int, Any] = {}
        theme.changed().connect(self._dressed)
        self._build()
        self._untouched = self.draft()
        self.ring = FocusRing(self)
        give_help(self, "beginning")
        kept = program.kept_beginning()
        if kept:
            self._restore(kept)
        self.show_step(self.step)
        if kept:
            words = _("You had begun a file here. Go on where you stopped.")
            again = Action(_("Begin anew"), self.begin_anew)
            self.messages.show_message(INFO, words, "", [again])

    # Building.

    def _build(self) -> None:
        self.setWindowTitle(_("Begin – Coopadmin"))
        self.setMinimumSize(min(theme.px(900), 1280), min(theme.px(560), 640))
        whole = QWidget()
        whole.setObjectName("ground")
        across = QHBoxLayout(whole)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        self._panel = StepPanel(self._program)
        self.rows, self.used = self._panel.rows, self._panel.used
        self._panel.back_to.connect(self._back_to)
        self._panel.opened.connect(self._program.open)
        across.addWidget(self._panel)
        right = QVBoxLayout()
        right.setContentsMargins(theme.px(36), theme.px(24), theme.px(36), theme.px(14))
        right.setSpacing(theme.px(4))
        self._title, self._note = Text("", Role.TITLE), Text("", Role.BODY, "ink2", wrap=True)
        self.messages = Messages()
        head = QVBoxLayout()
        head.setContentsMargins(theme.px(RING), 0, theme.px(RING), theme.px(6))
        head.setSpacing(theme.px(4))
        for part in (self._title, self._note, self.messages):
            head.addWidget(part)
        right.addLayout(head)
        self._make_steps()
        right.addWidget(self.stack, 1)
        self.progress = ProgressRow()
        foot = QVBoxLayout()
        foot.setContentsMargins(theme.px(RING), theme.px(8), theme.px(RING), 0)
        foot.setSpacing(theme.px(10))
        foot.addWidget(self.progress)
        foot.addWidget(Rule())
        foot.addLayout(self._foot())
        right.addLayout(foot)
        across.addLayout(right, 1)
        self.setCentralWidget(whole)

    def _make_steps(self) -> None:
        self.kinds = KindStep()
        self.names = NameStep(self._today)
        self.rules = RulesStep()
        self.years = YearStep(self._today)
        self.members = MembersStep(self._today)
        self.style_step = StyleStep()
        self.places = PlaceStep(self._program, self._today)
        self.steps: dict[int, Step] = {
            NAME: self.names,
            RULES: self.rules,
            YEAR: self.years,
            MEMBERS: self.members,
            STYLE: self.style_step,
            PLACE: self.places,
        }
        self.kinds.chosen.connect(lambda _key: self._show_state())
        self.names.form_chosen.connect(self.kinds.set_legal_form)
        for number, step in self.steps.items():
            step.saved.connect(partial(self._filled, number))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.kinds)
        for step in self.steps.values():
            assert isinstance(step, QWidget)
            self.stack.addWidget(_inset(step))

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        self.have_button = Button(
            _("I have a file or a backup already"), self._program.choose, QUIET, "folder-open"
        )
        self.skip_button = Button(_("Skip, later at Settings"), self.skip, QUIET)
        self._place = Text("", Role.NOTE, "ink2")
        self.back_button = Button(_("Back"), self._back, icon="chevron-left")
        self.stop_button = Button(_("Close"), self.close)
        self.next_button = Button("", self.go_on, PRIMARY)
        self.next_button.trailing_icon = "arrow-right"
        row.addWidget(self.have_button)
        row.addWidget(self.skip_button)
        row.addStretch(1)
        for part in (self._place, self.stop_button, self.back_button, self.next_button):
            row.addWidget(part)
        return row

    # Steps.

    def show_step(self, number: int) -> None:
        """Show a step and put the focus on its first question."""
        self.step = number
        title, note = HEADS[number]
        self._title.setText(_(title))
        self._note.setText(_(note))
        self.messages.clear()
        self._prepare(number)
        self.stack.setCurrentIndex(number)
        self._show_state()
        if number == KIND:
            self.kinds.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.steps[number].focus_first()

    def _prepare(self, number: int) -> None:
        """What the steps before say about this one."""
        new = self._told.get(NAME)
        if number == NAME and self.kinds.key() != LOOK_AROUND:
            self.names.set_kind(self.kinds.key())
        if not isinstance(new, NewCooperative):
            return
        founded = new.founded_on or self._today.replace(month=1, day=1)
        self.rules.legal_form, self.rules.valid_from = new.legal_form, founded
        self.years.named = new
        self.members.prepare(prepared_for(new.kind, new.legal_form))
        self.style_step.set_name(new.name)
        if number == PLACE:
            self.places.suggest(new.name)

    def _show_state(self) -> None:
        looking = self.step == KIND and self.kinds.key() == LOOK_AROUND
        for number, row in enumerate(self.rows):
            behind = "skipped" if number in self.skipped else "done"
            row.set_state("here" if number == self.step else behind)
            if number > self.step:
                row.set_state("later")
        place = _("Step {number} of {count}").format(number=self.step + 1, count=len(STEPS))
        if self.step == KIND:
            place = _("{step}, about 10 minutes").format(step=place)
        crowded = theme.text_scale() > SMALL_TEXT
        self._place.setText("" if looking or crowded else place)
        words = _("Make the file") if self.step == PLACE else _("Continue")
        self.next_button.setText(_("Look around") if looking else words)
        self.next_button.updateGeometry()
        self.back_button.setVisible(self.step > KIND)
        self.stop_button.setVisible(self.step == KIND or not crowded)
        self.have_button.setVisible(self.step == KIND)
        self.skip_button.setVisible(NAME < self.step < PLACE)

    def go_on(self) -> None:
        """The next step, when this one is right; the last one makes the file."""
        if self.step != KIND:
            self.steps[self.step].submit()
        elif self.kinds.key() == LOOK_AROUND:
            self._look_around()
        else:
            self.show_step(NAME)

    def skip(self) -> None:
        """The usual for this step, to be changed later."""
        step = self.steps[self.step]
        if NAME < self.step < PLACE:
            assert isinstance(step, (RulesStep, YearStep, MembersStep, StyleStep))
            step.forget()
            self.skipped.add(self.step)
            self._told.pop(self.step, None)
            self.show_step(self.step + 1)
            self.keep()

    def _filled(self, number: int, told: Any) -> None:
        self._told[number] = told
        self.skipped.discard(number)
        if number == PLACE:
            self._make(told)
        else:
            self.show_step(number + 1)
            self.keep()

    def _make(self, place: dict[str, Any]) -> None:
        try:
            self._program.found(
                NewFile(
                    self._beginning(), read_list=self._of(MEMBERS).get(READ_LIST, False), **place
                )
            )
        except Refused as refused:
            self._tell([say(problem) for problem in refused.problems])
        except StoreTrouble as trouble:
            self._tell([say(trouble.problem)])

    def _of(self, number: int) -> dict[str, Any]:
        """What a step told; nothing when it was skipped."""
        told = self._told.get(number)
        return told if isinstance(told, dict) else {}

    def _beginning(self) -> Beginning:
        named: NewCooperative = self._told[NAME]
        year, style = self._of(YEAR), self._of(STYLE)
        told = {**year, **style}
        more = {name: told[name] for name in MORE if name in told}
        return Beginning(
            NewCooperative(**{**vars(named), **more}),
            self._of(MEMBERS).get("amounts", ()),
            self._told.get(RULES),
            year.get("first_year_until"),
            year.get("figures", ()),
            style.get("logo"),
        )

    def _tell(self, sentences: Sequence[str]) -> None:
        self.messages.clear()
        for sentence in sentences:
            self.messages.show_message(BAD, sentence)

    def _look_around(self) -> None:
        task = self._program.look_around()
        if task is not None:
            self.next_button.refuse(_("The example is being made."))
            self.progress.follow(task)
            task.ended.connect(lambda: self.next_button.refuse(""))

    def _back(self) -> None:
        self._back_to(self.step - 1)

    def _back_to(self, number: int) -> None:
        if 0 <= number < self.step:
            self.show_step(number)

    # What was filled in.

    def draft(self) -> dict[str, Any]:
        """Everything that was filled in, as JSON can carry it."""
        return {
            "kind": self.kinds.key(),
            "step": self.step,
            "skipped": sorted(self.skipped),
            "steps": {str(number): step.draft() for number, step in self.steps.items()},
        }

    def keep(self) -> None:
        """Keep it on this computer, so that closing loses nothing."""
        if (draft := self.draft()) != self._untouched:
            self._program.keep_beginning(draft)

    def _restore(self, kept: Mapping[str, Any]) -> None:
        """Put back what was kept, going through the steps as the person did."""
        drafts, reached = kept.get("steps", {}), int(kept.get("step", KIND))
        if kept.get("kind") in self.kinds.cards:
            self.kinds.choose(str(kept["kind"]))
        for number, step in self.steps.items():
            if str(number) in drafts:
                step.restore(drafts[str(number)])
        self.kinds.set_legal_form(self.names.legal_form())
        skipped = {int(number) for number in kept.get("skipped", ())}
        while self.step < reached:
            here = self.step
            if here in skipped:
                self.skip()
            else:
                self.go_on()
            if self.step == here:
                break

    def begin_anew(self) -> None:
        """Forget what was kept and begin with the first question."""
        self._program.keep_beginning({})
        self.step, self.skipped, self._told = KIND, set(), {}
        self._build()
        self.show_step(KIND)
        self._fit_panel()

    # Keys, room, language.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            chooses = isinstance(focused, (QRadioButton, QCheckBox))
            if isinstance(focused, QAbstractButton) and not chooses:
                focused.click()
            else:
                self.go_on()
        elif event.key() == Qt.Key.Key_Escape and self.step:
            self._back()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_panel()

    def _fit_panel(self) -> None:
        self._panel.fit_room(self.width())

    def _dressed(self, sizes_changed: bool) -> None:
        if sizes_changed:
            self.rebuild()

    def rebuild(self) -> None:
        """Build everything anew, for another size of text or language, with what was typed."""
        kept = self.draft()
        self.step, self.skipped, self._told = KIND, set(), {}
        self._build()
        self._restore(kept)
        self.show_step(self.step)
        self._fit_panel()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.keep()
        theme.changed().disconnect(self._dressed)
        super().closeEvent(event)
        self.closed.emit()
