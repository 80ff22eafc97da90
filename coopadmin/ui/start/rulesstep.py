"""The step of the agreements in the statutes: the usual ones, to be compared with one's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from PySide6.QtCore import Signal

from coopadmin.cooperative.rules import NewStatutes, check_statutes
from coopadmin.kernel.problem import Refused
from coopadmin.ui.kit.cards import Panel
from coopadmin.ui.kit.inputs import CheckBox, Combo
from coopadmin.ui.kit.text import Rule
from coopadmin.ui.settings.rulerows import RuleRows
from coopadmin.ui.settings.statuterules import GROUPS
from coopadmin.words import N_, _

ASKED = frozenset(
    "convocation_days amendment_convocation_days termination_days majority amendment_majority"
    " proxies_per_holder quorum amendment_quorum".split()
)
CHECKED = "checked"


class RulesStep(Panel):
    """Rules with the usual value and the law beside each; the others are in the settings."""

    saved = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        asked = [(title, [rule for rule in rules if rule.name in ASKED]) for title, rules in GROUPS]
        self.rows = RuleRows([(title, rules) for title, rules in asked if rules], N_("Usual"))
        self.body.addWidget(self.rows)
        self.body.addWidget(Rule())
        self.checked = CheckBox(_("These stand in our statutes: I compared them"))
        self.body.addWidget(self.checked)
        self.body.addStretch(1)
        self.legal_form, self.valid_from = "cooperatie-ua", date.min
        self.forget()

    def forget(self) -> None:
        """The usual rules, as they are when the step is skipped."""
        usual = asdict(NewStatutes(date.min))
        self.rows.set_values(usual, usual)
        self.checked.setChecked(False)

    def draft(self) -> dict[str, Any]:
        return {**self.rows.draft(), CHECKED: self.checked.isChecked()}

    def restore(self, kept: Mapping[str, Any]) -> None:
        for name, control in self.rows.controls.items():
            if name in kept:
                control.set_value(kept[name])
        self.checked.setChecked(bool(kept.get(CHECKED)))
        self.rows.show_compared()

    def submit(self) -> None:
        """Tell the statutes when they are lawful; else show what is wrong at its rule."""
        try:
            new = NewStatutes(
                self.valid_from, checked=self.checked.isChecked(), **self.rows.values()
            )
            problems = list(check_statutes(new, self.legal_form))
            if problems:
                raise Refused(problems)
        except Refused as refused:
            self.rows.show_problems(refused.problems)
            wrong = self.rows.next_problem()
            if wrong is not None:
                self.ensure_visible(wrong)
            return
        self.rows.show_problems(())
        self.saved.emit(new)

    def focus_first(self) -> None:
        control = next(iter(self.rows.controls.values())).control
        if isinstance(control, Combo):
            control.setFocus()
        else:
            control.setFocus()
            control.selectAll()
