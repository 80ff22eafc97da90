"""What the example cooperative wants to know beside what every one does: a key and a quarter."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from coopadmin.people.model import OwnValue
from coopadmin.people.own_fields import list_own_fields
from coopadmin.people.own_filling import value_row
from coopadmin.people.own_rules import CHOICE, NO, YES, YES_NO, NewOwnField
from coopadmin.store.work import Work
from coopadmin.words import N_, _

_QUARTERS = (N_("Village"), N_("East end"), N_("West end"), N_("Outside"))
_SHARE_WITH_KEY, _SHARE_ASKED, _SHARE_KNOWN = 0.12, 0.5, 0.9


def own_fields() -> tuple[NewOwnField, NewOwnField]:
    """The two fields in the language spoken now."""
    quarter = NewOwnField(
        _("Quarter"), CHOICE, tuple(map(_, _QUARTERS)), why=_("To spread help over the village")
    )
    key = NewOwnField(
        _("Key of the village hall"), YES_NO, basis="interest", why=_("To know who can open up")
    )
    return quarter, key


def fill_own_fields(work: Work, people: Sequence[int], chance: Random) -> None:
    """What stands in these fields of these people, where the cooperative has them."""
    fields = list_own_fields(work.session)
    if not fields:
        return
    places, keys = fields
    work.add_many(
        OwnValue,
        [
            value_row(places, person, chance.choice(places.choices))
            for person in people
            if chance.random() < _SHARE_KNOWN
        ]
        + [
            value_row(keys, person, YES if chance.random() < _SHARE_WITH_KEY else NO)
            for person in people
            if chance.random() < _SHARE_ASKED
        ],
    )
