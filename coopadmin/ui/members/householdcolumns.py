"""The tables of households and of what is proposed, as values."""

from __future__ import annotations

from coopadmin.kernel.folding import normalised
from coopadmin.people.household_rules import MOVED_OUT, PROPOSALS, SAME_ADDRESS
from coopadmin.people.households import HouseholdRow, ProposalRow
from coopadmin.ui.kit.columns import ChipLook, Column, Look
from coopadmin.words import N_, _, count, date_short


def identity(row: HouseholdRow | ProposalRow) -> object:
    """What a row is of."""
    return row.id if isinstance(row, HouseholdRow) else (row.reason, row.person_ids)


def names_of(row: HouseholdRow | ProposalRow) -> str:
    """Who it is about, beside each other."""
    if isinstance(row, ProposalRow):
        return ", ".join(row.names)
    if row.begins is None:
        return ", ".join(stay.name for stay in row.people)
    names = ", ".join(stay.name for stay in row.others)
    return _("from {day}: {names}").format(day=date_short(row.begins), names=names)


def place_of(row: HouseholdRow | ProposalRow) -> str:
    return ", ".join(part for part in (row.address, row.town) if part)


def household_columns() -> tuple[Column, ...]:
    """Households of a day."""
    return (
        Column(
            "name", N_("Household"), lambda row: row.name, Look.NAME, 130, 2,
            under=names_of, sort=lambda row: normalised(row.name), marked=True,
        ),
        Column(
            "address", N_("Address"), lambda row: row.address, width=120, stretch=1,
            under=lambda row: row.town, sort=lambda row: normalised(row.address), marked=True,
            drop=1,
        ),
        Column(
            "people", N_("People"), lambda row: count(len(row.people)), Look.AMOUNT, 76,
            sort=lambda row: len(row.people),
        ),
    )  # fmt: skip


def proposal_columns() -> tuple[Column, ...]:
    """What could be done, with why."""
    return (
        Column(
            "people", N_("Who"), names_of, Look.NAME, 150, 2,
            under=place_of, marked=True,
        ),
        Column("why", N_("Why"), look=Look.CHIP, width=230, chip=_why),
    )  # fmt: skip


def _why(row: ProposalRow) -> ChipLook:
    tone = "warn" if row.reason == MOVED_OUT else "info"
    icon = "home" if row.reason == SAME_ADDRESS else "users"
    return ChipLook(_(PROPOSALS[row.reason]), tone, icon)
