"""Letters in the house style, with the address in the window, and labels for envelopes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coopadmin.cooperative.queries import CooperativeFacts
from coopadmin.correspondence.recipients import Message, Written
from coopadmin.paper import (
    Built,
    Bundle,
    House,
    Labels,
    LabelSheet,
    Look,
    Note,
    Paper,
    Row,
    Text,
)
from coopadmin.paper.printing import build
from coopadmin.words import _, date_long, speaking


@dataclass(frozen=True)
class LetterLook:
    """How letters are printed: whose, the day, the language, where the window is.

    `large`: all in large letters; else only for who wants them.
    """

    cooperative: CooperativeFacts
    logo: bytes
    on: date
    language: str
    window_right: bool = False
    large: bool = False

    def look(self, message: Message | None = None) -> Look:
        """Larger letters for who wants them."""
        wants = message is not None and message.large
        return Look(accent=self.cooperative.accent, large=self.large or wants)


def letters(title: str, written: Sequence[Written], how: LetterLook) -> Built:
    """All in one file, each beginning on a page of its own."""
    with speaking(how.language):
        house = _house(how)
        return build(Bundle(title, [_letter(each, house, how) for each in written]))


def labels(
    title: str, messages: Sequence[Message], sheet: LabelSheet, how: LetterLook, skipped: int = 0
) -> Built:
    """One label for each envelope."""
    with speaking(how.language):
        lines = [each.envelope for each in messages]
        return build(
            Labels(title, _house(how), how.language, how.on, sheet, lines, skipped, how.look())
        )


def _letter(each: Written, house: House, how: LetterLook) -> Paper:
    return Paper(
        title=f"{each.message.names[0]}: {each.subject}",
        house=house,
        language=how.language,
        on=how.on,
        heading=each.subject,
        blocks=[Row("", [Text(each.body)])],
        address=each.message.envelope,
        window_right=how.window_right,
        rail=[Note(_("Date"), date_long(how.on))],
        running=each.subject,
        look=how.look(each.message),
    )


def _house(how: LetterLook) -> House:
    ours = how.cooperative
    contact = [ours.email, ours.website]
    if ours.chamber_number:
        contact.append(_("Chamber of Commerce {number}").format(number=ours.chamber_number))
    return House(ours.name, [line for line in contact if line], how.logo)
