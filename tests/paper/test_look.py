"""The colours: whatever accent is chosen, what is printed in it can be read."""

from __future__ import annotations

import colorsys

import pytest

from coopadmin.kernel.colours import readable
from coopadmin.kernel.problem import Refused
from coopadmin.paper import PETROL, Look, contrast
from coopadmin.paper.look import palette, readable_on

ACCENTS = [PETROL, "#2F6B2F", "#8A1F5C", "#8A4B00", "#1F3F9A", "#333333", "#A3261D", "#5A5A00"]


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("#0B5966", "#FFFFFF") == contrast("#FFFFFF", "#0B5966")


@pytest.mark.parametrize(
    ("colour", "code"),
    [
        ("#FFD54A", "paper.accent_too_light"),
        ("#777777", "paper.accent_too_light"),
        ("petrol", "paper.no_colour"),
        ("#12345", "paper.no_colour"),
        ("#0B5966; x", "paper.no_colour"),
    ],
)
def test_an_accent_that_cannot_be_read_is_refused(colour: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        Look(accent=colour)
    assert refused.value.problems[0].code == code
    assert refused.value.problems[0].field == "accent"
    assert colour in str(refused.value.problems[0])


@pytest.mark.parametrize("pale", ["#FFD54A", "#FFFFFF", "#8FD3C8", "#777777", "#F7B2C4"])
def test_a_pale_colour_has_a_darker_one_of_its_hue(pale: str) -> None:
    proposed = readable(pale)
    assert 4.5 <= contrast(proposed, "#FFFFFF") < 4.8
    hues = [colorsys.rgb_to_hls(*(int(each[at : at + 2], 16) for at in (1, 3, 5)))[0]
            for each in (pale, proposed)]  # fmt: skip
    assert hues[0] == pytest.approx(hues[1], abs=0.02)
    assert readable(proposed) == proposed


@pytest.mark.parametrize("accent", ACCENTS)
def test_text_can_be_read_on_every_ground(accent: str) -> None:
    colours = palette(Look(accent=accent).accent)
    for ink in (colours.ink, colours.soft, colours.faint, colours.accent, colours.contrast_text):
        assert contrast(ink, colours.white) >= 4.5
    for ink in (colours.ink, colours.soft, colours.accent):
        assert contrast(ink, colours.tint) >= 4.5
    for tone in (*colours.parcels, *colours.shares):
        assert contrast(readable_on(tone), tone) >= 4.5
    # Large letters on the cover, and bars beside white, need three to one.
    assert contrast(colours.contrast, colours.sky) >= 3
    assert contrast(colours.bar, colours.white) >= 3


@pytest.mark.parametrize("accent", ACCENTS)
def test_this_year_differs_from_other_years_without_colour(accent: str) -> None:
    colours = palette(accent)
    assert contrast(colours.bar, colours.now) >= 1.7


def test_the_house_colours_are_those_of_the_model() -> None:
    colours = palette()
    assert (colours.bar, colours.tint, colours.contrast) == ("#3F8F9D", "#E6F0F1", "#B9740F")
