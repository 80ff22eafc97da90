"""The chapters of the annual report, in their order; a feature that has one stands in this list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from coopadmin.annual.capital_chapter import capital_chapter
from coopadmin.annual.contributions_chapter import contributions_chapter
from coopadmin.annual.facts import YearFacts
from coopadmin.annual.finances_chapter import finances_chapter
from coopadmin.annual.glance_chapter import glance_chapter, preface_chapter
from coopadmin.annual.hours_chapter import hours_chapter
from coopadmin.annual.meetings_chapter import meetings_chapter
from coopadmin.annual.members_chapter import members_chapter
from coopadmin.annual.people_chapters import (
    activities_chapter,
    officers_chapter,
    outlook_chapter,
    signing_chapter,
)
from coopadmin.paper import Chapter


@dataclass(frozen=True)
class Section:
    """One chapter: the key under which its text is kept, and how it is made of facts and text.

    Where `has_facts` says that there is nothing to tell, it is there only when text is.
    """

    key: str
    make: Callable[[YearFacts, str], Chapter]
    has_facts: Callable[[YearFacts], bool] = lambda _facts: True


CHAPTERS = (
    Section("preface", preface_chapter),
    Section("glance", glance_chapter),
    Section("members", members_chapter),
    Section("contributions", contributions_chapter),
    Section("capital", capital_chapter, lambda facts: bool(facts.capital.kinds)),
    Section("hours", hours_chapter, lambda facts: bool(facts.hours.by_activity)),
    Section("activities", activities_chapter, lambda facts: bool(facts.activities)),
    Section("finances", finances_chapter, lambda facts: facts.books is not None),
    Section("meetings", meetings_chapter),
    Section("officers", officers_chapter),
    Section("outlook", outlook_chapter, lambda _facts: False),
    Section("signatures", signing_chapter),
)


def chapters_of(facts: YearFacts, texts: Mapping[str, str]) -> list[tuple[str, Chapter]]:
    """The chapters that this report has, with their keys, in the language spoken now."""
    return [
        (section.key, section.make(facts, texts.get(section.key, "")))
        for section in CHAPTERS
        if section.key not in facts.left_out
        and (texts.get(section.key) or section.has_facts(facts))
    ]
