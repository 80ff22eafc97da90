"""The forms of a membership and of its end as data, and their values as input for the rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from coopadmin.members.queries import KindRow
from coopadmin.members.rules import (
    COOPERATIVE_GROUNDS,
    END_REASONS,
    MEMBER_GROUNDS,
    ChangedMembership,
    NewMember,
    NewTermination,
)
from coopadmin.people.rules import NewPerson
from coopadmin.ui.kit.fields import Field, Kind, Part
from coopadmin.ui.kit.inputs import Choice
from coopadmin.ui.members.labels import LABELS
from coopadmin.ui.members.personform import Raw, token_choices
from coopadmin.words import N_, _


@dataclass(frozen=True)
class MembershipChoices:
    """What can be chosen for a membership.

    `kinds` with the words of each (name and tariff), `resolutions` by id, `next_number` what a
    new member gets; `find_payer` turns a text into the id of a person or raises Refused, and
    `payer_name` names one.
    """

    kinds: tuple[tuple[KindRow, str], ...]
    resolutions: tuple[Choice, ...]
    next_number: int
    find_payer: Callable[[str], int]
    payer_name: Callable[[int], str]


def membership_parts(choices: MembershipChoices, *, new: bool) -> tuple[Part, ...]:
    """Kind, period and what else is noted of a membership."""
    households = {kind.id for kind, _words in choices.kinds if kind.covers_household}
    number = Field(
        "number",
        LABELS["number"],
        Kind.NUMBER,
        optional=True,
        width=225,
        hint=N_("Left empty it follows by itself."),
        placeholder=f"{choices.next_number:04d}",
    )
    estimated = Field("since_estimated", LABELS["since_estimated"], Kind.CHECK)
    persons = Field(
        "persons_covered",
        LABELS["persons_covered"],
        Kind.NUMBER,
        width=225,
        hint=N_("Everybody in the household, the member too."),
        shown_if=lambda raw: raw.get("kind_id") in households,
    )
    parts: list[Part] = [
        (
            Field(
                "kind_id",
                LABELS["kind_id"],
                Kind.CHOICE,
                width=285,
                choices=tuple(Choice(kind.id, words) for kind, words in choices.kinds),
            ),
            Field("since", LABELS["since"], Kind.DATE, width=165),
        ),
        (number, persons) if new else persons,
    ]
    if not new:
        parts.append(estimated)
    parts.append(
        Field(
            "payer_id",
            LABELS["payer_id"],
            optional=True,
            hint=N_("Only when somebody else pays: name or member number."),
            parse=choices.find_payer,
            show=choices.payer_name,
            reading=lambda person: _("Is {name}.").format(name=choices.payer_name(person)),
        )
    )
    applied = Field("applied_on", LABELS["applied_on"], Kind.DATE, optional=True, width=165)
    if choices.resolutions:
        admitted = Field(
            "resolution_id",
            LABELS["resolution_id"],
            Kind.CHOICE,
            optional=True,
            width=285,
            choices=choices.resolutions,
        )
        parts.append((applied, admitted))
    else:
        parts.append(applied)
    parts.append(Field("remark", LABELS["remark"], optional=True, longest=300))
    return tuple(parts)


def new_member(
    values: Mapping[str, Any], person: NewPerson | None, person_id: int | None
) -> NewMember:
    """A new membership of somebody new or of somebody known."""
    return NewMember(
        kind_id=values["kind_id"],
        since=values["since"],
        person=person,
        person_id=person_id,
        number=values.get("number"),
        payer_id=values.get("payer_id"),
        applied_on=values.get("applied_on"),
        resolution_id=values.get("resolution_id"),
        persons_covered=values.get("persons_covered") or 1,
        remark=values.get("remark") or "",
    )


def changed_membership(values: Mapping[str, Any], membership_id: int) -> ChangedMembership:
    return ChangedMembership(
        membership_id=membership_id,
        kind_id=values["kind_id"],
        since=values["since"],
        since_estimated=values["since_estimated"],
        payer_id=values.get("payer_id"),
        applied_on=values.get("applied_on"),
        resolution_id=values.get("resolution_id"),
        persons_covered=values.get("persons_covered") or 1,
        remark=values.get("remark") or "",
    )


def _dies(raw: Raw) -> bool:
    return raw.get("reason") == "death"


def _gives_notice(raw: Raw) -> bool:
    return not _dies(raw)


TERMINATION: tuple[Part, ...] = (
    Field("reason", N_("Reason"), Kind.CHOICE, width=285, choices=token_choices(END_REASONS)),
    (
        Field("notice_on", LABELS["notice_on"], Kind.DATE, width=225, shown_if=_gives_notice),
        Field(
            "stated",
            N_("Wished last day"),
            Kind.DATE,
            optional=True,
            width=225,
            shown_if=_gives_notice,
        ),
        Field("died_on", LABELS["death_date"], Kind.DATE, width=225, shown_if=_dies),
        Field("noted_on", N_("Heard of it on"), Kind.DATE, width=225, shown_if=_dies),
    ),
    Field(
        "ground_of_member",
        N_("Ground to end at once"),
        Kind.CHOICE,
        optional=True,
        choices=token_choices(MEMBER_GROUNDS),
        shown_if=lambda raw: raw.get("reason") == "by-member",
    ),
    Field(
        "ground_of_cooperative",
        N_("Ground"),
        Kind.CHOICE,
        choices=token_choices(COOPERATIVE_GROUNDS),
        shown_if=lambda raw: raw.get("reason") == "by-cooperative",
    ),
)


def new_termination(values: Mapping[str, Any], membership_id: int) -> NewTermination:
    dies = values["reason"] == "death"
    return NewTermination(
        membership_id=membership_id,
        reason=values["reason"],
        notice_on=values["noted_on" if dies else "notice_on"],
        stated=values.get("died_on") if dies else values.get("stated"),
        ground=values.get("ground_of_member") or values.get("ground_of_cooperative") or "",
    )
