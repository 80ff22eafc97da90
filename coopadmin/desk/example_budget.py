"""The budgets of the example: drawn up by the treasurer, adopted in May, explained a year later."""

from __future__ import annotations

from collections.abc import Mapping

from coopadmin.cooperative.queries import list_resolutions
from coopadmin.ledger.budgeting import (
    ACCEPTED,
    NewExplanation,
    adopt_budget,
    explain_difference,
    make_budget,
    set_budget_lines,
)
from coopadmin.ledger.budgets import ACTUALS, NewBudget, NewBudgetLine, draft_of_year
from coopadmin.ledger.comparison import Compared, compare_year
from coopadmin.ledger.entry_queries import find_bookkeeping
from coopadmin.store import Books
from coopadmin.words import N_, _

GROWTH, REPAIRS = 2, "45705"
_SAID: Mapping[str, str] = {
    "transport": N_("The bus had more repairs than we had counted on, and fuel became dearer."),
    "gifts": N_("A giver whom we did not know yet supported us, once."),
}
_OTHERWISE = {
    (True, True): N_("More came in than we had counted on."),
    (True, False): N_("Less came in than we had counted on; we look for other sources."),
    (False, True): N_("Prices rose more than we had expected."),
    (False, False): N_("We could do with less, because volunteers did part of it themselves."),
}


def draw_up_budget(books: Books, year: int, *, hopeful: bool) -> None:
    """The draft of a year: what the year before came to, and a little more.

    One that is `hopeful` counts on half the repairs of the bus. The first year of the books has no
    year before, and so no budget.
    """
    begun = books.ask(find_bookkeeping)
    if begun is None or begun.first_year == str(year):
        return
    made = books.do(make_budget, NewBudget(str(year), ACTUALS, GROWTH))
    draft = books.ask(draft_of_year, str(year))
    if not hopeful or draft is None:
        return
    said = _("The bus was repaired thoroughly last year; we count on half.")
    halved = [
        NewBudgetLine(line.account_id, line.amount.part(1, 2), line.activity_id, said)
        for line in draft.lines
        if line.number == REPAIRS
    ]
    books.do(set_budget_lines, made, halved)


def adopt_year_budget(books: Books, year: int) -> None:
    """The draft is adopted by the resolution of this year's meeting, when that was accepted."""
    title = _("Budget and contribution {year}").format(year=year)
    draft = books.ask(draft_of_year, str(year))
    decided = [
        each
        for each in books.ask(list_resolutions)
        if title in (each.subject, each.text) and each.outcome == ACCEPTED
    ]
    if draft is not None and decided:
        books.do(adopt_budget, draft.budget.id, decided[-1].id)


def explain_year(books: Books, year: int) -> None:
    """What the treasurer wrote where a year that is over differs much from its budget."""
    compared = books.ask(compare_year, str(year), on=books.today())
    for line in compared.unexplained:
        books.do(explain_difference, NewExplanation(str(year), _(_reason(line)), line.place))
    sides: dict[int, list[Compared]] = {}
    for line in compared.activities:
        if line.activity_id is not None and line.unexplained:
            sides.setdefault(line.activity_id, []).append(line)
    for activity_id, theirs in sides.items():
        text = " ".join(_(_OTHERWISE[line.income, _more(line)]) for line in theirs)
        books.do(explain_difference, NewExplanation(str(year), text, activity_id=activity_id))


def _reason(line: Compared) -> str:
    more = _more(line)
    return (more and _SAID.get(line.place)) or _OTHERWISE[line.income, more]


def _more(line: Compared) -> bool:
    return line.difference is not None and line.difference.cents > 0
