"""Colours as `#RRGGBB`: how light they are, and whether they can be read on each other."""

from __future__ import annotations

import colorsys
import re

PETROL = "#0B5966"
WHITE = "#FFFFFF"
LEAST_CONTRAST = 4.5
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


def is_colour(text: str) -> bool:
    """Whether it is written as `#0B5966`."""
    return _COLOUR.fullmatch(text) is not None


def luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB`, 0 (black) to 1 (white). Source: WCAG 2.2."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts_of(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21. Source: WCAG 2.2."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def readable(accent: str) -> str:
    """The colour itself when it can be read on white, else the same hue, just dark enough."""
    if contrast(accent, WHITE) >= LEAST_CONTRAST:
        return accent.upper()
    hue, _, saturation = colorsys.rgb_to_hls(*parts_of(accent))
    # A little darker than the limit, because colours are rounded to whole steps.
    return as_light_as(1.05 / (LEAST_CONTRAST + 0.05) - 0.05, hue, saturation)


def as_light_as(wanted: float, hue: float, saturation: float) -> str:
    """The colour of this hue and saturation with the luminance wanted."""
    low, high = 0.0, 1.0
    for _ in range(16):
        middle = (low + high) / 2
        if luminance(_colour(*colorsys.hls_to_rgb(hue, middle, saturation))) < wanted:
            low = middle
        else:
            high = middle
    return _colour(*colorsys.hls_to_rgb(hue, low, saturation))


def parts_of(colour: str) -> tuple[float, float, float]:
    """Red, green and blue, 0 to 1."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _colour(red: float, green: float, blue: float) -> str:
    return "#" + "".join(f"{round(part * 255):02X}" for part in (red, green, blue))
