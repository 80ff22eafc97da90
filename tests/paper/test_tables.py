"""Tables: columns fit, heads return, totals stay with what they sum up, and nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import pytest

from coopadmin.paper import (
    CODE,
    DATE,
    NUMBER,
    Block,
    Built,
    Column,
    Decision,
    House,
    Line,
    Look,
    Paper,
    Row,
    Subhead,
    Table,
    Text,
    Total,
    strong,
)
from coopadmin.paper.columns import column_widths
from coopadmin.paper.press import Press, Role
from coopadmin.paper.printing import build
from coopadmin.paper.sheet import LEFT, RIGHT
from tests.paper import pdf

LONG = "X" * 200
PERSON = [Column("Naam"), Column("Uren", NUMBER)]


def paper(blocks: Sequence[Block], *, large: bool = False) -> Built:
    return build(
        Paper(
            title="Lijst",
            house=House("Zorgcoöperatie Voorbeeld U.A."),
            language="nl",
            on=date(2026, 1, 1),
            heading="Lijst",
            blocks=blocks,
            look=Look(large=large),
        )
    )


def numbered(count: int) -> list[list[str]]:
    return [[f"lid-{number:03}", str(number)] for number in range(1, count + 1)]


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize(
    "columns",
    [
        [Column("Naam")],
        PERSON,
        [Column("A", NUMBER), Column("B", NUMBER)],
        [Column("Lid", CODE, width=14), Column("Naam"), Column("Handtekening", width=48)],
        [Column("Naam"), *(Column(f"Een lang hoofd {n}", NUMBER) for n in range(12))],
        [Column("Datum", DATE), Column("Besluit"), Column("Toelichting"), Column("Voor", NUMBER)],
    ],
    ids=["one", "two", "figures", "fixed", "many", "text"],
)
def test_columns_fill_the_width_exactly(columns: list[Column], large: bool) -> None:
    press = Press(Look(large=large))
    lines = [["1.234.567,89"] * len(columns), [LONG] + ["0"] * (len(columns) - 1)]
    widths = column_widths(Table(columns, lines), press, 351.5)
    assert sum(widths) == pytest.approx(351.5)
    assert all(width > 10 for width in widths)


def test_figures_that_fit_never_break_while_text_gives_way() -> None:
    built = paper(
        [Row("", [Table([Column("Naam"), Column("€", NUMBER)], [[LONG, "1.234.567,89"]])])]
    )
    assert "1.234.567,89" in pdf.text(built.pdf)
    assert LONG in pdf.together(built.pdf)


@pytest.mark.parametrize("whole_width", [True, False])
@pytest.mark.parametrize("count", [1, 2, 40, 200])
def test_every_line_is_printed_once_under_a_head_that_returns(
    count: int, whole_width: bool
) -> None:
    table = Table(PERSON, [*numbered(count), Total(["Totaal", "9"])])
    built = paper([table if whole_width else Row("lijst", [table])])
    pages = pdf.pages(built.pdf)
    found = re.findall(r"lid-\d{3}", " ".join(pages))
    assert found == [name for name, _ in numbered(count)]
    assert built.pages == (1 if count < 25 else 2 if count == 40 else built.pages)
    assert all("Naam Uren" in page for page in pages)
    assert " ".join(pages).count("Totaal") == 1


@pytest.mark.parametrize("count", range(24, 36))
def test_a_total_never_stands_alone_on_a_page(count: int) -> None:
    built = paper([Table(PERSON, [*numbered(count), Total(["Totaal", "9"])])])
    last = pdf.pages(built.pdf)[-1]
    assert "Totaal" in last
    assert "lid-" in last


@pytest.mark.parametrize("count", range(24, 36))
def test_the_name_of_a_group_stays_with_its_first_line(count: int) -> None:
    built = paper([Table(PERSON, [*numbered(count), Subhead("Groep"), ["eerste-lijn", "1"]])])
    for page in pdf.pages(built.pdf):
        assert ("Groep" in page) == ("eerste-lijn" in page)


def test_an_empty_table_says_so_under_its_head() -> None:
    text = pdf.text(paper([Table(PERSON, [], when_empty="Nog geen uren in 2025.")]).pdf)
    assert "Naam Uren Nog geen uren in 2025." in text
    assert "Naam Uren" in pdf.text(paper([Table(PERSON, [])]).pdf)


def test_a_line_with_too_few_cells_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="1 cells under 2 columns"):
        Table(PERSON, [["alleen een naam"]])


def test_a_cell_that_is_higher_than_a_page_goes_on_on_the_next() -> None:
    words = [f"woord{number}" for number in range(2500)]
    built = paper([Table([Column("Naam"), Column("Tekst")], [["Jan", " ".join(words)]])])
    assert built.pages > 2
    assert re.findall(r"woord\d+", pdf.text(built.pdf)) == words
    assert pdf.text(built.pdf).count("Jan") == 1


def test_markup_in_a_cell_is_printed_as_it_stands() -> None:
    typed = '<b>&"</b> &amp; <font color="red">'
    lines: list[Line] = [[typed, "1"], [("a ", strong("<i>x</i>")), "2"]]
    text = pdf.text(paper([Table(PERSON, lines)]).pdf)
    assert typed in text
    assert "a <i>x</i>" in text


@pytest.mark.parametrize("large", [False, True])
def test_nothing_begins_outside_the_margins(large: bool) -> None:
    blocks: list[Block] = [
        Table([Column("Naam"), Column("Getal", NUMBER, now=True)], [[LONG, "9" * 60], ["a", "1"]]),
        Row(LONG, [Text(LONG), Decision(LONG, LONG, [("Voor", "1")] * 9, LONG)]),
        Table(
            [Column("Lid", CODE), Column("Naam", strong=True), Column("Hand", ruled=True)],
            [["0001", LONG, ""]],
            by_hand=True,
        ),
    ]
    built = paper(blocks, large=large)
    for number in range(1, built.pages + 1):
        for piece in pdf.placed(built.pdf, number):
            assert LEFT - 0.5 <= piece.x <= RIGHT, piece
            assert 30 <= piece.y <= 812, piece


def test_figures_in_a_column_end_at_the_same_place() -> None:
    lines = [["a", "1"], ["b", "1.234,50"], ["c", "−\u00a012"]]
    built = paper([Table([Column("Naam"), Column("€", NUMBER)], lines)])
    press = Press(Look())
    ends = {
        round(piece.x + press.width(piece.words, Role.CELL_NUMBER), 1)
        for piece in pdf.placed(built.pdf, 1)
        if piece.words in ("1", "1.234,50", "−\u00a012", "− 12")
    }
    assert len(ends) == 1
