"""Tables that belong together: columns stand in line, totals of two sides are level."""

from __future__ import annotations

import pytest

from coopadmin.paper import NUMBER, Built, Column, Line, Row, Sides, Subhead, Table, Tables, Total
from tests.paper import pdf
from tests.paper.test_tables import paper


def side(name: str, lines: int) -> Table:
    rows: list[Line] = [[f"{name}{number}", "1"] for number in range(lines)]
    return Table(
        [Column(name), Column("2025", NUMBER, now=True)],
        [Subhead(f"groep {name}"), *rows, Total([f"totaal {name}", "9"])],
    )


def placed(built: Built, words: str) -> pdf.Placed:
    found = [one for page in pdf.all_placed(built.pdf) for one in page if one.words == words]
    assert len(found) == 1, words
    return found[0]


@pytest.mark.parametrize(("left", "right"), [(2, 9), (9, 2), (4, 4), (0, 3)])
def test_heads_and_totals_of_two_sides_are_level_and_the_sides_stand_beside_each_other(
    left: int, right: int
) -> None:
    built = paper([Sides(side("activa", left), side("passiva", right))])
    assets, funding = placed(built, "totaal activa"), placed(built, "totaal passiva")
    assert assets.y == pytest.approx(funding.y)
    assert funding.x - assets.x > 200
    assert placed(built, "activa").y == pytest.approx(placed(built, "passiva").y)
    assert built.pages == 1


@pytest.mark.parametrize("large", [False, True])
def test_sides_without_room_stand_under_one_another_and_lose_no_line(large: bool) -> None:
    blocks = [Sides(side("activa", 60), side("passiva", 3))]
    built = paper(blocks, large=large)
    text = pdf.text(built.pdf)
    assert all(f"activa{number}" in text for number in range(60))
    assert placed(built, "totaal activa").x == pytest.approx(placed(built, "totaal passiva").x)


def test_sides_in_the_main_column_stand_under_one_another() -> None:
    built = paper([Row("balans", [Sides(side("activa", 2), side("passiva", 2))])])
    assets, funding = placed(built, "totaal activa"), placed(built, "totaal passiva")
    assert funding.y > assets.y
    assert funding.x == pytest.approx(assets.x)


@pytest.mark.parametrize("large", [False, True])
def test_the_columns_of_tables_under_one_another_are_in_line(large: bool) -> None:
    wide = "een naam die veel langer is dan alle andere namen van deze drie tabellen samen"
    columns = [Column("Baten"), Column("nu", NUMBER, now=True), Column("toen", NUMBER)]
    bare = [Column(), Column("", NUMBER, now=True), Column("", NUMBER)]
    built = paper(
        [
            Tables(
                [
                    Table(columns, [["a", "11", "21"], Total(["b", "12", "1.234.522"])]),
                    Table(columns, [[wide, "13", "23"], Total(["d", "14", "24"])]),
                    Table(bare, [Total(["e", "15", "25"])]),
                ]
            )
        ],
        large=large,
    )
    assert len({round(placed(built, words).x, 1) for words in ("12", "14", "15")}) == 1
    assert len({round(placed(built, words).x, 1) for words in ("24", "25")}) == 1
