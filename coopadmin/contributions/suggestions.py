"""Examples of what a kind of membership costs, for who has to fill in the own amount."""

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


def example_amount(kind: str, membership: str) -> Money:
    """An amount a year as an example, to be shown as one and never stored.

    Keys of `cooperative.rules.KINDS` and of `members.rules.StartingKind`. No source but our own
    sense of proportion: the general meeting decides what membership costs.
    """
    euros = {**_USUAL_EUROS, **_EUROS.get(kind, {})}
    return Money(euros[membership] * 100)
