"""What leaves the page of the books: statements on paper and as files, and the audit file."""

from __future__ import annotations

from dataclasses import replace

from coopadmin.kernel.calendar import BookYear
from coopadmin.ui.kit.buttons import ICON, Action, MenuButton
from coopadmin.ui.kit.page import Page
from coopadmin.ui.ledger.auditfile import audit_file_actions
from coopadmin.ui.ledger.auditing import audit_actions
from coopadmin.ui.ledger.statements import statement_actions
from coopadmin.words import _


def papers_of(page: Page, year: BookYear) -> list[Action]:
    """All of them for the menus, the first with the key that prints everywhere."""
    statements, audit = statement_actions(page, year), audit_actions(page, year)
    actions = (*statements, *audit, *audit_file_actions(page, year))
    found = [replace(each, in_header=False) for each in actions]
    return [replace(found[0], key="Ctrl+P"), *found[1:]]


def papers_menu() -> MenuButton:
    """A button beside the tabs that offers them; without words, so that all tabs have room."""
    menu = MenuButton("", (), ICON, "download")
    menu.setAccessibleName(_("Papers and files"))
    menu.setToolTip(_("Papers and files"))
    return menu
