"""What stands beside a line of the budget: what it came to, last year, and why."""

from __future__ import annotations

from coopadmin.ledger.budget_papers import beside, budget_head, of_year
from coopadmin.ledger.budget_sheet import BudgetSheet, SheetRow
from coopadmin.ledger.comparison import METHOD
from coopadmin.ledger.places import PLACES
from coopadmin.ui.kit.cards import Panel
from coopadmin.ui.kit.text import Facts, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.words import _, money


class BudgetPanel(Panel):
    """The chosen line with all its figures; the page gives it its buttons."""

    def __init__(self) -> None:
        super().__init__()
        self._facts = Facts(170)
        self._said = Text("", Role.BODY, "ink", wrap=True)
        self._method = Text("", Role.NOTE, "ink2", wrap=True)
        for widget in (self._facts, self._said, self._method):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def show_row(self, sheet: BudgetSheet | None, row: SheetRow | None, *, changes: bool) -> None:
        """Show this line, or nothing."""
        shown = sheet is not None and row is not None
        self.footer.setVisible(shown and changes)
        self._method.setVisible(shown)
        self._said.setVisible(shown)
        if sheet is None or row is None:
            self.set_title(_("Choose a line"))
            self._facts.set_facts([])
            return
        place = _(PLACES[row.place].label)
        self.set_title(row.name, " · ".join(part for part in (place, row.activity) if part))
        columns = (*of_year(sheet), *beside(sheet))
        self._facts.set_facts(
            [
                (budget_head(sheet.year.label), money(row.budget)),
                *((head, money(cell(row))) for head, cell in columns),
            ]
        )
        self._said.setText(row.note)
        self._said.setVisible(bool(row.note))
        self._method.setText(_(METHOD))
        forecast = sheet.running or (bool(sheet.last_label) and not sheet.last_over)
        self._method.setVisible(forecast)
