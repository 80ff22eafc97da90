"""Papers: minutes, letters and lists, as they leave the printer."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from coopadmin.paper import House, Look, Note, Row, Text
from coopadmin.paper.printing import build
from coopadmin.paper.sheet import LEFT
from tests.paper import pdf, sample


def test_minutes_number_their_points_and_show_the_votes_with_each_decision() -> None:
    text = pdf.text(build(sample.minutes()).pdf)
    assert "Besluit ALV-2026-01 De notulen van 22 mei 2025 zijn vastgesteld." in text
    assert "Voor 71 · tegen 0 · blanco 4 · ongeldig 0" in text
    assert "gewone meerderheid, artikel 19" in text


def test_later_pages_say_of_which_document_they_are_and_how_many_there_are() -> None:
    built = build(sample.minutes())
    pages = pdf.pages(built.pdf)
    assert built.pages == 2
    assert "1 / 2" in pages[0]
    assert "2 / 2" in pages[1]
    assert "Notulen ledenvergadering 28 mei 2026" not in pages[0]
    assert "Notulen ledenvergadering 28 mei 2026" in pages[1]
    assert all("Concept" in page for page in pages)


def test_a_paper_of_one_page_has_no_page_number() -> None:
    assert "1 / 1" not in pdf.text(build(sample.agenda()).pdf)


def test_the_address_stands_in_the_window_of_the_envelope() -> None:
    placed = {piece.words: piece for piece in pdf.placed(build(sample.agenda()).pdf, 1)}
    first = placed["De heer en mevrouw J. en T. Bergsma"]
    assert first.x == pytest.approx(LEFT, abs=0.5)
    # Between 50 and 79 millimetres from the top of the paper.
    assert 50 <= first.y / 72 * 25.4 <= 56
    assert placed["0000 AB Beemdervelde"].y / 72 * 25.4 < 79


@pytest.mark.parametrize("large", [False, True])
def test_the_rail_stands_beside_the_text_or_above_it_in_large_letters(large: bool) -> None:
    paper = replace(
        sample.minutes(Look(large=large)),
        blocks=[Row(Note("Bron", "de lijst"), [Text("Lopende tekst")])],
    )
    placed = {piece.words: piece for piece in pdf.placed(build(paper).pdf, 1)}
    note, text = placed["Bron"], placed["Lopende tekst"]
    if large:
        assert note.y < text.y
        assert note.x == text.x
    else:
        assert note.y == pytest.approx(text.y, abs=0.1)
        assert text.x - note.x == pytest.approx(130.4, abs=0.1)


def test_an_attendance_list_has_room_for_a_signature_on_every_line() -> None:
    built = build(sample.attendance(members=60))
    lines = sorted(
        piece.y for piece in pdf.placed(built.pdf, 2) if piece.words.isdigit() and piece.x < 90
    )
    gaps = {round(below - above, 1) for above, below in pairwise(lines)}
    assert gaps == {28.5}
    assert all("Handtekening" in page for page in pdf.pages(built.pdf))


def test_a_thousand_members_all_stand_on_the_list() -> None:
    built = build(sample.attendance(members=1000))
    lines = [page.count(" 1 ") + page.endswith(" 1") for page in pdf.pages(built.pdf)]
    assert built.pages == len(lines)
    assert 40 <= built.pages <= 48


def test_two_hundred_letters_fit_everywhere_on_a_letter() -> None:
    long = [chr(ord("A") + at) * 200 for at in range(5)]
    paper = replace(
        sample.agenda(),
        house=House(long[0], (long[1],)),
        heading=long[2],
        subheading=long[3],
        address=(long[4], "plaats"),
    )
    text = pdf.together(build(paper).pdf)
    for word in long:
        assert word in text
