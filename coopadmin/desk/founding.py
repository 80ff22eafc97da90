"""Founding a file: the legal person with everything that the floors prepare for it."""

from __future__ import annotations

from datetime import date

from coopadmin.activities.service import add_starting_activities
from coopadmin.annual.service import prepare_sections, set_earlier_figure
from coopadmin.attachments.service import set_logo
from coopadmin.contributions.rules import NewTariff
from coopadmin.contributions.service import set_tariff
from coopadmin.cooperative.queries import book_year_of
from coopadmin.cooperative.rules import NewCooperative, NewExceptionalYear
from coopadmin.cooperative.service import add_exceptional_year, lay_foundation, set_statutes
from coopadmin.desk.beginning import Beginning, prepared_for
from coopadmin.members.queries import list_kinds
from coopadmin.members.service import prepare_kinds
from coopadmin.store import Books
from coopadmin.store.work import UndoneBy, Work, operation
from coopadmin.words import N_

__all__ = ["NewCooperative", "begin_file", "found_cooperative"]


@operation(
    "cooperative.found",
    N_("Begin the file"),
    N_("{who} began the file of {about}"),
    UndoneBy(never=N_("The file begins with this. Make a new file instead.")),
)
def found_cooperative(work: Work, new: NewCooperative, *, usual_activities: bool = False) -> int:
    """Begin an empty file with its legal person; returns the id of the cooperative.

    `usual_activities` also adds those of its kind. The name is checked by BW 2:54. Texts are in
    the language spoken now.
    """
    founded = lay_foundation(work, new)
    prepared = prepared_for(new.kind, new.legal_form)
    prepare_kinds(work, prepared.kinds)
    prepare_sections(work, sorted(prepared.left_out))
    if usual_activities:
        add_starting_activities(work, new.kind)
    work.about = new.name
    return founded.id


def begin_file(books: Books, beginning: Beginning, *, usual_activities: bool = True) -> None:
    """Found the cooperative with all that was filled in, each as an operation of its own.

    Raises Refused; then the file is not what was asked and should go.
    """
    books.do(found_cooperative, beginning.new, usual_activities=usual_activities)
    founded_on, until = beginning.new.founded_on, beginning.first_year_until
    if founded_on is not None and until is not None:
        books.do(add_exceptional_year, NewExceptionalYear(founded_on, until))
    first = _book_year_first(books)
    kinds = books.ask(list_kinds)
    amounts = beginning.amounts or [None] * len(kinds)
    for kind, amount in zip(kinds, amounts, strict=True):
        if amount is not None:
            books.do(set_tariff, NewTariff(kind.id, first, amount))
    if beginning.statutes is not None:
        books.do(set_statutes, beginning.statutes)
    for figure in beginning.figures:
        books.do(set_earlier_figure, figure)
    if beginning.logo is not None:
        books.do(set_logo, *beginning.logo)


def _book_year_first(books: Books) -> date:
    """The first day of the book year of today: from there on the first tariffs hold."""
    return books.ask(book_year_of, books.today()).first
