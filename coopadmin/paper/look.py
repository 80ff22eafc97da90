"""The colours of a document, all derived from the one accent that a cooperative may choose."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass
from functools import cache

from coopadmin.kernel.colours import (
    LEAST_CONTRAST,
    PETROL,
    WHITE,
    as_light_as,
    contrast,
    is_colour,
    luminance,
    parts_of,
)
from coopadmin.kernel.problem import N_, refuse

TOLD_APART = 1.7
"""Contrast at which two surfaces differ on a black-and-white printer too."""


@dataclass(frozen=True)
class Look:
    """What a reader or a cooperative may choose: an accent `#RRGGBB`, and large letters (x 1.2).

    Refused when the accent is no colour, or too light to be read on white paper.
    """

    accent: str = PETROL
    large: bool = False

    def __post_init__(self) -> None:
        if not is_colour(self.accent):
            raise refuse(
                "paper.no_colour",
                N_("“{colour}” is not a colour. Type it as #0B5966."),
                field="accent",
                colour=self.accent,
            )
        if contrast(self.accent, WHITE) < LEAST_CONTRAST:
            raise refuse(
                "paper.accent_too_light",
                N_("The colour {colour} is too light to read on white paper. Choose a darker one."),
                field="accent",
                colour=self.accent,
            )


@dataclass(frozen=True)
class Palette:
    """The colours in use, as `#RRGGBB`."""

    ink: str
    soft: str
    faint: str
    hairline: str
    white: str
    accent: str
    now: str
    bar: str
    bar_light: str
    tint: str
    zebra: str
    contrast: str
    contrast_text: str
    grey: str
    grey_light: str
    sky: str
    water: tuple[str, str, str]
    parcels: tuple[str, ...]
    parcel_line: str
    silhouette: str

    @property
    def shares(self) -> tuple[str, ...]:
        """For the parts of a whole, in this order; neighbours differ in lightness too."""
        return (
            self.now,
            self.bar,
            self.bar_light,
            self.contrast,
            self.grey,
            self.grey_light,
        )


# Lightness and saturation of the petrol model; another accent turns the hue and keeps these.
_LAND = (
    "#0A4A55",
    "#0B5966",
    "#1B6F7C",
    "#2A7F8D",
    "#4A99A6",
    "#73B0BA",
)
_DRY = ("#E6B45A", "#D9962F", "#B9740F")
_AUTUMN = ("#1B6F7C", "#0B5966", "#083F49")


@cache
def palette(accent: str = PETROL) -> Palette:
    """All colours that go with an accent."""

    def turned(model: str) -> str:
        return _turned(model, accent)

    # Ochre stands out against water and leaves; beside an accent that is itself warm, petrol does.
    warm = _is_warm(accent)
    dry = tuple(_turned(colour, PETROL) for colour in ("#73B0BA", "#2A7F8D", "#0B5966"))
    bar = turned("#3F8F9D")
    return Palette(
        ink="#172120",
        soft="#43524F",
        faint="#5C6B68",
        hairline="#CBD5D3",
        white="#FFFFFF",
        accent=accent,
        now=accent if contrast(accent, bar) >= TOLD_APART else turned("#0A3D47"),
        bar=bar,
        bar_light=turned("#7DB4BD"),
        tint=turned("#E6F0F1"),
        zebra=turned("#F5F9FA"),
        contrast=PETROL if warm else "#B9740F",
        contrast_text=PETROL if warm else "#744600",
        grey="#A9B7B4",
        grey_light="#D8E2E0",
        sky=turned("#E3EEF0"),
        water=(turned("#8FBFC7"), turned("#9DC8CF"), turned("#ABD0D6")),
        parcels=(*map(turned, _LAND), *(dry if warm else _DRY), *map(turned, _AUTUMN)),
        parcel_line=turned("#D6E7EA"),
        silhouette=turned("#0A3D47"),
    )


def readable_on(ground: str) -> str:
    """White or nearly black, whichever is read better on this ground; one of them always is."""
    return max(("#FFFFFF", "#0B1211"), key=lambda ink: contrast(ink, ground))


def _turned(model: str, accent: str) -> str:
    """A petrol model colour with the hue of the accent, no more saturated than that is.

    Its luminance stays that of the model, so that whatever could be read on it still can.
    """
    if accent.upper() == PETROL:
        return model
    hue, _, saturation = colorsys.rgb_to_hls(*parts_of(accent))
    saturation = min(saturation, colorsys.rgb_to_hls(*parts_of(model))[2])
    return as_light_as(luminance(model), hue, saturation)


def _is_warm(colour: str) -> bool:
    hue, _, saturation = colorsys.rgb_to_hls(*parts_of(colour))
    return saturation > 0.2 and (hue < 0.19 or hue > 0.93)
