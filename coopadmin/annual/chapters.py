"""The chapters of the annual report, in their order; a feature that has one stands in this list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from coopadmin.annual.contributions_chapter import contributions_chapter
from coopadmin.annual.facts import YearFacts
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
    """One chapter: the key under which its text is kept, and how it is made of facts and text."""

    key: str
    make: Callable[[YearFacts, str], Chapter]
    only_when_written: bool = False


CHAPTERS = (
    Section("preface", preface_chapter),
    Section("glance", glance_chapter),
    Section("members", members_chapter),
    Section("contributions", contributions_chapter),
    Section("hours", hours_chapter),
    Section("activities", activities_chapter),
    Section("meetings", meetings_chapter),
    Section("officers", officers_chapter),
    Section("outlook", outlook_chapter, only_when_written=True),
    Section("signatures", signing_chapter),
)


def chapters_of(facts: YearFacts, texts: Mapping[str, str]) -> list[tuple[str, Chapter]]:
    """The chapters that this report has, with their keys, in the language spoken now."""
    return [
        (section.key, section.make(facts, texts.get(section.key, "")))
        for section in CHAPTERS
        if texts.get(section.key) or not section.only_when_written
    ]
