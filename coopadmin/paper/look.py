"""The colours of a document, all derived from the one accent that a cooperative may choose."""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass
from functools import cache

from coopadmin.kernel.problem import N_, refuse

PETROL = "#0B5966"
LEAST_CONTRAST = 4.5
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


def luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB`, 0 (black) to 1 (white). Source: WCAG 2.2."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in _parts(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21. Source: WCAG 2.2."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@dataclass(frozen=True)
class Look:
    """What a reader or a cooperative may choose: an accent `#RRGGBB`, and large letters (x 1.2).

    Refused when the accent is no colour, or too light to be read on white paper.
    """

    accent: str = PETROL
    large: bool = False

    def __post_init__(self) -> None:
        if not _COLOUR.fullmatch(self.accent):
            raise refuse(
                "paper.no_colour",
                N_("“{colour}” is not a colour. Type it as #0B5966."),
                field="accent",
                colour=self.accent,
            )
        if contrast(self.accent, "#FFFFFF") < LEAST_CONTRAST:
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
    accent_dark: str
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
            self.accent,
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
    "#2E8391",
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
    dry = tuple(_turned(colour, PETROL) for colour in ("#73B0BA", "#2E8391", "#0B5966"))
    return Palette(
        ink="#172120",
        soft="#43524F",
        faint="#5C6B68",
        hairline="#CBD5D3",
        white="#FFFFFF",
        accent=accent,
        accent_dark=turned("#0A3D47"),
        bar=turned("#3F8F9D"),
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


def readable_on(ground: str, colours: Palette) -> str:
    """White or ink, whichever is read better on this ground."""
    by_white = contrast(colours.white, ground)
    return colours.white if by_white >= contrast(colours.ink, ground) else colours.ink


def _turned(model: str, accent: str) -> str:
    """A petrol model colour with the hue of the accent, and no more saturated than that is."""
    if accent.upper() == PETROL:
        return model
    hue, _, saturation = colorsys.rgb_to_hls(*_parts(accent))
    _, light, own = colorsys.rgb_to_hls(*_parts(model))
    return _colour(*colorsys.hls_to_rgb(hue, light, min(own, saturation)))


def _is_warm(colour: str) -> bool:
    hue, _, saturation = colorsys.rgb_to_hls(*_parts(colour))
    return saturation > 0.2 and (hue < 0.19 or hue > 0.93)


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _colour(red: float, green: float, blue: float) -> str:
    return "#" + "".join(f"{round(part * 255):02X}" for part in (red, green, blue))
