"""The annual report, and a plain document with as many pages, tables, charts and words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from reportlab.graphics.charts.barcharts import VerticalBarChart
from reportlab.graphics.shapes import Drawing
from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle

from coopadmin.annual.chapters import chapters_of
from coopadmin.annual.facts import YearFacts
from coopadmin.annual.queries import facts_of_year
from coopadmin.annual.report import annual_report
from coopadmin.migrations import open_books
from coopadmin.paper import blocks
from coopadmin.paper.fonts import Font, register
from coopadmin.words.language import speaking
from tests.bench.table import compared, timed
from tests.bench.village import NOW

CHARTS = (blocks.BarChart, blocks.ColumnChart, blocks.LineChart, blocks.ShareChart)
TURNS = 5
STYLE = ParagraphStyle("plain", fontName=Font.SANS, fontSize=9.5, leading=14)
LINES = TableStyle(
    [
        ("FONT", (0, 0), (-1, -1), Font.TAB, 9),
        ("FONT", (0, 0), (-1, 0), Font.TAB_BOLD, 8),
        ("LINEBELOW", (0, 0), (-1, -1), 0.3, colors.grey),
        ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
    ]
)


def within(value: Any) -> Iterator[Any]:
    """Every block in a chapter, at any depth."""
    if is_dataclass(value):
        yield value
        for each in fields(value):
            yield from within(getattr(value, each.name))
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from within(each)


def plain_report(
    words: list[str], tables: list[tuple[int, int]], charts: list[int], pages: int
) -> bytes:
    """The same words in paragraphs, and tables and charts of the same size, spread over pages."""
    stream = BytesIO()
    story: list[Any] = []
    for page in range(pages):
        text = words[page * len(words) // pages : (page + 1) * len(words) // pages]
        paragraphs = (" ".join(text[start : start + 60]) for start in range(0, len(text), 60))
        story += [Paragraph(paragraph, STYLE) for paragraph in paragraphs]
        for rows, columns in tables[page::pages]:
            cells = [["Bedrag", *["1.234,50"] * (columns - 1)] for _row in range(rows)]
            story.append(Table(cells, style=LINES))
        for bars in charts[page::pages]:
            drawing, chart = Drawing(400, 120), VerticalBarChart()
            chart.width, chart.height, chart.data = (
                380,
                100,
                [[float(n) for n in range(1, bars + 1)]],
            )
            chart.categoryAxis.categoryNames = [str(n) for n in range(bars)]
            for axis in (chart.categoryAxis, chart.valueAxis):
                axis.labels.fontName = Font.SANS
            drawing.add(chart)
            story.append(drawing)
        story.append(PageBreak())
    SimpleDocTemplate(stream, allowSplitting=1).build(story)
    return stream.getvalue()


def sizes(facts: YearFacts) -> tuple[list[tuple[int, int]], list[int]]:
    """How large the tables and charts of the report are: rows and columns, and bars."""
    with speaking("nl"):
        found = [block for _key, chapter in chapters_of(facts, {}) for block in within(chapter)]
    tables = [
        (len(each.lines) + 1, len(each.columns)) for each in found if type(each) is blocks.Table
    ]
    charts = [12 for each in found if isinstance(each, CHARTS)]
    return tables, charts


def report(path: Path) -> None:
    register()
    with open_books(path, who="bench", clock=lambda: NOW, read_only=True) as books:
        facts = books.ask(facts_of_year, "2025")
    made = annual_report(facts, {}, "nl")
    words = [
        word.replace("&", "").replace("<", "")
        for page in PdfReader(BytesIO(made.pdf)).pages
        for word in page.extract_text().split()
    ]
    tables, charts = sizes(facts)
    plain = partial(plain_report, words, tables, charts, made.pages)
    pages = len(PdfReader(BytesIO(plain())).pages)
    ours, bare = [], []
    for _turn in range(TURNS):
        bare.append(timed(plain))
        ours.append(timed(partial(annual_report, facts, {}, "nl")))
    what = (
        f"annual report, {made.pages} pages ({pages}), {len(tables)} tables, {len(charts)} charts"
    )
    compared(what, ours, bare, 1.5)
