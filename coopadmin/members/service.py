"""Operations on kinds of membership and memberships."""

from __future__ import annotations

from coopadmin.members.model import MembershipKind
from coopadmin.store.work import Work
from coopadmin.words import N_, _

USUAL_KINDS = (
    # name, covers a household
    (N_("Personal"), False),
    (N_("Household"), True),
    (N_("Organisation"), False),
)


def prepare_kinds(work: Work) -> None:
    """The kinds that a new file begins with, named in the language spoken now; one vote each."""
    work.add_many(
        MembershipKind,
        [
            {
                "name": _(name),
                "votes": 1,
                "covers_household": covers_household,
                "position": position,
                "in_use": True,
            }
            for position, (name, covers_household) in enumerate(USUAL_KINDS, 1)
        ],
    )
