"""The logo of the cooperative stands on the cover and above papers, in its own shape."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from coopadmin.paper.letterhead import LOGO, fit
from coopadmin.paper.printing import build
from tests.paper import pdf, sample


def drawn(size: tuple[int, int], form: str = "PNG") -> bytes:
    written = BytesIO()
    mode, colour = ("RGBA", (138, 28, 59, 128)) if form == "PNG" else ("RGB", (138, 28, 59))
    Image.new(mode, size, colour).save(written, form)
    return written.getvalue()


def pictures(made: bytes, page: int) -> list[tuple[int, int]]:
    return [
        image.image.size for image in PdfReader(BytesIO(made)).pages[page].images if image.image
    ]


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_logo_is_on_the_cover_and_nowhere_else_in_a_report(form: str) -> None:
    house = replace(sample.HOUSE, logo=drawn((240, 80), form))
    made = build(replace(sample.report(), house=house)).pdf
    assert pictures(made, 0) == [(240, 80)]
    assert pictures(made, 1) == []
    assert pictures(build(sample.report()).pdf, 0) == []


def test_a_logo_heads_a_paper_on_its_first_page_only() -> None:
    house = replace(sample.HOUSE, logo=drawn((90, 90)))
    made = build(replace(sample.attendance(members=60), house=house)).pdf
    assert [pictures(made, page) for page in range(2)] == [[(90, 90)], []]
    assert "Beemdervelde" in pdf.page(made, 1)


def test_the_same_logo_gives_the_same_bytes() -> None:
    paper = replace(sample.agenda(), house=replace(sample.HOUSE, logo=drawn((90, 30))))
    assert build(paper).pdf == build(paper).pdf


@pytest.mark.parametrize("size", [(1200, 100), (100, 1200), (50, 50)])
def test_a_logo_fills_its_room_without_being_stretched(size: tuple[int, int]) -> None:
    wide, high = fit(drawn(size), LOGO)
    assert wide <= LOGO[0] + 0.01
    assert high <= LOGO[1] + 0.01
    assert wide / high == pytest.approx(size[0] / size[1])
    assert wide == pytest.approx(LOGO[0]) or high == pytest.approx(LOGO[1])
