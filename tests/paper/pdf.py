"""Reading a finished PDF back, as a reader or another program would."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader

LIGATURES = str.maketrans({"\u00a0": " "})


def pages(pdf: bytes) -> list[str]:
    """The text of each page, with its spaces and line ends made even."""
    return [_even(page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages]


def page(pdf: bytes, number: int) -> str:
    """The text of one page (from 1), as in `pages`."""
    return _even(PdfReader(BytesIO(pdf)).pages[number - 1].extract_text())


def text(pdf: bytes) -> str:
    return " ".join(pages(pdf))


def together(pdf: bytes) -> str:
    """All text without any space, so that it does not matter where lines were broken."""
    return "".join(text(pdf).split())


def fonts(pdf: bytes) -> dict[str, bool]:
    """The names of all fonts in the file, and whether they are embedded."""
    found: dict[str, bool] = {}
    for page in PdfReader(BytesIO(pdf)).pages:
        resources: Any = page["/Resources"]
        for reference in resources.get("/Font", {}).values():
            font = reference.get_object()
            descriptor = font.get("/FontDescriptor")
            embedded = descriptor is not None and "/FontFile2" in descriptor.get_object()
            found[str(font["/BaseFont"]).rpartition("+")[2].lstrip("/")] = embedded
    return found


@dataclass(frozen=True)
class Placed:
    """Where a piece of text begins: points from the left and from the top of the paper."""

    words: str
    x: float
    y: float


def placed(pdf: bytes, number: int) -> list[Placed]:
    """All pieces of text on a page (from 1) with their places."""
    page = PdfReader(BytesIO(pdf)).pages[number - 1]
    return _placed(page)


def all_placed(pdf: bytes) -> list[list[Placed]]:
    """The same for every page, from the first."""
    return [_placed(page) for page in PdfReader(BytesIO(pdf)).pages]


def _placed(page: PageObject) -> list[Placed]:
    found: list[Placed] = []

    def note(words: str, user: Any, line: Any, font: Any, size: Any) -> None:
        if words.strip():
            x = line[4] * user[0] + line[5] * user[2] + user[4]
            y = line[4] * user[1] + line[5] * user[3] + user[5]
            found.append(Placed(words.strip(), x, 841.89 - y))

    page.extract_text(visitor_text=note)
    return found


def _even(words: str) -> str:
    return " ".join(words.translate(LIGATURES).split())
