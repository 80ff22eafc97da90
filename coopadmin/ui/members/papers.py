"""Papers about one member from the screen."""

from __future__ import annotations

from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.papers import make_paper
from coopadmin.words import _, language

HELD_JOB = "coopadmin.desk.answering:save_held"


def print_held(page: Page, person_id: int, name: str) -> None:
    """Everything that is held on somebody, for that person."""
    wanted = _("what we hold on {name}.pdf").format(name=name.replace("/", "-"))
    make_paper(page, wanted, HELD_JOB, person_id, after=(language(),))
