"""The report as a file: its pages, contents, bookmarks, and that it is the same every time."""

from __future__ import annotations

import re
import threading
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from pypdf import PdfReader

from coopadmin.paper import (
    Bar,
    BarChart,
    Block,
    Built,
    Chapter,
    Decision,
    Figure,
    Figures,
    House,
    Look,
    NewPage,
    Note,
    Parcel,
    Row,
    Signatures,
    Text,
    Together,
)
from coopadmin.paper.cover import parcel_edges
from coopadmin.paper.letterhead import split_name
from coopadmin.paper.printing import build
from tests.paper import pdf, sample
from tests.paper.chapters import MONTHS

LONG = "X" * 200
WORDS = [f"woord{number}" for number in range(3000)]


def with_chapters(*chapters: Chapter) -> Built:
    return build(replace(sample.report(), chapters=chapters))


def one(*blocks: Block) -> Built:
    return with_chapters(Chapter("Leden", blocks))


def test_the_contents_name_the_page_on_which_each_chapter_begins() -> None:
    built = build(sample.report())
    pages = pdf.pages(built.pdf)
    assert len(pages) == built.pages
    for number, (chapter, page) in enumerate(
        zip(sample.report().chapters, built.chapters, strict=True), 1
    ):
        listed = rf"{number} {re.escape(chapter.title)} {re.escape(chapter.summary)} {page}\b"
        assert re.search(listed, pages[1]) or f"{chapter.title} {chapter.summary}" in pages[1]
        assert chapter.title in pages[page - 1]
        assert pages[page - 1].count(f" {page}") or str(page) in pages[page - 1]
    placed = {piece.words for piece in pdf.placed(built.pdf, 2)}
    assert {str(page) for page in built.chapters} <= placed


def test_long_contents_push_the_chapters_on_and_still_name_their_pages() -> None:
    chapters = [Chapter(f"Hoofdstuk {n}", [Row("", [Text("x")])], "s") for n in range(1, 41)]
    built = with_chapters(*chapters)
    pages = pdf.pages(built.pdf)
    assert built.chapters[0] > 3
    for chapter, page in zip(chapters, built.chapters, strict=True):
        assert re.search(rf"\b{re.escape(chapter.title)}\b", pages[page - 1])


def test_a_chart_brings_its_meaning_in_words() -> None:
    says = "Elf (van de 27) om zelf hulp te krijgen; de rest\\anders: één."
    built = one(Row("", [BarChart([Bar("a", 11, "11"), Bar("b", 2, "2")], says)]))
    content = PdfReader(BytesIO(built.pdf)).pages[2].get_contents()
    assert content is not None
    marked = [
        operands[1]["/Alt"]
        for operands, operator in content.operations
        if operator == b"BDC" and operands[0] == "/Span"
    ]
    assert marked == [says]


def test_every_chapter_is_a_bookmark_and_a_link() -> None:
    built = build(sample.report())
    reader = PdfReader(BytesIO(built.pdf))
    outline = {
        str(item.title): reader.get_destination_page_number(item)  # type: ignore[union-attr,arg-type]
        for item in reader.outline
    }
    titles = [chapter.title for chapter in sample.report().chapters]
    assert [title.split("  ", 1)[-1] for title in outline][2:] == titles
    assert list(outline.values()) == [0, 1, *(page - 1 for page in built.chapters)]
    links: Any = reader.pages[1]["/Annots"]
    assert len(links) == len(titles)


def test_the_file_says_what_it_is_and_in_which_language() -> None:
    reader = PdfReader(BytesIO(build(sample.report()).pdf))
    assert reader.metadata is not None
    assert reader.metadata.title == "Jaarverslag 2025"
    assert reader.metadata.author == "Zorgcoöperatie Beemdervelde U.A."
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.date() == date(2026, 2, 20)
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "nl"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_no_font_of_the_report_is_left_outside() -> None:
    found = pdf.fonts(build(sample.report()).pdf)
    assert found
    assert all(found.values())
    assert all(name.startswith(("Coop", "Noto")) for name in found)


def test_the_same_report_is_the_same_file_to_the_byte() -> None:
    first = build(sample.report())
    assert build(sample.report()) == first
    assert build(replace(sample.report(), on=date(2026, 2, 21))).pdf != first.pdf


def test_two_threads_print_the_same_at_once() -> None:
    expected = build(sample.minutes()).pdf
    made: list[bytes] = []

    def work() -> None:
        made.append(build(sample.minutes()).pdf)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [expected] * 4


@pytest.mark.parametrize("large", [False, True])
def test_a_text_of_many_pages_loses_no_word(large: bool) -> None:
    blocks = [Row(Note("Rail", "bron"), [Text(" ".join(WORDS))])]
    report = replace(sample.report(Look(large=large)), chapters=[Chapter("Leden", blocks)])
    built = build(report)
    assert re.findall(r"woord\d+", pdf.text(built.pdf)) == WORDS
    assert built.pages > 5


def test_a_long_decision_a_long_rail_and_long_lists_break_over_pages() -> None:
    items = "\n".join(f"- woord{number}" for number in range(100))
    built = one(
        Row("a", [Decision("B", " ".join(WORDS[:2000]))]),
        Row(Note("rail", " ".join(WORDS[2000:3000])), [Text("naast de rail")]),
        Row("b", [BarChart([Bar(f"staaf{n}", n, str(n)) for n in range(80)], "x")]),
        Row("c", [Signatures([(f"naam{n}", "lid") for n in range(40)])]),
        Row("d", [Text(items)]),
        Row("e", [Text("einde")]),
    )
    text = pdf.text(built.pdf)
    assert set(re.findall(r"woord\d+", text)) == set(WORDS[:3000])
    assert set(re.findall(r"staaf\d+", text)) == {f"staaf{n}" for n in range(80)}
    assert set(re.findall(r"naam\d+", text)) == {f"naam{n}" for n in range(40)}
    assert "naast de rail" in text
    assert "einde" in text


def test_a_word_of_two_hundred_letters_is_printed_whole_wherever_it_stands() -> None:
    words = [chr(ord("A") + at) * 200 for at in range(6)]
    built = one(
        Row(
            [Note(words[0], words[1])],
            [Text(words[2]), Decision(words[3], words[4], [("Voor", "1")])],
        ),
        Figures([Figure("1", words[5])]),
    )
    text = pdf.together(built.pdf)
    for word in words:
        assert word in text


@pytest.mark.parametrize("count", range(1, 60, 4))
def test_together_stays_on_one_page(count: int) -> None:
    built = one(
        Row("", [Text("\n".join(["regel"] * count))]),
        Together(
            [Row("", [Text("eerste")]), Row("", [Text("midden\n" * 9)]), Row("", [Text("zz")])]
        ),
    )
    pages = pdf.pages(built.pdf)
    assert sum("eerste" in page for page in pages) == 1
    assert next(p for p in pages if "eerste" in p) is next(p for p in pages if "zz" in p)


def test_a_new_page_begins_where_it_is_asked_and_is_never_empty() -> None:
    built = one(Row("", [Text("een")]), NewPage(), NewPage(), Row("", [Text("twee")]))
    pages = pdf.pages(built.pdf)
    assert built.pages == 4
    assert "een" in pages[2]
    assert "twee" in pages[3]


def test_a_chapter_without_anything_is_still_a_page() -> None:
    built = with_chapters(Chapter("Leeg", []))
    assert built.pages == 3
    assert "Leeg" in pdf.pages(built.pdf)[2]


def test_parcels_are_as_wide_as_their_hours_and_none_too_narrow_for_its_name() -> None:
    edges = parcel_edges([Parcel("a", 300), Parcel("b", 100), Parcel("c", 200)])
    widths = [right - left for left, right in pairwise(edges)]
    assert widths[0] == pytest.approx(3 * widths[1])
    assert widths[2] == pytest.approx(2 * widths[1])
    edges = parcel_edges([Parcel("a", 100000), *(Parcel("b", 0) for _ in range(11))])
    assert min(right - left for left, right in pairwise(edges)) >= 26.9
    assert (edges[0], round(edges[-1], 3)) == (-6.0, 601.276)


def test_a_year_without_hours_has_equal_parcels_without_figures() -> None:
    months = [Parcel(month, 0, "0") for month in MONTHS]
    edges = parcel_edges(months)
    widths = {round(right - left, 6) for left, right in pairwise(edges)}
    assert len(widths) == 1
    cover = replace(sample.report().cover, parcels=months)
    first = pdf.pages(build(replace(sample.report(), cover=cover)).pdf)[0]
    assert "jan" in first
    assert "0 " not in first.replace("2025", "")


@pytest.mark.parametrize("count", [1, 6, 18])
def test_a_short_or_a_long_book_year_has_a_cover_too(count: int) -> None:
    cover = replace(
        sample.report().cover, parcels=[Parcel(f"m{n}", n + 1, str(n)) for n in range(count)]
    )
    first = pdf.pages(build(replace(sample.report(), cover=cover)).pdf)[0]
    assert all(f"m{n}" in first for n in range(count))


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Zorgcoöperatie Beemdervelde U.A.", ("Zorgcoöperatie", "Beemdervelde U.A.")),
        ("Stichting Dorpshuis", ("Stichting", "Dorpshuis")),
        ("Dorpsbelang Beemdervelde", ("", "Dorpsbelang Beemdervelde")),
        ("Coöperatie", ("", "Coöperatie")),
    ],
)
def test_the_kind_stands_above_the_name(name: str, parts: tuple[str, str]) -> None:
    assert split_name(name) == parts


def test_markup_in_every_text_of_a_report_is_literal() -> None:
    typed = '<b>&"</b><br/>'
    report = replace(
        sample.report(),
        title=typed,
        status=typed,
        source=typed,
        house=House(typed),
        contents_title=typed,
        contents_notes=[Note(typed, typed)],
        chapters=[Chapter(typed, [Row(typed, [Text(typed)])], typed, lead=typed)],
        cover=replace(sample.report().cover, title=typed, year=typed, subtitle=typed),
    )
    pages = pdf.pages(build(report).pdf)
    assert [page.count(typed) for page in pages] == [4, 9, 8]


def test_lists_that_people_type_hang() -> None:
    built = one(Row("", [Text("Wij willen:\n- een bus\n- een tuin\n\nEinde\n1. eerst\n2) dan")]))
    placed = {piece.words: piece.x for piece in pdf.placed(built.pdf, 3)}
    assert placed["een bus"] == placed["een tuin"] > placed["Wij willen:"] == placed["Einde"]
    assert placed["eerst"] == placed["dan"] > placed["een bus"]
