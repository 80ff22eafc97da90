"""What the tables of households, notes, selections, and of doubles are called."""

from __future__ import annotations

from collections.abc import Mapping

from coopadmin.desk.wording.tablewords import TableWords
from coopadmin.words import N_

HOUSEHOLDS: Mapping[str, TableWords] = {
    "alias": TableWords(
        N_("Another entry of a person"),
        {
            "person_id": N_("Entry"),
            "of_id": N_("Person"),
            "merged_on": N_("Put together on"),
        },
    ),
    "different_people": TableWords(
        N_("Not the same person"), {"one_id": N_("Person"), "other_id": N_("Other person")}
    ),
    "erased_images": TableWords(
        N_("What the history lost by erasing"),
        {"done_id": N_("Operation"), "changes": N_("Changes")},
    ),
    "erasure": TableWords(
        N_("Erasing of details"),
        {
            "number": N_("Number"),
            "person_id": N_("Person"),
            "step": N_("How far"),
            "erased_on": N_("Erased on"),
            "kept_until": N_("The name stays in the books until"),
            "name": N_("Name in the books"),
            "iban": N_("IBAN"),
        },
    ),
    "former_number": TableWords(
        N_("Number of before"), {"number": N_("Member number"), "person_id": N_("Person")}
    ),
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
    "own_field": TableWords(
        N_("Own field"),
        {
            "number": N_("Number"),
            "name": N_("Name"),
            "kind": N_("Kind"),
            "choices": N_("Choices"),
            "basis": N_("Ground"),
            "why": N_("What it is kept for"),
            "keep": N_("How long"),
            "in_use": N_("In use"),
            "position": N_("Place in the list"),
        },
    ),
    "own_value": TableWords(
        N_("Filled in"),
        {
            "field_id": N_("Field"),
            "person_id": N_("Person"),
            "value": N_("Value"),
            "lasting": N_("Value"),
        },
    ),
    "person_note": TableWords(
        N_("Note"),
        {
            "number": N_("Number"),
            "person_id": N_("Person"),
            "dated": N_("Dated"),
            "author": N_("Written by"),
            "text": N_("Text"),
            "keep_until": N_("Kept until"),
        },
    ),
    "selection": TableWords(N_("Selection"), {"name": N_("Name"), "criteria": N_("Whom it takes")}),
}
