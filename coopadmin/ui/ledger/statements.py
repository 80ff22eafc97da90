"""The statements of a year from the screen: on paper, in a workbook, as CSV."""

from __future__ import annotations

from functools import partial

from coopadmin.kernel.calendar import BookYear
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.papers import make_paper
from coopadmin.ui.kit.saving import LISTS, ask_file, folder_of, write
from coopadmin.words import N_, _, language

SAVE = "coopadmin.desk.statements:save_statement"
PRINT = "coopadmin.desk.statements:print_statement"
PAPERS = {
    "annual-accounts": N_("Annual accounts {year}"),
    "filing": N_("Figures for filing {year}"),
    "tax": N_("Figures for corporation tax {year}"),
}
FILES = {
    "balance-sheet": N_("Balance sheet {year}"),
    "income": N_("Income and expenditure {year}"),
    "trial-balance": N_("Trial balance {year}"),
    "cards": N_("Ledger cards {year}"),
    "ages": N_("Open items by age {year}"),
    "dimensions": N_("Per activity and fund {year}"),
}
ON_PAPER = frozenset({"balance-sheet", "income"})
"""What most want to read or to send; of the others most want a workbook."""


def statement_actions(page: Page, year: BookYear) -> tuple[Action, ...]:
    """Papers of this year first, then what is saved as PDF, XLSX or CSV."""
    papers = [
        Action(f"{_named(words, year)}…", partial(_print, page, year, kind), "printer")
        for kind, words in PAPERS.items()
    ]
    files = [
        Action(f"{_named(words, year)}…", partial(_save, page, year, kind), "download")
        for kind, words in FILES.items()
    ]
    return (*papers, *files)


def _named(words: str, year: BookYear) -> str:
    return _(words).format(year=year.label)


def _print(page: Page, year: BookYear, kind: str) -> None:
    name = f"{_named(PAPERS[kind], year)}.pdf"
    make_paper(page, name, PRINT, after=(kind, year.label, language()))


def _save(page: Page, year: BookYear, kind: str) -> None:
    ending = ".pdf" if kind in ON_PAPER else ".xlsx"
    suggested = folder_of(page.desk) / f"{_named(FILES[kind], year)}{ending}"
    path = ask_file(page, _("Save statement"), suggested, LISTS)
    if path is not None:
        write(page.desk, page.messages, SAVE, kind, year.label, path)
