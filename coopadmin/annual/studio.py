"""What the studio shows of a report: its pages and figures, and how far each section is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from coopadmin.annual.facts import YearFacts
from coopadmin.annual.rules import SECTIONS
from coopadmin.kernel.problem import N_, Problem

COVER = "cover"
CONTENTS = "contents"
PARTS: Mapping[str, str] = {COVER: N_("Cover and contents"), **SECTIONS}
"""Everything that the list of the studio shows, in the order of the report."""

NEEDS_TEXT = "preface"
MAY_HAVE_TEXT = "outlook"
NOT_FOR_ALL = frozenset({"capital", "finances"})
"""Sections about what many cooperatives do not have."""


class State(StrEnum):
    """How far a section is; one that is left out is neither lacking nor complete."""

    COMPLETE = "complete"
    TEXT_MISSING = "text_missing"
    NO_FACTS = "no_facts"
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class Preview:
    """A report as it would be printed now, with the facts and texts that it was made of.

    `texts` holds what is being typed in the place of what is kept. With `wrong` there is no PDF:
    those figures do not add up. `problems` is what the reader should know; `page_of` counts from 1.
    """

    language: str
    large: bool
    facts: YearFacts
    texts: Mapping[str, str]
    pdf: bytes = b""
    pages: int = 0
    page_of: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    wrong: tuple[Problem, ...] = ()


_KNOWN: Mapping[str, Callable[[YearFacts], bool]] = {
    "members": lambda facts: bool(facts.members.start or facts.members.joined),
    "contributions": lambda facts: bool(facts.contributions.charges),
    "hours": lambda facts: bool(facts.hours.total),
    "meetings": lambda facts: bool(facts.meetings.meetings or facts.meetings.decisions),
}


def has_facts(facts: YearFacts) -> bool:
    """Whether anything of this year is known; activities without dates do not tell."""
    return any(known(facts) for known in _KNOWN.values())


_HAS_FACTS: Mapping[str, Callable[[YearFacts], bool]] = {
    **_KNOWN,
    "glance": has_facts,
    "capital": lambda facts: bool(facts.capital.kinds),
    "activities": lambda facts: bool(facts.activities),
    "finances": lambda facts: facts.books is not None,
    "officers": lambda facts: bool(facts.officers),
    "signatures": lambda facts: bool(facts.directors),
}


def state_of(section: str, facts: YearFacts, text: str) -> State:
    """How far a section is, with these facts and what the board wrote in it."""
    if section in facts.left_out:
        return State.LEFT_OUT
    if text or section == COVER:
        return State.COMPLETE
    if section == NEEDS_TEXT:
        return State.TEXT_MISSING
    if section == MAY_HAVE_TEXT:
        return State.LEFT_OUT
    if _HAS_FACTS[section](facts):
        return State.COMPLETE
    return State.LEFT_OUT if section in NOT_FOR_ALL else State.NO_FACTS
