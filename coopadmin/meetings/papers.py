"""What all papers of a meeting share: the sheet, its heading, when and where, who was there."""

from __future__ import annotations

import string
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coopadmin.meetings.facts import MeetingFacts, PaperFacts
from coopadmin.meetings.rules import shown_time
from coopadmin.paper import Block, House, Look, Paper, Span, Strip, Words
from coopadmin.words import _, count, date_in_full, date_long, ngettext


@dataclass(frozen=True)
class Printing:
    """How a paper is printed: the day, the language (`nl`, `en`), large letters or not."""

    on: date
    language: str
    large: bool = False


def paper_of(
    facts: PaperFacts,
    how: Printing,
    heading: str,
    blocks: Sequence[Block],
    *,
    subheading: str = "",
    status: str = "",
) -> Paper:
    title = _(heading).format(title=inside(facts.meeting.title))
    named = f"{title}, {date_long(facts.meeting.held_on)}"
    cooperative = facts.cooperative
    chamber = cooperative.chamber_number
    contact = [cooperative.email, cooperative.website]
    if chamber:
        contact.append(_("Chamber of Commerce {number}").format(number=chamber))
    return Paper(
        title=named,
        house=House(cooperative.name, [line for line in contact if line], facts.logo),
        language=how.language,
        on=how.on,
        heading=title,
        subheading=subheading,
        running=named,
        status=status,
        blocks=blocks,
        look=Look(accent=cooperative.accent, large=how.large),
    )


def inside(title: str) -> str:
    """A title inside a sentence: with a small letter, unless it is an abbreviation or a name."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


def _beginning(text: str) -> str:
    return text[:1].upper() + text[1:]


def when_and_where(meeting: MeetingFacts) -> str:
    day = _beginning(date_in_full(meeting.held_on))
    hours = shown_time(meeting.begins)
    if meeting.begins and meeting.ends:
        # “19.30 tot 21.14 uur”: the word for the hour is said once.
        begins = hours.partition("\u00a0")[0]
        hours = _("{begins} to {ends}").format(begins=begins, ends=shown_time(meeting.ends))
    return ", ".join(part for part in (day, hours, meeting.place) if part)


def filled(sentence: str, **values: str | Span) -> Words:
    """A translated sentence with a stretch in a manner of its own among its values."""
    parts: list[str | Span] = []
    for text, name, _spec, _conversion in string.Formatter().parse(sentence):
        parts.append(text)
        if name is not None:
            parts.append(values[name])
    return tuple(part for part in parts if part)


def presence(meeting: MeetingFacts) -> Block:
    totals = meeting.totals
    present = ngettext("{number} member", "{number} members", totals.present)
    facts = [
        (_("Present"), present.format(number=count(totals.present))),
        (_("Proxies"), count(totals.represented)),
        (_("Votes"), count(totals.votes)),
    ]
    if meeting.chair is not None:
        facts.append((_("Chair"), meeting.chair.name))
    if meeting.minute_taker is not None:
        facts.append((_("Minute taker"), meeting.minute_taker.name))
    return Strip(facts)
