"""Jobs of the studio: a report made anew while somebody writes, and the finished one in a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from coopadmin.annual.facts import YearFacts
from coopadmin.annual.queries import facts_of_year, list_report_texts
from coopadmin.annual.report import annual_report
from coopadmin.annual.rules import NewReportText, check_report_text
from coopadmin.annual.studio import Preview
from coopadmin.kernel.problem import Refused
from coopadmin.paper.output import write_whole
from coopadmin.store import Books

NOTHING_TYPED: Mapping[str, str] = {}


def preview(
    books: Books,
    year: str,
    language: str,
    *,
    large: bool = False,
    typed: Mapping[str, str] = NOTHING_TYPED,
    known: YearFacts | None = None,
) -> Preview:
    """The report of a book year as it would be now; without pages when it does not add up.

    `typed` holds texts by section that are not kept yet. `known` facts are not asked again.
    """
    facts = known or books.ask(facts_of_year, year)
    label = facts.year.label
    texts = dict(books.ask(list_report_texts, label, language))
    for section, text in typed.items():
        if not any(check_report_text(NewReportText(label, section, language, text))):
            texts[section] = text.strip()
    texts = {section: text for section, text in texts.items() if text}
    try:
        made = annual_report(facts, texts, language, large=large)
    except Refused as refused:
        return Preview(language, large, facts, texts, wrong=refused.problems)
    return Preview(language, large, facts, texts, made.pdf, made.pages, made.page_of, made.problems)


def finished(books: Books, year: str, language: str, *, large: bool = False) -> Preview:
    """The report of what is kept. Raises Refused with everything that does not add up."""
    made = preview(books, year, language, large=large)
    if made.wrong:
        raise Refused(made.wrong)
    return made


def write_finished(
    books: Books, year: str, language: str, path: Path, *, large: bool = False
) -> Preview:
    """The same in a file. Raises Refused when that cannot be written."""
    made = finished(books, year, language, large=large)
    write_whole(path, made.pdf)
    return made
