"""The forms of letters: a text with its fields, whom it is for, and a sheet of labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from coopadmin.correspondence.fields import ASKED, FIELDS
from coopadmin.correspondence.rules import (
    LONGEST_NAME,
    LONGEST_TEXT,
    OCCASIONS,
    OWN,
    NewSending,
    NewTemplate,
)
from coopadmin.correspondence.starters import TemplateRow
from coopadmin.correspondence.texts import used_fields
from coopadmin.desk.letter_groups import GROUP_OF, MEMBERS, GroupRow
from coopadmin.ui.kit.fields import Field, Kind, Part, Section
from coopadmin.ui.kit.inputs import Choice
from coopadmin.words import N_, _, count, language

_LONG = frozenset({"message", "agenda", "reason"})
LANGUAGE_NAMES = {"nl": N_("Dutch"), "en": N_("English")}


def text_parts() -> Sequence[Part]:
    """The fields of a text."""
    occasions = [Choice(key, _(each.title)) for key, each in OCCASIONS.items()]
    languages = [Choice(key, _(name)) for key, name in LANGUAGE_NAMES.items()]
    return (
        Field("name", N_("Name"), width=260, longest=LONGEST_NAME),
        (
            Field("occasion", N_("Occasion"), Kind.CHOICE, width=240, choices=occasions),
            Field("language", N_("Language"), Kind.CHOICE, width=140, choices=languages),
        ),
        Field("subject", N_("Subject"), longest=200),
        Field("body", N_("Text"), Kind.LONG, lines=16, longest=LONGEST_TEXT),
    )


def text_values(row: TemplateRow | None) -> dict[str, Any]:
    """What a text is now, or an empty one of our own to begin with."""
    if row is None:
        dear = "{{ aanhef }}" if language() == "nl" else "{{ salutation }}"
        signed = "{{ afzender }}" if language() == "nl" else "{{ sender }}"
        regards = _("With kind regards,")
        body = f"{dear},\n\n\n\n{regards}\n\n{signed}"
        return {"occasion": OWN, "language": language(), "body": body}
    names = ("name", "occasion", "language", "subject", "body")
    return {name: getattr(row, name) for name in names}


def text_of(values: Mapping[str, Any], row: TemplateRow | None) -> NewTemplate:
    """What was typed; a text that there is stays under its code."""
    return NewTemplate(**values, code="" if row is None else row.code)


def field_names(language_: str) -> list[tuple[str, str]]:
    """`{{ aanhef }}` and what it says, for the menu of fields."""
    return [
        (f"{{{{ {each.name(language_)} }}}}", _(each.what)) for each in FIELDS if not each.items
    ]


def whom_parts(row: TemplateRow, groups: Sequence[GroupRow], *, person: str = "") -> list[Part]:
    """For whom, and what is asked once for all; `person` instead of a group."""
    choices = [Choice(each.key, f"{each.name} ({count(each.people)})") for each in groups]
    if person:
        choices = [Choice("", person)]
    asked = sorted(
        {ASKED[name].key for name in used_fields(row.subject, row.body) if name in ASKED},
        key=[each.key for each in FIELDS].index,
    )
    parts: list[Part] = [
        Field("group", N_("For whom"), Kind.CHOICE, choices=choices, locked=bool(person))
    ]
    if not OCCASIONS[row.occasion].alone:
        parts.append(Field("together", N_("One for each household"), Kind.CHECK))
    parts.append(Field("by_letter", N_("Everything by letter, nothing by e-mail"), Kind.CHECK))
    if asked:
        parts.append(Section(N_("The same for everybody")))
    for key in asked:
        field = ASKED[key]
        label = field.what[:1].upper() + field.what[1:]
        kind = Kind.LONG if key in _LONG else Kind.TEXT
        parts.append(
            Field(
                key,
                LABELS.get(key, label),
                kind,
                lines=5,
                hint="",
            )
        )
    return parts


LABELS = {
    "topic": N_("What it is about"),
    "day": N_("Which day"),
    "time": N_("At what time"),
    "place": N_("Where"),
    "agenda": N_("Agenda"),
    "reply_by": N_("Answer before"),
    "pay_by": N_("Pay before"),
    "amount": N_("Amount"),
    "resolution": N_("Decision and its day"),
    "reason": N_("Reason"),
    "message": N_("Your text"),
}


def whom_values(occasion: str) -> dict[str, Any]:
    """What the form begins with: the group that fits the occasion, such as who still owes."""
    return {"group": GROUP_OF.get(occasion, MEMBERS), "together": True, "by_letter": False}


def sending_from(
    row: TemplateRow, values: Mapping[str, Any], group: str, people: tuple[int, ...]
) -> NewSending:
    """What was chosen and typed, for these people."""
    keys = {field.key for field in ASKED.values()}
    return NewSending(
        row.code,
        row.language,
        people,
        group,
        {name: str(value) for name, value in values.items() if name in keys},
        together=bool(values.get("together", True)),
        by_letter=bool(values["by_letter"]),
    )
