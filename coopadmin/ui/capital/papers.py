"""Papers on capital from the screen."""

from __future__ import annotations

from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.papers import make_paper
from coopadmin.words import _, language

JOB = "coopadmin.capital.printing:print_capital"


def print_paper(page: Page, person_id: int | None, name: str) -> None:
    """The register of today, or the certificate of one person called `name`."""
    today = page.desk.today()
    wanted = _("certificate {name}.pdf") if name else _("register of capital {day}.pdf")
    shown = wanted.format(name=name.replace("/", "-"), day=today.isoformat())
    make_paper(page, shown, JOB, after=(today, person_id, language()))
