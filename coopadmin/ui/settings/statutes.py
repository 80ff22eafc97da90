"""Settings of what the own statutes say: dated versions, beside what holds now and the law."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coopadmin.cooperative.queries import StatutesRow, get_statutes, list_statutes
from coopadmin.cooperative.rules import NewStatutes
from coopadmin.cooperative.service import set_statutes
from coopadmin.kernel.problem import Problem, Refused
from coopadmin.meetings.rules import OUTCOMES, Ballots, VoteRule, outcome_of
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import PRIMARY, QUIET, Button
from coopadmin.ui.kit.cards import Panel
from coopadmin.ui.kit.drafting import Drafting
from coopadmin.ui.kit.fieldbox import FieldBox
from coopadmin.ui.kit.fields import Field, Kind
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.inputs import CheckBox, Choice, Combo, Line
from coopadmin.ui.kit.message import BAD, Messages
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.text import Chip, Text
from coopadmin.ui.kit.text import Rule as Hairline
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.settings.rulerows import RuleRows
from coopadmin.ui.settings.section import Section
from coopadmin.ui.settings.statuterules import RULES
from coopadmin.words import N_, _, date_long, ngettext, say

_VALID_FROM = Field(
    "valid_from",
    N_("Valid from"),
    Kind.DATE,
    width=200,
    hint=N_("The day of the deed. Another day makes a new version."),
)
_SOURCE = Field(
    "source", N_("Source"), optional=True, width=320, hint=N_("Such as: deed of 14 March 2014.")
)
SCREEN, TRIED = "settings", (21, 18, 4)


class StatutesSection(Section):
    """One version of the profile at a time; saving under another day keeps the old one."""

    NOTE: ClassVar[str] = N_("The program reckons with this. Old meetings keep their own rules.")

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._versions: list[StatutesRow] = []
        self._shown: StatutesRow | None = None
        self._first: tuple[Any, ...] = ()
        self._drafting = Drafting(self.desk, SCREEN, self._drafted)
        self.panel = Panel()
        self.column.addWidget(self.panel)
        self.messages = Messages()
        self.panel.body.addWidget(self.messages)
        self.panel.body.addLayout(self._top())
        self.panel.body.addWidget(Hairline())
        self.rows = RuleRows()
        self.rows.edited.connect(lambda _name: self._changed())
        self.panel.body.addWidget(self.rows)
        self.panel.body.addWidget(Hairline())
        self.panel.body.addLayout(self._bottom())
        self.panel.body.addWidget(Hairline())
        self.panel.body.addLayout(self._trial())
        self.panel.body.addStretch(1)
        self._foot()
        shortcut = QShortcut(QKeySequence("Ctrl+S"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.save)

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        self.version = Combo(name=_("Version"))
        self.version.currentIndexChanged.connect(lambda _index: self._choose())
        self.chip = Chip()
        self.valid_from = FieldBox(_VALID_FROM, self.desk.today())
        self.valid_from.setMaximumWidth(theme.px(300))
        self.valid_from.edited.connect(self._changed)
        row.addWidget(self.valid_from)
        row.addStretch(1)
        row.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.version, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _bottom(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(24))
        self.source = FieldBox(_SOURCE, self.desk.today())
        self.source.setMaximumWidth(theme.px(360))
        self.source.edited.connect(self._changed)
        row.addWidget(self.source)
        self.checked = CheckBox(_("Compared with our own statutes"))
        self.checked.toggled.connect(lambda _on: self._changed())
        row.addWidget(self.checked)
        row.addStretch(1)
        return row

    def _trial(self) -> QHBoxLayout:
        """A vote to try these rules with; the outcome follows while typing."""
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(Text(_("Try a vote:"), Role.NAME))
        self.tried: list[Line] = []
        for number, words in zip(TRIED, (_("for"), _("against"), _("blank")), strict=True):
            line = Line(role=Role.AMOUNT)
            line.setText(str(number))
            line.setFixedWidth(theme.px(56))
            line.setAccessibleName(_("Trial votes {what}").format(what=words))
            line.textEdited.connect(lambda _text: self._try())
            self.tried.append(line)
            row.addWidget(line)
            row.addWidget(Text(words, Role.NOTE, "ink2"))
        self.outcome = Text("", Role.NOTE, wrap=True)
        row.addWidget(self.outcome, 1)
        return row

    def _foot(self) -> None:
        self.save_button = Button(_("Save"), self.save, PRIMARY, "device-floppy", changes=True)
        self.cancel_button = Button(_("Cancel"), self._cancel, QUIET)
        self._wrong = Text("", Role.LABEL, "bad")
        self._unsaved = Chip(_("Not saved"), "info", "pencil")
        footer = self.panel.footer_row
        footer.addWidget(self.save_button)
        footer.addWidget(self.cancel_button)
        footer.addStretch(1)
        footer.addWidget(self._wrong)
        footer.addWidget(self._unsaved)
        self.panel.show_footer()

    # What is shown.

    def reload(self) -> None:
        self._versions = self.desk.books.ask(list_statutes)
        now = self._valid()
        choices = []
        for row in reversed(self._versions):
            words = _("From {day}").format(day=date_long(row.valid_from))
            choices.append(Choice(row.id, f"{words} ({_('now')})" if row == now else words))
        keep = self._shown.id if self._shown is not None else now.id
        if keep not in [row.id for row in self._versions]:
            keep = now.id
        self.version.set_choices(choices)
        self.version.blockSignals(True)
        self.version.set_value(keep)
        self.version.blockSignals(False)
        self.version.setVisible(len(choices) > 1)
        if not self.is_changed():
            self._choose()

    def _valid(self) -> StatutesRow:
        return self.desk.books.ask(get_statutes, self.desk.today())

    def _choose(self) -> None:
        wanted = self.version.value()
        self._shown = next((row for row in self._versions if row.id == wanted), self._valid())
        self._show()

    def _show(self) -> None:
        row = self._shown or self._valid()
        names = [rule.name for rule in RULES]
        now = self._valid()
        self.messages.clear()
        self.valid_from.set_value(row.valid_from)
        self.source.set_value(row.source)
        self.checked.blockSignals(True)
        self.checked.setChecked(row.checked)
        self.checked.blockSignals(False)
        self.rows.set_values(
            {name: getattr(row, name) for name in names},
            {name: getattr(now, name) for name in names},
        )
        self._show_chip(row)
        self._first = self._draft()
        kept = self._drafting.begin(f"statutes/{row.id}")
        if kept is not None:
            self._restore(json.loads(kept))
        self._show_state()

    def _restore(self, kept: dict[str, Any]) -> None:
        self.valid_from.restore(kept["valid_from"])
        self.source.restore(kept["source"])
        self.checked.blockSignals(True)
        self.checked.setChecked(kept["checked"])
        self.checked.blockSignals(False)
        self.rows.restore(kept["rules"])

    def _drafted(self) -> str | None:
        if not self.is_changed():
            return None
        kept = {
            "valid_from": self.valid_from.draft(),
            "source": self.source.draft(),
            "checked": self.checked.isChecked(),
            "rules": self.rows.draft(),
        }
        return json.dumps(kept, ensure_ascii=False)

    def leave(self) -> None:
        self._drafting.leave()

    def _show_chip(self, row: StatutesRow) -> None:
        if row.checked:
            self.chip.set(_("Compared with the statutes"), "good", "circle-check")
        else:
            self.chip.set(_("To be checked"), "warn", "alert-triangle")

    def _draft(self) -> tuple[Any, ...]:
        return (
            self.valid_from.text(),
            self.source.text(),
            self.checked.isChecked(),
            tuple(self.rows.draft().items()),
        )

    def is_changed(self) -> bool:
        """Whether something differs from the version that is shown."""
        return bool(self._first) and self._draft() != self._first

    def _changed(self) -> None:
        self._drafting.typed()
        self._show_state()

    def _show_state(self) -> None:
        wrong = len(self.rows.problems)
        self._wrong.setText(
            ngettext(
                "{count} field needs attention", "{count} fields need attention", wrong
            ).format(count=wrong)
            if wrong
            else ""
        )
        self._unsaved.setVisible(self.is_changed())
        self._try()

    def _try(self) -> None:
        try:
            votes = [int(line.text() or 0) for line in self.tried]
            ballots = Ballots(votes[0], votes[1], votes[2])
            blank = bool(self.rows.controls["blank_counts"].value())
            said = []
            for name, words in (
                ("majority", N_("ordinary resolution")),
                ("amendment_majority", N_("change of statutes")),
            ):
                rule = VoteRule(str(self.rows.controls[name].value()), blank)
                found = outcome_of(ballots, rule)
                said.append(
                    _("{what} {outcome} ({votes} of {cast}, {needed} needed)").format(
                        what=_(words),
                        outcome=_(OUTCOMES[found.outcome]).lower(),
                        votes=votes[0],
                        cast=found.cast,
                        needed=found.needed,
                    )
                )
            self.outcome.setText("; ".join(said))
        except (ValueError, Refused):
            self.outcome.setText(_("Type whole numbers."))

    # What the person does.

    def save(self) -> None:
        """Keep this version; what is wrong is shown at its rule."""
        self.messages.clear()
        try:
            day: date = self.valid_from.value()
            new = NewStatutes(
                valid_from=day,
                source=str(self.source.text()).strip(),
                checked=self.checked.isChecked(),
                **self.rows.values(),
            )
            saved = self.desk.books.do(set_statutes, new)
        except Refused as refused:
            self._refused(refused.problems)
            return
        self._first = ()
        self._drafting.drop()
        self._versions = self.desk.books.ask(list_statutes)
        self._shown = next(row for row in self._versions if row.id == saved)
        self.reload()
        self._choose()

    def _cancel(self) -> None:
        self._drafting.drop()
        self._show()

    def _refused(self, problems: tuple[Problem, ...]) -> None:
        self.rows.show_problems(problems)
        for problem in problems:
            if problem.field == "valid_from":
                self.valid_from.show_problem(problem)
            elif problem.field not in self.rows.controls:
                self.messages.show_message(BAD, say(problem))
        self._changed()
        self.next_problem()

    def next_problem(self) -> bool:
        wrong = self.rows.next_problem()
        if wrong is not None:
            # The sentence under it gets its place only after this.
            QTimer.singleShot(0, wrong, lambda: self.panel.ensure_visible(wrong))
        elif self.valid_from.problem is not None:
            self.valid_from.control.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return wrong is not None or self.valid_from.problem is not None

    def hints(self) -> tuple[Hint, ...]:
        return (
            Hint(("Tab",), _("next field")),
            Hint(("F8",), _("to the error")),
            Hint(("Ctrl+S",), _("save")),
        )

    def first_focus(self) -> QWidget:
        return self.rows.controls["convocation_days"].control
