"""The fonts: every letter comes back out of the PDF, and a sign that one lacks finds another."""

from __future__ import annotations

from datetime import date

import pytest

from coopadmin.paper import CODE, NUMBER, Block, Built, Column, House, Lead, Paper, Row, Table, Text
from coopadmin.paper.flow import Stack
from coopadmin.paper.fonts import Font, broken, cut, every_nth, runs, tidy, width
from coopadmin.paper.look import Look
from coopadmin.paper.press import Press, Role
from coopadmin.paper.printing import build
from coopadmin.paper.sheet import Sheet
from tests.paper import pdf

ALPHABET = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789 "
    "ÀÁÄÂÇÈÉËÊÌÍÏÎÑÒÓÖÔÙÚÜÛĞİŞŁŚŹŻČĎĚŇŘŠŤŮŽĂȘȚÅØÆ àáäâçèéëêìíïîñòóöôùúüûğışłśźżčďěňřšťůžășțåøæß "
    "€&<>\"'()[]{}%+−–—…·•?!;:,.@#/\\ AVAWATATo"
)


def printed(*blocks: Block) -> Built:
    return build(
        Paper(
            title="T",
            house=House("H"),
            language="nl",
            on=date(2026, 1, 1),
            heading="H",
            blocks=[Row("", [block]) for block in blocks],
        )
    )


BY_FONT = {role.value.font: role for role in Role}


@pytest.mark.parametrize("role", BY_FONT.values(), ids=BY_FONT)
def test_every_letter_of_every_font_can_be_found_again(role: Role) -> None:
    press = Press(Look())
    sheet = Sheet("T", "A", "nl", date(2026, 1, 1), press)
    words = ALPHABET.split(" ")
    stack = Stack([press.paragraph(word, role) for word in words])
    stack.wrap(3000, 3000)
    sheet.lay(stack, 20, 3000)
    sheet.turn()
    found = pdf.together(sheet.finished())
    for word in words:
        assert word in found
    assert press.unknown == set()


def test_no_font_is_left_outside_the_file() -> None:
    built = printed(Text("Łódź — Ελλάδα"), Lead("x"), Table([Column("A"), Column("B", NUMBER)], []))
    found = pdf.fonts(built.pdf)
    assert "NotoSans-Regular" in found
    assert not [name for name in found if "Helvetica" in name or "Times" in name]
    assert all(found.values())


def test_a_sign_that_the_house_font_lacks_is_set_in_another() -> None:
    unknown: set[str] = set()
    assert runs("Ана de Roos", Font.SANS, unknown) == [
        ("Ана", Font.SPARE),
        (" de Roos", Font.SANS),
    ]
    assert runs("Ω", Font.SANS_BOLD, unknown) == [("Ω", Font.SPARE_BOLD)]
    assert not unknown


def test_a_sign_that_no_font_has_becomes_a_replacement_and_is_told() -> None:
    built = printed(Text("漢 en 😀"), Table([Column("Naam", CODE)], [["漢"]]))
    assert "\ufffd en \ufffd" in pdf.text(built.pdf)
    assert [problem.code for problem in built.problems] == ["paper.sign_missing"] * 2
    assert "U+6F22" in str(built.problems[0])
    assert "GRINNING FACE" in str(built.problems[1])


def test_a_letter_and_its_mark_stay_together() -> None:
    assert tidy("e\u0301") == "é"
    unknown: set[str] = set()
    assert runs("q\u0303x", Font.SANS, unknown) in (
        [("q\u0303x", Font.SANS)],
        [("q\u0303", Font.SPARE), ("x", Font.SANS)],
    )
    assert not unknown


def test_signs_that_are_never_seen_leave_no_hole() -> None:
    assert tidy("zorg\u00adcoöperatie\u200b\ufeff") == "zorgcoöperatie"
    assert tidy("a\r\nb\rc\td") == "a\nb\nc d"


@pytest.mark.parametrize("sign", ["\x07", "\ud800", "\ue000"])
def test_a_sign_that_cannot_be_printed_does_not_stop_the_page(sign: str) -> None:
    built = printed(Text(f"voor{sign}na"))
    assert "voor\ufffdna" in pdf.together(built.pdf)
    assert str(built.problems[0]).isprintable()


def test_a_line_is_cut_with_an_ellipsis_only_when_it_must() -> None:
    assert cut("Beemdervelde", Font.SANS, 10, 500) == "Beemdervelde"
    short = cut("Beemdervelde " * 20, Font.SANS, 10, 80)
    assert short.endswith("…")
    assert width(short, Font.SANS, 10) <= 80


def test_a_long_word_is_broken_and_loses_nothing() -> None:
    lines = broken("kort " + "X" * 200, Font.SANS, 10, 80)
    assert "".join(lines) == "kort" + "X" * 200
    assert all(width(line, Font.SANS, 10) <= 80 for line in lines)


def test_labels_that_would_touch_are_thinned() -> None:
    assert every_nth(["2024", "2025"], Font.SANS, 8.6, 40) == 1
    assert every_nth(["2024", "2025"], Font.SANS, 8.6, 12) == 2


@pytest.mark.parametrize("text", ["00˙Ɩ$-", "🏳0🌈\ufe0f", "fo\x07\x07x", "Powerلُصّبُ ॣh冗"])
def test_a_word_in_several_fonts_can_be_measured_again_for_another_width(text: str) -> None:
    paragraph = Press(Look()).paragraph(text * 20, Role.BODY)
    heights = [paragraph.wrap(width, 1000)[1] for width in (300, 100, 60, 300)]
    assert heights[0] == heights[3] <= heights[1] < heights[2]
