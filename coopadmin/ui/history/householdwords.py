"""What the tables of households and their columns are called in history."""

from __future__ import annotations

from collections.abc import Mapping

from coopadmin.ui.history.tablewords import TableWords
from coopadmin.words import N_

HOUSEHOLDS: Mapping[str, TableWords] = {
    "household": TableWords(N_("Household"), {"number": N_("Number"), "name": N_("Name")}),
    "household_stay": TableWords(
        N_("Who belongs to a household"),
        {
            "household_id": N_("Household"),
            "person_id": N_("Person"),
            "first": N_("First day"),
            "last": N_("Last day"),
        },
    ),
}
