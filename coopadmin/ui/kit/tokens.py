"""The colours of the screen, light and dark, and the pairs of text and ground that are used."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True, slots=True)
class Tokens:
    """One colour per purpose, as `#RRGGBB`."""

    window: str
    sidebar: str
    surface: str
    subtle: str
    sunken: str
    line: str
    line_strong: str
    ink: str
    ink2: str
    ink3: str
    primary: str
    primary_hover: str
    primary_press: str
    on_primary: str
    link: str
    tint: str
    tint_line: str
    select: str
    focus: str
    good: str
    good_bg: str
    good_mark: str
    warn: str
    warn_bg: str
    warn_mark: str
    bad: str
    bad_bg: str
    bad_mark: str
    info: str
    info_bg: str
    info_mark: str
    c1: str
    c2: str
    c3: str
    c4: str
    c5: str
    c6: str
    ghost: str
    hl: str


LIGHT = Tokens(
    window="#F3F6F5",
    sidebar="#E5ECEA",
    surface="#FFFFFF",
    subtle="#F6F9F8",
    sunken="#EDF2F1",
    line="#D2DBD9",
    line_strong="#6F807D",
    ink="#15211F",
    ink2="#40504D",
    ink3="#566663",
    primary="#0B5966",
    primary_hover="#084854",
    primary_press="#063842",
    on_primary="#FFFFFF",
    link="#0B5966",
    tint="#DFEDEF",
    tint_line="#9CC4CB",
    select="#D5E8EB",
    focus="#1D5FD6",
    good="#1B5E33",
    good_bg="#E2F1E6",
    good_mark="#2B7A47",
    warn="#744600",
    warn_bg="#FCEED3",
    warn_mark="#A86200",
    bad="#941F18",
    bad_bg="#FBE4E1",
    bad_mark="#BF332A",
    info="#1B4B80",
    info_bg="#E2ECF8",
    info_mark="#2A67A6",
    c1="#17778A",
    c2="#B9740F",
    c3="#76558F",
    c4="#6F8985",
    c5="#B04A3C",
    c6="#4C7A3A",
    ghost="#C3CFCD",
    hl="#FFE58A",
)

DARK = Tokens(
    window="#131918",
    sidebar="#0D1312",
    surface="#1B2322",
    subtle="#212A29",
    sunken="#171E1D",
    line="#35413F",
    line_strong="#81928F",
    ink="#E7EDEB",
    ink2="#BCC8C5",
    ink3="#9FAEAB",
    primary="#5DB8C6",
    primary_hover="#7AC8D4",
    primary_press="#98D6DF",
    on_primary="#05181C",
    link="#7CCAD6",
    tint="#16363C",
    tint_line="#2F6570",
    select="#1C434B",
    focus="#8DB5FF",
    good="#93D6A8",
    good_bg="#17301F",
    good_mark="#5FB67D",
    warn="#F1C46F",
    warn_bg="#382A0E",
    warn_mark="#D9A13C",
    bad="#FFA79E",
    bad_bg="#421C18",
    bad_mark="#EC7267",
    info="#A3CBF7",
    info_bg="#172C43",
    info_mark="#6BA5E0",
    c1="#49A9BA",
    c2="#DDA047",
    c3="#B193CB",
    c4="#93A9A5",
    c5="#E08072",
    c6="#87B574",
    ghost="#3D4B49",
    hl="#4A3C08",
)

# What is written or drawn on what, with the least contrast (WCAG AA: 4.5 text, 3 shapes).
_TEXT_GROUNDS = {
    "ink": "surface window sidebar select hl tint subtle warn_bg bad_bg info_bg good_bg line",
    "ink2": "surface window sidebar select hl tint warn_bg subtle sunken",
    "ink3": "surface window sidebar sunken select hl tint bad_bg",
    "on_primary": "primary primary_hover primary_press",
    "link": "surface window tint subtle bad_bg warn_bg info_bg good_bg",
    "good": "good_bg surface select",
    "warn": "warn_bg surface select subtle",
    "bad": "bad_bg surface select subtle",
    "info": "info_bg surface",
}
_SHAPE_GROUNDS = {
    "primary": "surface window select",
    "line_strong": "surface window subtle select",
    "focus": "surface window sidebar select",
    "good_mark": "surface good_bg select",
    "warn_mark": "surface warn_bg",
    "bad_mark": "surface bad_bg",
    "info_mark": "surface info_bg",
    "c1": "surface",
    "c2": "surface",
    "c3": "surface",
    "c4": "surface",
    "c5": "surface",
    "c6": "surface",
}
PAIRS: tuple[tuple[str, str, float], ...] = tuple(
    (over, ground, least)
    for grounds, least in ((_TEXT_GROUNDS, 4.5), (_SHAPE_GROUNDS, 3.0))
    for over, names in grounds.items()
    for ground in names.split()
)


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours by WCAG 2.2, from 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def system_tokens(palette: QPalette) -> Tokens:
    """The colours of the system itself, for contrast themes that must be left as they are."""

    def name(role: QPalette.ColorRole) -> str:
        return QColor(palette.color(role)).name()

    roles = QPalette.ColorRole
    text, ground = name(roles.WindowText), name(roles.Window)
    mark, on_mark, link = name(roles.Highlight), name(roles.HighlightedText), name(roles.Link)
    grounds = dict.fromkeys(
        "window sidebar subtle sunken tint good_bg warn_bg bad_bg info_bg select hl".split(), ground
    )
    shapes = dict.fromkeys(
        "line line_strong tint_line good good_mark warn warn_mark bad bad_mark info info_mark "
        "ink ink2 ink3 ghost c1 c2 c3 c4 c5 c6".split(),
        text,
    )
    marks = dict.fromkeys("primary primary_hover primary_press focus".split(), mark)
    return Tokens(
        **grounds, **shapes, **marks, surface=name(roles.Base), on_primary=on_mark, link=link
    )
