"""What the audit committee takes along, from the screen: its papers, and a copy to look at."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from secrets import randbelow

from shiboken6 import isValid

from coopadmin.kernel.calendar import BookYear
from coopadmin.kernel.problem import Problem
from coopadmin.store import StoreTrouble
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.message import GOOD
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.papers import clear_messages, make_paper
from coopadmin.ui.kit.saving import ask_file, folder_of
from coopadmin.words import N_, _, language

PRINT = "coopadmin.desk.inspecting:print_audit"
COPY = "coopadmin.desk.inspecting:copy_to_inspect"
KINDS = {".coop": N_("Files of this program (*.coop)")}
SEEDS = 10_000


def audit_actions(page: Page, year: BookYear) -> tuple[Action, ...]:
    """Printing what the committee needs, and a copy that can only be looked at."""
    papers = _("Papers for the audit committee {year}…").format(year=year.label)
    copy = _("Copy for the audit committee…")
    return (
        Action(papers, partial(_print, page, year), "printer"),
        Action(copy, partial(_copy, page, year), "download"),
    )


def _print(page: Page, year: BookYear) -> None:
    """With a seed by lot, which stands on the paper: with it the same sample can be drawn."""
    name = _("Audit committee {year}").format(year=year.label)
    make_paper(page, f"{name}.pdf", PRINT, after=(year.label, language(), randbelow(SEEDS) + 1))


def _copy(page: Page, year: BookYear) -> None:
    name = _("Audit committee {year}").format(year=year.label)
    title = _("Copy for the audit committee…")
    path = ask_file(page, title, folder_of(page.desk) / f"{name}.coop", KINDS)
    if path is None:
        return
    words = _("Saving {file}").format(file=path.name)
    task = page.desk.runner.run(COPY, page.desk.books, path, title=words)
    task.done.connect(lambda _nothing: _copied(page, path))
    task.failed.connect(lambda trouble: _failed(page, trouble))


def _copied(page: Page, path: Path) -> None:
    if isValid(page):
        clear_messages(page)
        said = _("{path} can be looked at, and changed by nobody.").format(path=path.name)
        page.messages.show_message(GOOD, said, str(path.parent))


def _failed(page: Page, trouble: Exception) -> None:
    if not isValid(page):
        return
    problems: tuple[Problem, ...] = ()
    if isinstance(trouble, StoreTrouble):
        problems = (trouble.problem,)
    else:
        problems = tuple(getattr(trouble, "problems", ()))
    clear_messages(page)
    page.messages.show_problems(problems)
