"""What the page of the books says while there are none, or none of the year that is shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from coopadmin.ledger.entry_queries import BookkeepingFacts
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.ledger.takeover import TakeoverScreen
from coopadmin.words import _


def no_books(
    label: str,
    books: BookkeepingFacts | None,
    show_first: Callable[[], object],
    begin: Callable[..., object],
) -> EmptyState:
    """The year that is shown comes before the first one, or there is no first one yet."""
    if books is not None:
        first = books.first_year
        return EmptyState(
            _("No books of {year}").format(year=label),
            _("The books begin with {year}.").format(year=first),
            [Action(_("Show {year}").format(year=first), show_first)],
        )
    words = _("Begin with book year {year} and what there was on its first day.")
    return EmptyState(
        _("No books yet"),
        words.format(year=label),
        [
            Action(_("Begin the books"), begin, "book", changes=True),
            Action(
                _("Books of another program"),
                partial(begin, TakeoverScreen),
                "file-import",
                changes=True,
            ),
        ],
    )
