"""What a kind of membership usually costs, to begin with."""

from __future__ import annotations

from coopadmin.kernel.money import Money

_USUAL_EUROS = {"personal": 20, "household": 30, "organisation": 50, "donor": 25, "supporter": 25}
_EUROS: dict[str, dict[str, int]] = {
    "dorpscooperatie": {"personal": 25, "household": 40, "organisation": 75},
    "buurtcooperatie": {"personal": 15, "household": 25},
    "stadsdorp": {"personal": 48, "household": 72},
    "hospice": {"personal": 25, "organisation": 100},
    "pgb-ouderinitiatief": {"family": 120},
    "buurthuis": {"personal": 15, "household": 25},
    "voorzorgcirkel": {"personal": 10, "household": 15},
    "energiecooperatie": {"personal": 25},
}


def suggested_amount(kind: str, membership: str) -> Money:
    """What a kind of membership usually costs a year in a kind of cooperative, to begin with.

    Keys of `cooperative.rules.KINDS` and of `members.rules.StartingKind`. Our own
    proposal, to be changed before the file is made; the general meeting decides.
    """
    euros = {**_USUAL_EUROS, **_EUROS.get(kind, {})}
    return Money(euros[membership] * 100)
