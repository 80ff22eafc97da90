"""The annual report on paper: from the facts of a year to a PDF, the same one every time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from coopadmin.annual.chapters import chapters_of
from coopadmin.annual.checks import check_facts
from coopadmin.annual.facts import YearFacts
from coopadmin.annual.phrases import rounded_hours, whole_hours
from coopadmin.kernel.problem import Problem, Refused
from coopadmin.paper import Cover, House, Look, Note, Parcel, Report
from coopadmin.paper.printing import build
from coopadmin.words import _, count, date_long, months_short, speaking


@dataclass(frozen=True)
class PrintedReport:
    """A finished report: its bytes, its number of pages, the page (from 1) of each section.

    `problems` is what the reader should know, such as signs that no font has.
    """

    pdf: bytes
    pages: int
    page_of: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def annual_report(
    facts: YearFacts, texts: Mapping[str, str], language: str, *, large: bool = False
) -> PrintedReport:
    """The report in a language (`nl`, `en`), for good or for less good eyes.

    `texts` is what the board wrote, by section. Raises Refused with everything that does not add
    up: such a report is not printed.
    """
    problems = tuple(check_facts(facts))
    if problems:
        raise Refused(problems)
    with speaking(language):
        chapters = chapters_of(facts, texts)
        document = Report(
            title=_("Annual report {year}").format(year=facts.year.label),
            house=House(facts.cooperative.name, _contact(facts), facts.logo),
            language=language,
            on=facts.on,
            cover=_cover(facts),
            contents_title=_("Contents"),
            chapters=[chapter for _key, chapter in chapters],
            contents_notes=_notes(facts, large=large),
            status=_status(facts),
            source=_("Figures from the administration, as of {day}").format(
                day=date_long(facts.on)
            ),
            look=Look(accent=facts.cooperative.accent, large=large),
        )
        built = build(document)
    keys = [key for key, _chapter in chapters]
    page_of = {"cover": 1, "contents": 2, **dict(zip(keys, built.chapters, strict=True))}
    return PrintedReport(built.pdf, built.pages, page_of, built.problems)


def _cover(facts: YearFacts) -> Cover:
    months = facts.hours.by_month
    shown = whole_hours([each.worked for each in months])
    names = months_short()
    municipality = facts.cooperative.municipality
    subtitle = _("Account to the members")
    if municipality:
        subtitle = _("Account to the members and to the municipality of {municipality}").format(
            municipality=municipality
        )
    return Cover(
        title=_("Annual report"),
        year=facts.year.label,
        subtitle=subtitle,
        parcels=[
            Parcel(names[each.month.first.month - 1], each.worked.minutes, count(hours))
            for each, hours in zip(months, shown, strict=True)
        ],
    )


def _contact(facts: YearFacts) -> list[str]:
    cooperative = facts.cooperative
    chamber = cooperative.chamber_number
    return [
        line
        for line in (
            cooperative.email,
            cooperative.website,
            _("Chamber of Commerce {number}").format(number=chamber) if chamber else "",
        )
        if line
    ]


def _notes(facts: YearFacts, *, large: bool) -> list[Note]:
    notes = [Note(_("About this report"), _about(facts))]
    # Large letters leave no room for it under the contents.
    if rounded_hours(facts.hours.total) and not large:
        notes.append(
            Note(
                _("On the cover"),
                _(
                    "A parcel for each month. The wider the parcel, the more volunteer hours in"
                    " that month."
                ),
            )
        )
    contact = _contact(facts)
    if contact:
        notes.append(Note(_("Questions"), "\n".join(contact)))
    return notes


def _about(facts: YearFacts) -> str:
    standing = facts.standing
    period = _("Book year {year}: {first} up to and including {last}.").format(
        year=facts.year.label,
        first=date_long(facts.year.first),
        last=date_long(facts.year.last),
    )
    if not facts.ended:
        return period + " " + _("The year has not ended yet: these figures are provisional.")
    if standing.adopted_on:
        return period + " " + _status(facts) + "."
    return period


def _status(facts: YearFacts) -> str:
    standing = facts.standing
    if standing.adopted_on:
        return _("Adopted on {day} ({resolution})").format(
            day=date_long(standing.adopted_on), resolution=standing.resolution
        )
    if not facts.ended:
        return _("Provisional figures")
    if standing.meeting_on:
        return _("Draft for the general meeting of {day}").format(
            day=date_long(standing.meeting_on)
        )
    return _("Draft")
