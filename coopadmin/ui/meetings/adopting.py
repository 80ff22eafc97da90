"""After the meeting: the whole text, and the steps from held to adopted minutes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coopadmin.attachments.rules import Owner
from coopadmin.kernel.problem import Problem, Refused
from coopadmin.meetings.rules import (
    ADOPTED,
    HELD,
    INSPECTION,
    PREPARATION,
    STATUSES,
    parse_time,
    shown_time,
)
from coopadmin.meetings.service import adopt_minutes, hold_meeting, offer_minutes
from coopadmin.ui.attached import AttachedFiles
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import PRIMARY, Action, Button
from coopadmin.ui.kit.cards import Card, Panel, clear_layout
from coopadmin.ui.kit.choices import Option
from coopadmin.ui.kit.fieldbox import FieldBox
from coopadmin.ui.kit.fields import Field, Kind
from coopadmin.ui.kit.helping import explain
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.inputs import Choice, Combo
from coopadmin.ui.kit.message import INFO, Message
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.text import IconLabel, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.meetings import papers
from coopadmin.ui.meetings.asking import Asking
from coopadmin.ui.meetings.columns import bare_time
from coopadmin.ui.meetings.drafting import VOTE, draft_key
from coopadmin.ui.meetings.forms import meeting_form
from coopadmin.ui.meetings.opened import Opened
from coopadmin.ui.meetings.panes import Pane, Panes
from coopadmin.ui.meetings.view import SCREEN, MeetingView
from coopadmin.ui.meetings.wholetext import WholeText
from coopadmin.words import N_, _, date_long

TEXT, STEPS = "text", "steps"
STEPS_WIDTH = 360
ORDER = tuple(STATUSES)
ONLY_COUNTED = N_(
    "At item {number} votes were counted, but the outcome is not recorded. "
    "Record it there, or count again to empty the counters, and then close the meeting."
)
DONE, NOW, LATER = "done", "now", "later"
_MARKS = {
    DONE: ("circle-check", "good_mark"),
    NOW: ("progress", "info_mark"),
    LATER: ("circle", "ink3"),
}


@dataclass(frozen=True)
class StepWords:
    """What a step is called and what is said under it."""

    title: str
    note: str


class Step(QWidget):
    """One step: a mark for done, now or later, its words, and its controls while it is now."""

    def __init__(self, controls: Sequence[QWidget]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(10))
        self._mark = IconLabel("circle", "ink3", 20)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(theme.px(6))
        self._title = Text("", Role.NAME)
        self._note = Text("", Role.NOTE, "ink2", wrap=True)
        column.addWidget(self._title)
        column.addWidget(self._note)
        self._controls = QWidget()
        self._controls.setObjectName("clear")
        inside = QVBoxLayout(self._controls)
        inside.setContentsMargins(0, theme.px(2), 0, 0)
        inside.setSpacing(theme.px(8))
        for control in controls:
            inside.addWidget(control)
        column.addWidget(self._controls)
        row.addLayout(column, 1)

    def present(self, words: StepWords, state: str, controls: bool) -> None:
        said = {DONE: _("done"), NOW: _("now"), LATER: _("later")}[state]
        self.setAccessibleName(f"{words.title}: {said}. {words.note}")
        self._mark.set_icon(*_MARKS[state])
        self._title.setText(words.title)
        self._title.set_ink("ink3" if state == LATER else "ink")
        self._note.setText(words.note)
        self._note.setVisible(bool(words.note))
        self._controls.setVisible(controls)


class AdoptingView(MeetingView):
    """Text left, steps right; the step of now has its button there."""

    side = STEPS

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        explain(self, "minutes")
        self.opened: Opened | None = None
        self._end_proposed = ""
        self.text = WholeText()
        card = Card(_("Minutes"), padded=False)
        card.body.addWidget(self.text, 1)
        self._card = card
        self.panel = Panel(_("From meeting to minutes"))
        self.ended = FieldBox(
            Field(
                "ends",
                N_("Ended at"),
                Kind.TEXT,
                optional=True,
                width=150,
                parse=lambda text: parse_time(text, "ends"),
                show=bare_time,
                reading=lambda time: _("Becomes {value}.").format(value=shown_time(time)),
            ),
            self.desk.today(),
        )
        self.ended.setMaximumWidth(theme.px(180))
        self.close_button = Button(
            _("Close meeting"), self.close_meeting, PRIMARY, "player-stop", changes=True
        )
        self.offer_button = Button(
            _("Open for inspection"), self.offer, PRIMARY, "eye", changes=True
        )
        self.later = Combo()
        self.later.setAccessibleName(_("Adopted in the meeting of"))
        self.adopt_button = Button(_("Adopt"), self.adopt, PRIMARY, "lock", changes=True)
        self._label = Text(_("Adopted in the meeting of"), Role.LABEL)
        self._label.setBuddy(self.later)
        self._held = Step([self.ended, self.close_button])
        self._offered = Step([self.offer_button])
        self._adopted = Step([self._label, self.later, self.adopt_button])
        self.asking = Asking(self.books, lambda: self.text)
        self.panel.body.setSpacing(theme.px(16))
        for part in (self._held, self._offered, self._adopted, self.asking):
            self.panel.body.addWidget(part)
        self._lock = QVBoxLayout()
        self.panel.body.addLayout(self._lock)
        self._papers = QVBoxLayout()
        self.panel.body.addLayout(self._papers)
        self.panel.body.addStretch(1)
        self.lock_message: Message | None = None
        self.panes = Panes([Pane(TEXT, card, 0, self.text), Pane(STEPS, self.panel, STEPS_WIDTH)])
        self.column.addWidget(self.panes, 1)

    # What the page asks.

    def present(self, opened: Opened) -> None:
        other = self.opened is None or self.opened.facts.id != opened.facts.id
        self.opened = opened
        clear_layout(self._papers)
        self._papers.addWidget(AttachedFiles(self.page, Owner("meeting", opened.facts.id)))
        facts = opened.facts
        if other:
            self.asking.clear()
        if other or self.ended.text() == self._end_proposed:
            ends = facts.ends or (self._now() if facts.held_on == opened.today else "")
            self.ended.set_value(ends)
            self._end_proposed = self.ended.text()
        self._card.set_title(_("Minutes"), "" if facts.adopted else _("draft"))
        self.text.present(facts)
        self._present_steps(opened)

    def _now(self) -> str:
        return self.books.clock().strftime("%H:%M")

    def _present_steps(self, opened: Opened) -> None:
        facts, free = opened.facts, not opened.locked
        reached = ORDER.index(facts.status)
        closed = [date_long(facts.held_on)]
        if facts.ends:
            closed.append(_("until {time}").format(time=shown_time(facts.ends)))
        note = ", ".join(closed)
        if facts.status == PREPARATION:
            note = (
                _("This meeting is still to come.")
                if opened.to_come
                else _("Close it when everybody has gone home.")
            )
        can_close = free and facts.status == PREPARATION and not opened.to_come
        self._held.present(StepWords(_("Meeting held"), note), _state(reached, HELD), can_close)
        self._offered.present(
            StepWords(
                _("Open for inspection"),
                _("Members can read the text until a later meeting adopts it.")
                if reached < ORDER.index(ADOPTED)
                else "",
            ),
            _state(reached, INSPECTION),
            free and facts.status == HELD,
        )
        self._present_adoption(opened, reached)
        self._present_lock(opened)

    def _present_adoption(self, opened: Opened, reached: int) -> None:
        facts = opened.facts
        self.later.set_choices(
            [Choice(row.id, f"{date_long(row.held_on)} · {row.title}") for row in opened.later]
        )
        if self.later.value() is None and opened.later:
            self.later.set_value(opened.later[0].id)
        can = not opened.locked and facts.status in (HELD, INSPECTION)
        if facts.adopted_on is not None:
            note = _("In the meeting of {day}.").format(day=date_long(facts.adopted_on))
        elif can and not opened.later:
            note = _("By a later meeting, once it was held. There is none yet.")
        else:
            note = _("From then on nothing in this meeting can be changed.")
        self._adopted.present(
            StepWords(_("Adopted"), note), _state(reached, ADOPTED), can and bool(opened.later)
        )
        first = facts.status == INSPECTION
        self.adopt_button.set_kind(PRIMARY if first else "plain")

    def _present_lock(self, opened: Opened) -> None:
        if self.lock_message is not None:
            self._lock.removeWidget(self.lock_message)
            self.lock_message.deleteLater()
            self.lock_message = None
        if opened.locked:
            self.lock_message = Message(INFO, opened.locked)
            self._lock.addWidget(self.lock_message)

    def offers(self) -> Sequence[Action]:
        if self.opened is None:
            return ()
        return (
            Action(_("About the meeting"), self._about, "pencil", why_not=self.opened.locked),
            Action(_("Minutes as PDF"), self.print_minutes, "file-type-pdf", key="Ctrl+P"),
            Action(_("Attendance list"), self.print_attendance, "list-check", in_header=False),
        )

    def hints(self) -> Sequence[Hint]:
        return (
            Hint(("Up", "Down"), _("read")),
            Hint(("Ctrl+P",), _("as PDF")),
            Hint(("F6",), _("other pane")),
            Hint(("Esc",), _("all meetings")),
        )

    def first_focus(self) -> QWidget:
        button = self._button()
        return button if button is not None and not self.panes.narrow else self.text

    def options(self) -> Sequence[Option]:
        return (Option(TEXT, _("Text")), Option(STEPS, _("Steps")))

    def go_to(self, key: str) -> None:
        self.panes.show_pane(key)
        button = self._button()
        if key == TEXT:
            self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif button is not None:
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def next_pane(self) -> bool:
        # Where no step has a button there is nothing to go to.
        return self._button() is not None and super().next_pane()

    def _button(self) -> Button | None:
        """The button of the step of now."""
        buttons = (self.close_button, self.offer_button, self.adopt_button)
        shown = (each for each in buttons if each.isVisibleTo(self.panel) and each.isEnabled())
        return next(shown, None)

    # What can be done.

    def close_meeting(self) -> None:
        """The meeting is over."""
        self._with(self._close)

    def _close(self, opened: Opened) -> None:
        counted = self._only_counted(opened)
        if counted:
            self.asking.tell(counted)
            return
        try:
            ends = self.ended.value() or ""
        except Refused as refused:
            self.ended.show_problem(refused.problems[0])
            return
        self.asking.do(hold_meeting, opened.facts.id, ends, then=self._to_next_step)

    def _only_counted(self, opened: Opened) -> list[Problem]:
        """The points whose counters were filled without recording the outcome."""
        keys = self.books.drafts_of(SCREEN)
        meeting = opened.facts.id
        return [
            Problem("vote.only_counted", ONLY_COUNTED, {"number": item.number})
            for item in opened.facts.items
            if draft_key(VOTE, meeting, item.id) in keys
        ]

    def offer(self) -> None:
        """The minutes can be read by the members."""
        self._with(
            lambda opened: self.asking.do(offer_minutes, opened.facts.id, then=self._to_next_step)
        )

    def _to_next_step(self, _result: object) -> None:
        # The button that had the focus is gone with its step.
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def adopt(self) -> None:
        """The chosen later meeting adopted them; from now on they are locked."""
        later = self.later.value()
        if later is not None:
            self._with(lambda opened: self.asking.do(adopt_minutes, opened.facts.id, later))

    def _with(self, run: Callable[[Opened], object]) -> None:
        if self.opened is not None:
            run(self.opened)
            self.changed.emit()

    def _about(self) -> None:
        if self.opened is not None and not self.opened.locked:
            form = meeting_form(self.books, self.opened)
            self.open_form(form, f"meeting {self.opened.facts.id}")

    def print_minutes(self) -> None:
        self._with(lambda opened: papers.print_paper(self.page, opened.facts, papers.MINUTES))

    def print_attendance(self) -> None:
        self._with(lambda opened: papers.print_paper(self.page, opened.facts, papers.ATTENDANCE))


def _state(reached: int, status: str) -> str:
    place = ORDER.index(status)
    if reached >= place:
        return DONE
    return NOW if reached == place - 1 else LATER
