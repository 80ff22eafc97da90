"""The forms of activities and hours as values."""

from __future__ import annotations

from coopadmin.activities.rules import THEMES
from coopadmin.ui.kit.fields import Field, Kind, Part
from coopadmin.ui.kit.inputs import Choice
from coopadmin.words import N_, _


def _themes() -> list[Choice]:
    return [Choice(token, _(name)) for token, name in THEMES.items()]


ACTIVITY: tuple[Part, ...] = (
    Field("name", N_("Name"), longest=80, hint=N_("As people know it, such as Village bus.")),
    Field("theme", N_("Theme"), Kind.CHOICE, width=300, choices=_themes),
    Field("aim", N_("Aim"), Kind.LONG, optional=True, lines=2, hint=N_("What it is for.")),
    Field("target_group", N_("For whom"), optional=True, longest=200),
    (
        Field("since", N_("First day"), Kind.DATE, optional=True, width=170),
        Field("until", N_("Last day"), Kind.DATE, optional=True, width=170),
    ),
)

ENTRY: tuple[Part, ...] = (
    (
        Field("first", N_("First day"), Kind.DATE, width=170),
        Field("last", N_("Last day"), Kind.DATE, width=170),
    ),
    Field("worked", N_("Hours"), Kind.DURATION, width=170, hint=N_("Such as 2,5 or 2:30.")),
    Field("estimated", N_("Nobody kept count: this is an estimate"), Kind.CHECK),
    Field("note", N_("Note"), optional=True, longest=200),
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
