"""Why something about a person is kept and how long, in words, with the law it follows from.

The terms are those of DOMAIN 2.3; each counts from the end of a calendar or book year.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coopadmin.words import N_

# The grounds of article 6 of the AVG, by the tokens of `store.schema.Personal.basis`.
BASES: Mapping[str, str] = {
    "contract": N_("needed for the membership or the help that somebody gives (AVG 6(1)(b))"),
    "legal": N_("a law asks for it (AVG 6(1)(c))"),
    "consent": N_("the person agreed to it (AVG 6(1)(a))"),
    "interest": N_("the cooperative cannot work without it (AVG 6(1)(f))"),
}

MEMBERSHIP, APPLICATION, BOOKS, HOURS = "membership", "application", "books", "hours"
VOLUNTEER, LIABILITY, ARCHIVE, DRAFT = "volunteer", "liability", "archive", "draft"


@dataclass(frozen=True)
class Term:
    """How long something is kept: a sentence, the years after the last use, and the source.

    `years` is None for what has no end (the archive), and for what goes with the person at once.
    """

    words: str
    years: int | None = None
    source: str = ""


# By the tokens of `store.schema.Personal.keep`. Erasing takes away at once what has no years.
KEPT: Mapping[str, Term] = {
    MEMBERSHIP: Term(N_("until two years after the end, or until it is erased")),
    DRAFT: Term(N_("until it is finished or thrown away")),
    APPLICATION: Term(
        N_("ten years where members are liable, else one year"), 10, N_("BW 2:61 under b")
    ),
    BOOKS: Term(N_("seven years after the book year"), 7, N_("BW 2:10(3), AWR 52(4)")),
    HOURS: Term(N_("seven years, because hours account for grants"), 7, N_("Awb 4:69(2)")),
    VOLUNTEER: Term(N_("two years after the last help"), 2, N_("custom")),
    LIABILITY: Term(N_("one year after leaving, where members are liable"), 1, N_("BW 2:55")),
    ARCHIVE: Term(N_("for ever, as the archive of the cooperative")),
}
