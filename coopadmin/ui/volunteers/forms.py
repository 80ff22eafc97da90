"""The forms of activities and hours as values."""

from __future__ import annotations

from coopadmin.activities.rules import THEMES, UNITS
from coopadmin.ui.kit.fields import Field, Kind, Part
from coopadmin.ui.kit.inputs import Choice
from coopadmin.words import N_, _


def _themes() -> list[Choice]:
    return [Choice(token, _(name)) for token, name in THEMES.items()]


def _units() -> list[Choice]:
    return [Choice(token, _(name)) for token, name in UNITS.items()]


ACTIVITY: tuple[Part, ...] = (
    Field("name", N_("Name"), longest=80, hint=N_("As people know it, such as Village bus.")),
    Field("theme", N_("Theme"), Kind.CHOICE, width=300, choices=_themes),
    Field("aim", N_("Aim"), Kind.LONG, optional=True, lines=2, hint=N_("What it is for.")),
    Field("target_group", N_("For whom"), optional=True, longest=200),
    (
        Field("since", N_("First day"), Kind.DATE, optional=True, width=170),
        Field("until", N_("Last day"), Kind.DATE, optional=True, width=170),
    ),
    Field(
        "unit",
        N_("What is counted"),
        Kind.CHOICE,
        optional=True,
        width=300,
        choices=_units,
        hint=N_("Gets a row of its own below the hours."),
    ),
    Field("counts_people", N_("Count how many different people came too"), Kind.CHECK),
    (
        Field("target_hours", N_("Aim: hours a year"), Kind.DURATION, optional=True, width=170),
        Field("target_count", N_("Aim: number a year"), Kind.NUMBER, optional=True, width=170),
    ),
)

_PEOPLE = Field("people", N_("How many people"), Kind.NUMBER, width=170)
_ENTRY: tuple[Part, ...] = (
    (
        Field("first", N_("First day"), Kind.DATE, width=170),
        Field("last", N_("Last day"), Kind.DATE, width=170),
    ),
    Field("worked", N_("Hours"), Kind.DURATION, width=170, hint=N_("Such as 2,5 or 2:30.")),
)
_REMARKS: tuple[Part, ...] = (
    Field(
        "estimated",
        N_("Nobody kept count: this is an estimate"),
        Kind.CHECK,
        hint=N_("A new estimate over several months is shared out among them."),
    ),
    Field("note", N_("Note"), optional=True, longest=200),
)
ENTRY = (*_ENTRY, *_REMARKS)
GROUP_ENTRY = (
    _ENTRY[0],
    _PEOPLE,
    Field(
        "worked",
        N_("Hours of all of them together"),
        Kind.DURATION,
        width=170,
        hint=N_("12 people for 2 hours each are 24."),
    ),
    *_REMARKS,
)

LAST_DAY: tuple[Part, ...] = (
    Field(
        "last",
        N_("Last day on the list"),
        Kind.DATE,
        width=170,
        hint=N_("The hours stay; later months leave this person out."),
    ),
)
