"""From a document to a PDF: pages are laid out first, so that each knows its number, then drawn."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Iterable, Sequence

from reportlab.platypus import Flowable

from coopadmin.kernel.problem import N_, Problem
from coopadmin.paper.blocks import Lead, Row, accent
from coopadmin.paper.compose import flowables
from coopadmin.paper.contents import Entry, contents
from coopadmin.paper.cover import draw_cover
from coopadmin.paper.documents import Built, Bundle, Chapter, Labels, Paper, Report
from coopadmin.paper.flow import WHOLE, Beside, Blank, Stack, pages
from coopadmin.paper.labels import draw_label
from coopadmin.paper.look import Look
from coopadmin.paper.opening import opening
from coopadmin.paper.press import Press, Role
from coopadmin.paper.sheet import FIRST_TOP, LYING, ROOM, TOP, UPRIGHT, Format, Sheet

# The PDF library keeps fonts and colours in one place for all threads.
_printing = threading.Lock()


def build(document: Report | Paper | Bundle | Labels) -> Built:
    """Print a document. The same document gives the same bytes, on any day."""
    with _printing:
        if isinstance(document, Bundle):
            return _bundle(document)
        press = Press(document.look)
        if isinstance(document, Labels):
            return _labels(document, press)
        if isinstance(document, Report):
            return _report(document, press)
        return _paper(document, press)


def _report(report: Report, press: Press) -> Built:
    chapters = [
        pages(_chapter(number, chapter, press), WHOLE, ROOM, ROOM)
        for number, chapter in enumerate(report.chapters, 1)
    ]
    # Numbers do not change how long the contents are, so their length can be known beforehand.
    page = 2 + len(_contents(report, [0] * len(chapters), press))
    starts = []
    for laid in chapters:
        starts.append(page)
        page += len(laid)

    sheet = Sheet(report.title, report.house.name, report.language, report.on, press)
    sheet.bookmark(f"{report.cover.title} {report.cover.year}".strip(), "cover")
    draw_cover(sheet.canvas, report.cover, report.house, press)
    sheet.turn()
    sheet.bookmark(report.contents_title, "contents")
    for stack in _contents(report, starts, press):
        _report_page(report, stack, sheet)
    for number, (chapter, laid) in enumerate(zip(report.chapters, chapters, strict=True), 1):
        sheet.bookmark(f"{number}  {chapter.title}", f"chapter-{number}")
        for stack in laid:
            _report_page(report, stack, sheet)
    return Built(sheet.finished(), sheet.pages, tuple(starts), _problems(press))


def _report_page(report: Report, stack: Stack, sheet: Sheet) -> None:
    sheet.header(report.title, report.house.name, report.status)
    sheet.footer(report.source, "", str(sheet.pages + 1))
    sheet.lay(stack, TOP, ROOM)
    sheet.turn()


def _contents(report: Report, starts: Sequence[int], press: Press) -> list[Stack]:
    entries = [
        Entry(str(number), chapter.title, chapter.summary, page, f"chapter-{number}")
        for number, (chapter, page) in enumerate(zip(report.chapters, starts, strict=True), 1)
    ]
    made = contents(report.contents_title, entries, report.contents_notes, press)
    return pages(made, WHOLE, ROOM, ROOM)


def _chapter(number: int, chapter: Chapter, press: Press) -> list[Flowable]:
    # A sentence in serif stands nearer to the title than a table or a note does.
    gap = 30 if chapter.lead else 41
    title: Flowable
    if press.look.large:
        words = (accent(str(number)), "\u00a0\u00a0\u00a0", chapter.title)
        title = Stack([press.paragraph(words, Role.CHAPTER)], after=gap)
    else:
        title = Beside(
            Stack([press.paragraph(str(number), Role.CHAPTER_NUMBER)]),
            Stack([press.paragraph(chapter.title, Role.CHAPTER)]),
            after=gap,
        )
    blocks = list(chapter.blocks)
    if chapter.lead or chapter.rail:
        blocks.insert(0, Row(chapter.rail, [Lead(chapter.lead)] if chapter.lead else []))
    return [Blank(5), title, *flowables(blocks, press, WHOLE)]


def _paper(paper: Paper, press: Press) -> Built:
    on = LYING if paper.lying else UPRIGHT
    sheet = Sheet(paper.title, paper.house.name, paper.language, paper.on, press, on)
    sheet.bookmark(paper.title, "start")
    _paper_pages(paper, sheet, press, on)
    return Built(sheet.finished(), sheet.pages, (), _problems(press))


def _bundle(bundle: Bundle) -> Built:
    first = bundle.papers[0]
    presses: dict[Look, Press] = {}
    sheet = Sheet(bundle.title, first.house.name, first.language, first.on, Press(first.look))
    starts = []
    for number, paper in enumerate(bundle.papers, 1):
        if paper.look not in presses:
            presses[paper.look] = Press(paper.look)
        press = presses[paper.look]
        press.next_paper()
        starts.append(sheet.pages + 1)
        sheet.bookmark(paper.title, f"paper-{number}")
        sheet.press = press
        _paper_pages(paper, sheet, press, UPRIGHT)
    unknown = {sign for press in presses.values() for sign in press.unknown}
    return Built(sheet.finished(), sheet.pages, tuple(starts), _missing(unknown))


def _labels(labels: Labels, press: Press) -> Built:
    sheet = Sheet(labels.title, labels.house.name, labels.language, labels.on, press)
    room = labels.sheet.labels
    places = [()] * labels.skipped + [*labels.labels]
    for start in range(0, len(places), room):
        for place, lines in enumerate(places[start : start + room]):
            draw_label(sheet.canvas, labels.sheet, place, lines, press)
        sheet.turn()
    return Built(sheet.finished(), sheet.pages, (), _problems(press))


def _paper_pages(paper: Paper, sheet: Sheet, press: Press, on: Format) -> None:
    laid = pages(opening(paper, press, on.whole), on.whole, on.first_room, on.room)
    for number, stack in enumerate(laid, 1):
        if number > 1:
            sheet.header(paper.running or paper.title, "", paper.house.name)
        counted = f"{number} / {len(laid)}" if len(laid) > 1 else ""
        sheet.footer(paper.house.name if number == 1 else "", paper.status, counted)
        if number > 1:
            sheet.lay(stack, TOP, on.room)
        else:
            sheet.lay(stack, FIRST_TOP, on.first_room)
        sheet.turn()


def _problems(press: Press) -> tuple[Problem, ...]:
    return _missing(press.unknown)


def _missing(signs: Iterable[str]) -> tuple[Problem, ...]:
    return tuple(
        Problem(
            "paper.sign_missing",
            N_("No font has the sign {sign}: it is printed as \ufffd. Type it otherwise."),
            {"sign": _named(sign)},
        )
        for sign in sorted(signs)
    )


def _named(sign: str) -> str:
    point = f"U+{ord(sign):04X}"
    name = unicodedata.name(sign, "")
    shown = f"{sign} " if sign.isprintable() else ""
    return f"{shown}({point} {name})" if name else f"{shown}({point})"
